import { exportPKCS8, generateKeyPair } from "jose";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { scimConnector } from "../../../src/connectors/scim/index.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { Target } from "../../../src/ports/target.ts";
import {
  type AuthorizationServer,
  CLIENT_ID,
  CLIENT_SECRET,
  startAuthorizationServer,
} from "../../targets/authorization-server.ts";
import { openRecordedWire, type RecordedWire, testSecrets } from "../../targets/connect.ts";
import { type RunningServer, startServer } from "../../targets/server.ts";

const never = new AbortController().signal;
const START = Date.now();

let issuer: AuthorizationServer;
let scim: RunningServer;
let wires: readonly RecordedWire[] = [];
let now = START;
/** Calls that reached the target, by whether their token was accepted. */
let reached: boolean[] = [];

beforeEach(async () => {
  now = START;
  reached = [];
  issuer = await startAuthorizationServer();
  scim = await startServer((request, response) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    const isAccepted = issuer.valid.has(token);
    reached.push(isAccepted);
    response.setHeader("content-type", "application/scim+json");
    if (!isAccepted) {
      response.statusCode = 401;
      return response.end(JSON.stringify({ status: "401", detail: "expired" }));
    }
    return response.end(JSON.stringify({ totalResults: 0, Resources: [] }));
  });
});
afterEach(async () => {
  await Promise.all(wires.map(({ wire }) => wire.close()));
  wires = [];
  await Promise.all([issuer.stop(), scim.stop()]);
});

async function connect(oauth: JsonObject = {}, secret: string = CLIENT_SECRET): Promise<Target> {
  const config = {
    url: `${scim.origin}/scim`,
    oauth: { tokenUrl: issuer.tokenUrl, clientId: CLIENT_ID, ...oauth },
  };
  const parsed = scimConnector.parseConfig(config);
  if (!parsed.ok) throw new Error(parsed.code);
  const [target, token] = [parsed.wire.baseUrl, parsed.tokenWire?.baseUrl ?? ""].map((url) =>
    openRecordedWire(url),
  );
  wires = [target!, token!];
  return scimConnector.connect({
    now: Date.now,
    config,
    secret: testSecrets.wrap(secret),
    wire: target!.wire,
    abilities: undefined,
    tokens: { wire: token!.wire, now: () => now, monotonic: () => now, wrap: testSecrets.wrap },
  });
}

const find = (target: Target) => target.find("user", { path: "userName", value: "ada@one.example" }, never);

/** Everything that was recorded, as one text. */
async function recorded(): Promise<string> {
  await Promise.all(wires.map(({ wire }) => wire.flush()));
  return JSON.stringify(wires.flatMap(({ rows }) => rows));
}

describe("a token is obtained", () => {
  test.each(["client_secret_basic", "client_secret_post"])("with %s", async (method) => {
    const target = await connect({
      method,
      scope: "scim read",
      audience: "https://target.example",
      resource: "urn:r",
    });
    expect(await find(target)).toEqual({ ok: true, value: [] });
    expect(issuer.calls.map((call) => call.method)).toEqual([method]);
    const form = Object.fromEntries(issuer.calls[0]!.form);
    expect(form).toMatchObject({ scope: "scim read", audience: "https://target.example", resource: "urn:r" });
  });

  test("for an account, with the grant that Zoom has for it", async () => {
    const target = await connect({ accountId: "acc-7" });
    expect(await find(target)).toEqual({ ok: true, value: [] });
    expect(Object.fromEntries(issuer.calls[0]!.form)).toMatchObject({
      grant_type: "account_credentials",
      account_id: "acc-7",
    });
  });

  test.each(["RS256", "ES256", "Ed25519"])("with private_key_jwt, signed with %s", async (algorithm) => {
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    issuer.key = publicKey;
    const pem = await exportPKCS8(privateKey);
    const target = await connect({ method: "private_key_jwt", keyId: "k1" }, pem);
    expect(await find(target)).toEqual({ ok: true, value: [] });
    expect(issuer.calls.map((call) => call.method)).toEqual(["private_key_jwt"]);
    const assertion = issuer.calls[0]!.form.get("client_assertion")!;
    const text = await recorded();
    for (const secret of [assertion, pem.split("\n")[1]!]) expect(text).not.toContain(secret);
  });
});

test("one token serves until shortly before it expires, and calls at once share one request", async () => {
  issuer.expiresIn = 600;
  const target = await connect();
  await Promise.all([find(target), find(target), find(target)]);
  now += 500_000;
  await find(target);
  expect(issuer.calls).toHaveLength(1);
  now += 41_000;
  await find(target);
  expect(issuer.calls).toHaveLength(2);
  expect(reached).not.toContain(false);
});

