import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { GOOD_BODY_LENGTH_MAX } from "../../../src/platform/wire/exchange.ts";
import type { ExchangeRow } from "../../../src/ports/cycle-tables.ts";
import type { WireRequest } from "../../../src/ports/wire.ts";
import { anyStep, openRecordedWire, testSecrets } from "../../targets/connect.ts";
import { echoesOf, tracesIn } from "../../targets/echoing-target.ts";
import {
  type Behaviour,
  type HostileTarget,
  scimError,
  startHostileTarget,
} from "../../targets/hostile-target.ts";

const TOKEN = 'tok"en/with+odd chars~42';
const OTHER = "0ther-s3cret-value";
const never = new AbortController().signal;

let target: HostileTarget;
beforeAll(async () => {
  target = await startHostileTarget();
});
afterAll(() => target.stop());
afterEach(() => target.behave({ kind: "normal" }));

async function record(behaviour: Behaviour, request: Partial<WireRequest> = {}): Promise<ExchangeRow> {
  target.behave(behaviour);
  const { wire, rows } = openRecordedWire(target.url, { answerMs: 300 });
  const secretHeaders = { authorization: { scheme: "Bearer", secret: testSecrets.wrap(TOKEN) } };
  await wire.send({ method: "GET", url: `${target.url}/Users`, secretHeaders, ...request }, never);
  await wire.close();
  expect(rows).toHaveLength(1);
  return rows[0]!;
}

/** Every form in which the secrets of this file could be read out of a text. */
function leaks(row: ExchangeRow): string[] {
  const text = JSON.stringify(row);
  const forms = [TOKEN, OTHER].flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1),
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
  ]);
  return forms.filter((form) => text.includes(form));
}

test("an exchange is recorded with what happened", async () => {
  const row = await record(
    { kind: "answer", status: 201, headers: { "content-type": "application/scim+json" }, body: '{"id":"7"}' },
    { method: "POST", body: { userName: "ada" }, step: anyStep },
  );
  expect(row).toMatchObject({
    method: "POST",
    url: `${target.url}/Users`,
    status: 201,
    ok: 1,
    step: anyStep,
    request: { body: '{"userName":"ada"}' },
    response: { body: '{"id":"7"}', headers: { "content-type": "application/scim+json" } },
  });
  expect(row.ms).toBeGreaterThanOrEqual(0);
});