test("a token outlives the run that obtained it", async () => {
  const target = await connect();
  await find(target);
  await target.close();
  const [first, second] = wires;
  const config = { url: `${scim.origin}/scim`, oauth: { tokenUrl: issuer.tokenUrl, clientId: CLIENT_ID } };
  const again = await scimConnector.connect({
    now: Date.now,
    config,
    secret: testSecrets.wrap(CLIENT_SECRET),
    wire: first!.wire,
    abilities: undefined,
    tokens: { wire: second!.wire, now: () => now, monotonic: () => now, wrap: testSecrets.wrap },
  });
  expect(await find(again)).toMatchObject({ ok: true });
  expect(issuer.calls).toHaveLength(1);
});

test("after a 401 of the target another token is obtained once, and the call is repeated once", async () => {
  const target = await connect();
  await find(target);
  issuer.valid.clear();
  expect(await find(target)).toMatchObject({ ok: true });
  expect([issuer.calls.length, reached]).toEqual([2, [true, false, true]]);
  issuer.valid.add = () => issuer.valid;
  issuer.valid.clear();
  expect(await find(target)).toMatchObject({ ok: false, fault: { code: "target.unauthenticated" } });
  expect([issuer.calls.length, reached.slice(3)]).toEqual([3, [false, false]]);
});

describe("without a token nothing is sent to the target", () => {
  test("a refusal is reported in the words of the token endpoint", async () => {
    issuer.script = () => ({
      status: 400,
      body: JSON.stringify({ error: "invalid_scope", error_description: "scope scim is not granted" }),
    });
    const target = await connect();
    expect(await find(target)).toMatchObject({
      ok: false,
      fault: {
        kind: "unauthenticated",
        code: "target.token-refused",
        status: 400,
        params: { error: "invalid_scope", detail: "scope scim is not granted" },
      },
    });
    expect(reached).toEqual([]);
  });

  test.each([
    ["a wrong secret", { status: 0 }, "target.token-refused", "unauthenticated"],
    ["an error of its own", { status: 503, body: "busy" }, "target.token-unavailable", "unavailable"],
    ["too many requests", { status: 429, body: "{}" }, "target.token-unavailable", "unavailable"],
    [
      "a web page",
      { status: 200, body: "<html>", type: "text/html" },
      "target.token-not-understood",
      "unavailable",
    ],
    [
      "no token",
      { status: 200, body: '{"token_type":"Bearer"}' },
      "target.token-not-understood",
      "unavailable",
    ],
    [
      "another type of token",
      { status: 200, body: '{"token_type":"mac","access_token":"x"}' },
      "target.token-not-understood",
      "unavailable",
    ],
  ])("after %s", async (_, { status, ...refusal }, code, kind) => {
    if (status > 0) issuer.script = () => ({ status, body: "", ...refusal });
    const target = await connect({}, status > 0 ? CLIENT_SECRET : "another-secret-0123456789");
    expect(await find(target)).toMatchObject({ ok: false, fault: { code, kind } });
    expect(reached).toEqual([]);
  });

  test("after a key that cannot sign", async () => {
    const target = await connect({ method: "private_key_jwt" }, "not-a-key-0123456789");
    expect(await find(target)).toMatchObject({ ok: false, fault: { code: "target.token-key" } });
    expect(issuer.calls).toEqual([]);
  });

  test("when no server listens", async () => {
    const target = await connect();
    await issuer.stop();
    expect(await find(target)).toMatchObject({
      ok: false,
      fault: { code: "target.token-unavailable", kind: "unavailable" },
    });
  });
});

test("no secret is recorded or reported, also where the token endpoint repeats it", async () => {
  issuer.script = (call, authorization) =>
    issuer.calls.length > 1
      ? undefined
      : {
          status: 401,
          body: JSON.stringify({
            error: "invalid_client",
            error_description: `${authorization} ${CLIENT_SECRET} ${encodeURIComponent(CLIENT_SECRET)} ${call.form}`,
          }),
        };
  const target = await connect({ method: "client_secret_post" });
  const refused = await find(target);
  expect(refused.ok).toBe(false);
  expect(await find(target)).toMatchObject({ ok: true });
  const [token] = issuer.valid;
  const text = (await recorded()) + JSON.stringify(refused);
  expect(text).toContain("/oauth/token");
  const encoded = new URLSearchParams({ s: CLIENT_SECRET }).toString().slice(2);
  for (const secret of [CLIENT_SECRET, encoded, encodeURIComponent(CLIENT_SECRET), token!]) {
    expect(text).not.toContain(secret);
  }
});