test("the bearer that was sent is a fingerprint in the record", async () => {
  const row = await record({ kind: "normal" });
  expect(target.requests.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  const shown = `Bearer fp:${testSecrets.wrap(TOKEN).fingerprint}`;
  expect(row.request).toMatchObject({ headers: { authorization: shown } });
  expect(leaks(row)).toEqual([]);
});

const HIDING: [name: string, behaviour: Behaviour, request?: Partial<WireRequest>][] = [
  ["a target that echoes the bearer", { kind: "answer", status: 400, body: `you sent ${TOKEN}` }],
  [
    "an echo in JSON that is nested deeper than the stack of the engine",
    {
      kind: "answer",
      status: 400,
      body: `{"version":"W/\\"1\\"","a":${"[".repeat(200_000)}${JSON.stringify(TOKEN)}${"]".repeat(200_000)}}`,
    },
  ],
  ["an echo in JSON", { kind: "answer", status: 400, body: JSON.stringify({ detail: `you sent ${TOKEN}` }) }],
  ["an echo in a header", { kind: "answer", status: 200, headers: { "x-echo": encodeURIComponent(TOKEN) } }],
  [
    "cookies",
    { kind: "answer", status: 200, headers: { "set-cookie": `SID=${OTHER}; Path=/; HttpOnly` } },
    { headers: { cookie: `SID=${OTHER}` } },
  ],
  [
    "another bearer in plain headers",
    { kind: "normal" },
    { headers: { "proxy-authorization": `Basic ${OTHER}` } },
  ],
  ["a key header", { kind: "normal" }, { headers: { "x-api-key": OTHER } }],
  [
    "passwords that are written",
    { kind: "normal" },
    { method: "POST", body: { userName: "ada", password: OTHER, more: [{ client_secret: OTHER }] } },
  ],
  [
    "a password that is patched",
    { kind: "normal" },
    { method: "PATCH", body: { Operations: [{ op: "replace", path: "password", value: OTHER }] } },
  ],
  [
    "a token that is answered",
    { kind: "answer", status: 200, body: JSON.stringify({ access_token: OTHER }) },
  ],
  ["a token in a broken answer", { kind: "answer", status: 500, body: `{"access_token":"${OTHER}` }],
  [
    "a redirect with a token",
    { kind: "answer", status: 302, headers: { location: `https://sso.example/?token=${OTHER}` } },
  ],
];
test.each(HIDING)("the record hides %s", async (_name, behaviour, request = {}) => {
  const row = await record(behaviour, request);
  expect(leaks(row)).toEqual([]);
  expect(JSON.stringify(row)).toMatch(/fp:[0-9a-f]{8}|\[redacted\]/);
});

const bearer = `Bearer ${TOKEN}`;
const escapeAll = (text: string) =>
  [...text].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
const encodeAll = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
const mixCases = (text: string) =>
  text.replaceAll(/[a-f]/g, (letter, at: number) => (at % 2 === 0 ? letter.toUpperCase() : letter));
const ECHOES: [name: string, detail: string, traces: readonly string[]][] = [
  ["as it is", bearer, [TOKEN]],
  ["as JSON in JSON", JSON.stringify({ sent: bearer }), [JSON.stringify(TOKEN).slice(1, -1)]],
  ["in a URL", encodeURIComponent(bearer), [encodeURIComponent(TOKEN)]],
  ["in a URL with small letters", encodeURIComponent(TOKEN).replaceAll("%2B", "%2b"), ["%2bodd"]],
  ["in base64", Buffer.from(TOKEN).toString("base64"), [Buffer.from(TOKEN).toString("base64")]],
  [
    "in base64 behind its scheme",
    Buffer.from(bearer).toString("base64"),
    [Buffer.from(TOKEN.slice(2)).toString("base64").slice(0, 20)],
  ],
  [
    "in base64 behind two bytes",
    Buffer.from(`..${TOKEN}`).toString("base64"),
    [Buffer.from(TOKEN.slice(1)).toString("base64").slice(0, 20)],
  ],
  ["in hexadecimal", Buffer.from(TOKEN).toString("hex"), [Buffer.from(TOKEN).toString("hex")]],
  ...["", "-", ":", " "].flatMap((between): (typeof ECHOES)[number][] => {
    const hex = (Buffer.from(TOKEN).toString("hex").match(/../g) ?? []).join(between);
    const name = `in hexadecimal with ${JSON.stringify(between)} between the bytes`;
    return [hex, hex.toUpperCase()].map((form) => [name, `X'${form}'`, [form]]);
  }),
  ...(["toUpperCase", "toLowerCase"] as const).map((change): (typeof ECHOES)[number] => {
    const form = encodeAll(TOKEN)[change]();
    return ["with each byte percent-encoded", `t=${form}`, [form, TOKEN]];
  }),
  [
    "with each byte percent-encoded, in letters of both cases",
    mixCases(encodeAll(TOKEN)),
    [TOKEN, mixCases(encodeAll(TOKEN))],
  ],
  ["without its end", `token=${TOKEN.slice(0, 14)}…`, [TOKEN.slice(0, 12)]],
  ["without its beginning", `…${TOKEN.slice(-14)} is bad`, [TOKEN.slice(-12)]],
];
test.each(ECHOES)(
  "neither caller nor record gets to see a bearer that is echoed %s",
  async (_name, detail, traces) => {
    const bodies = [
      detail,
      JSON.stringify({ status: "401", detail }),
      `{"status":"401","detail":"${escapeAll(detail)}"}`,
    ];
    for (const body of bodies) {
      target.behave({ kind: "answer", status: 401, headers: { "x-echo": encodeURIComponent(detail) }, body });
      const { wire, rows } = openRecordedWire(target.url, { answerMs: 300 });
      const secretHeaders = { authorization: { scheme: "Bearer", secret: testSecrets.wrap(TOKEN) } };
      const answer = await wire.send({ method: "GET", url: `${target.url}/Users`, secretHeaders }, never);
      await wire.close();
      expect(answer.kind).toBe("answer");
      const shown = answer.kind === "answer" ? readAll(answer.body) : "";
      const kept = JSON.stringify(rows);
      expect(traces.filter((trace) => shown.includes(trace) || kept.includes(trace))).toEqual([]);
      expect(shown).toContain("fp:");
    }
  },
);

const LONG = 'tgt-7Hq2"xVb/9Lm+Pz4R&Kd=wQ8~sN3yT6uJ5cE1';
const PLACES: [name: string, place: (echo: string) => Behaviour][] = [
  ["a text", (echo) => ({ kind: "answer", status: 400, body: `you sent Bearer ${echo}` })],
  ["JSON", (echo) => ({ kind: "answer", status: 400, body: JSON.stringify({ detail: `Bearer ${echo}` }) })],
  ["JSON that is cut off", (echo) => ({ kind: "answer", status: 400, body: `{"detail":"sent ${echo}` })],
  ["a form", (echo) => ({ kind: "answer", status: 400, body: `a=1&token=${echo}` })],
  ["data", (echo) => ({ kind: "answer", status: 200, body: JSON.stringify({ nickName: `x ${echo}` }) })],
  ["a header", (echo) => ({ kind: "answer", status: 401, headers: { "x-echo": `Bearer ${ascii(echo)}` } })],
  [
    "an address",
    (echo) => ({ kind: "answer", status: 302, headers: { location: `/?token=${ascii(echo)}` } }),
  ],
];
const ascii = (text: string) => text.replaceAll(/[^ -~]/g, "?");

describe.each(["secretHeaders", "knownSecrets"] as const)("a secret among the %s of a call", (way) => {
  test.each(PLACES)("leaves no piece in caller or record when it is echoed in %s", async (_name, place) => {
    const secret = testSecrets.wrap(LONG);
    const given =
      way === "knownSecrets" ? { knownSecrets: [secret] } : { secretHeaders: { authorization: { secret } } };
    const { wire, rows } = openRecordedWire(target.url, { answerMs: 300 });
    const found: string[] = [];
    for (const [at, echo] of echoesOf(LONG).entries()) {
      target.behave(place(echo));
      const answer = await wire.send({ method: "GET", url: `${target.url}/Users`, ...given }, never);
      await wire.flush();
      const seen = JSON.stringify([answer, rows.at(-1)]);
      found.push(...tracesIn(seen, LONG).map((trace) => `${at}: ${trace} in ${seen}`));
    }
    await wire.close();
    expect(rows).toHaveLength(echoesOf(LONG).length);
    expect(found).toEqual([]);
  });
});

/** The body, and its texts as a reader of JSON has them. */
function readAll(body: string): string {
  try {
    return `${body}\n${JSON.parse(body).detail}`;
  } catch {
    return body;
  }
}

test("data that share a word with a short secret, or with the beginning of one, stay as they are", async () => {
  const body = JSON.stringify({ changePassword: { supported: true }, userName: 'tok"en/wi' });
  target.behave({ kind: "answer", status: 200, body });
  const { wire } = openRecordedWire(target.url, { answerMs: 300 });
  const secretHeaders = {
    authorization: { secret: testSecrets.wrap(TOKEN) },
    "x-key": { secret: testSecrets.wrap("Password") },
  };
  const answer = await wire.send({ method: "GET", url: `${target.url}/Users`, secretHeaders }, never);
  await wire.close();
  expect(answer).toMatchObject({ kind: "answer", body });
});

test("the record hides secrets in the URL, and keeps the rest of it", async () => {
  const url = `${target.url}/Users?filter=userName%20eq%20%22a%22&access_token=${OTHER}`;
  const row = await record({ kind: "normal" }, { url });
  expect(leaks(row)).toEqual([]);
  expect(row.url).toBe(`${target.url}/Users?filter=userName%20eq%20%22a%22&access_token=[redacted]`);
});

test("names of cookies are kept: they are evidence", async () => {
  const row = await record({
    kind: "answer",
    status: 200,
    headers: { "set-cookie": `SID=${OTHER}; Path=/` },
  });
  expect(row.response).toMatchObject({
    headers: { "set-cookie": expect.stringMatching(/^SID=fp:[0-9a-f]{8}$/) },
  });
});

test("a long body is cut in a good exchange and kept whole in a failed one", async () => {
  const body = "x".repeat(GOOD_BODY_LENGTH_MAX + 1_000);
  const good = await record({ kind: "answer", status: 200, body });
  expect(String(good.response["body"]).length).toBeLessThan(GOOD_BODY_LENGTH_MAX + 100);
  const failed = await record({ kind: "answer", status: 500, body });
  expect(failed.response["body"]).toBe(body);
});

test.each([
  ["silence", { kind: "hang" }, { cause: "timeout", sent: true }],
  ["a broken connection", { kind: "reset" }, { cause: "reset", sent: true }],
] as const)("%s is recorded as a failure", async (_name, behaviour, failure) => {
  const row = await record(behaviour);
  expect(row).toMatchObject({ status: null, ok: 0, response: { failure } });
});

test("a refusal is not ok", async () => {
  expect(await record(scimError(403))).toMatchObject({ status: 403, ok: 0 });
});
