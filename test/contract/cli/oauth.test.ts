import { exportPKCS8, generateKeyPair } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type AuthorizationServer,
  CLIENT_ID,
  startAuthorizationServer,
} from "../../targets/authorization-server.ts";
import { type RunningServer, startServer } from "../../targets/server.ts";
import { type AdminServer, startAdminServer } from "../admin/server.ts";
import { createRunner } from "./runner.ts";

let muster: AdminServer;
let issuer: AuthorizationServer;
let scim: RunningServer;
beforeAll(async () => {
  muster = await startAdminServer();
  issuer = await startAuthorizationServer();
  scim = await startServer((request, response) => {
    const token = request.headers.authorization?.slice("Bearer ".length) ?? "";
    response.setHeader("content-type", "application/scim+json");
    response.statusCode = issuer.valid.has(token) ? 200 : 401;
    response.end(JSON.stringify({ totalResults: 0, Resources: [] }));
  });
});
afterAll(async () => {
  await muster.close();
  await Promise.all([issuer.stop(), scim.stop()]);
});

const cli = createRunner(() => ({
  MUSTER_URL: muster.url,
  MUSTER_TOKEN: muster.tokens["instance-admin"],
  MUSTER_ORG: muster.org,
  SPACED: "p@ss w0rd/with+signs%&",
  WRONG: "not-the-secret-0123456789",
}));

const CREATE = ["--connector", "scim", "--name", "Exchanged", "--client-id", CLIENT_ID];

test("an application with client credentials is created, tested and changed to a private key", async () => {
  issuer.script = () => undefined;
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  issuer.key = publicKey;
  const url = `${scim.origin}/scim`;
  const made = await cli.json(
    ...["app", "create", ...CREATE, "--url", url, "--oauth-token-url", issuer.tokenUrl],
    ...["--client-secret-env", "WRONG", "--oauth-scope", "scim"],
  );
  expect(made.config).toMatchObject({
    oauth: { tokenUrl: issuer.tokenUrl, clientId: CLIENT_ID, scope: "scim" },
  });
  const refused = await cli.json("app", "test", "Exchanged");
  expect(refused).toMatchObject({ authorized: false, fault: { code: "target.token-refused" } });
  const set = await cli.json("app", "set", "Exchanged", "--oauth-method", "private_key_jwt");
  expect(set.config.oauth).toMatchObject({ clientId: CLIENT_ID, method: "private_key_jwt", scope: "scim" });
  const at = `/api/v1/organizations/${muster.org}/applications/${made.appId}/secret`;
  const pem = await exportPKCS8(privateKey);
  for (const body of [{}, { secret: "a-secret-0123456789", privateKey: pem }, { privateKey: "no key" }]) {
    expect((await muster.call("PUT", at, { body })).status).toBe(400);
  }
  expect((await muster.call("PUT", at, { body: { privateKey: pem } })).status).toBe(200);
  expect(await cli.json("app", "test", "Exchanged")).toMatchObject({ authorized: true });
  expect(issuer.calls.at(-1)).toMatchObject({ method: "private_key_jwt" });
});

test("settings of the connector are set and removed", async () => {
  const rates = [{ calls: "writes", requests: 180, perSeconds: 60 }];
  const set = await cli.json(
    ...["app", "set", "Exchanged", "--config", "pageSize=50", "--config", `rates=${JSON.stringify(rates)}`],
  );
  expect(set.config).toMatchObject({ pageSize: 50, rates });
  const removed = await cli.json("app", "set", "Exchanged", "--config", "pageSize=");
  expect(removed.config).not.toHaveProperty("pageSize");
  expect(removed.config).toMatchObject({ rates, oauth: { clientId: CLIENT_ID } });
  expect(await cli.run("app", "set", "Exchanged", "--config", "pageSize=many")).toMatchObject({ exit: 2 });
  const unknown = ["--connector", "carrier-pigeon", "--url", scim.origin, "--token-env", "WRONG"];
  expect(await cli.run("app", "create", "--name", "Other", ...unknown)).toMatchObject({ exit: 2 });
});

test("a client secret may have a space, and a bearer token may not", async () => {
  const { origin: url } = scim;
  const token = ["app", "create", "--connector", "scim", "--url", url, "--name", "Spaced"];
  const oauth = ["--oauth-token-url", issuer.tokenUrl, "--client-id", CLIENT_ID];
  const made = await cli.json(...token, ...oauth, "--client-secret-env", "SPACED");
  const asToken = await cli.run(...token, "--token-env", "SPACED");
  expect([asToken.exit, asToken.stderr]).toEqual([
    2,
    expect.stringMatching(/bearer token, and this one has a space/),
  ]);
  const key = await exportPKCS8((await generateKeyPair("ES256", { extractable: true })).privateKey);
  const at = `/api/v1/organizations/${muster.org}/applications/${made.appId}`;
  const asSecret = await muster.call("PUT", `${at}/secret`, { body: { privateKey: key } });
  expect([asSecret.status, asSecret.body.code]).toEqual([400, "app.credential-not-a-secret"]);
  const changed = await muster.call("PATCH", at, { body: { config: { oauth: null }, secret: "two words" } });
  expect([changed.status, changed.body.code]).toEqual([400, "app.credential-not-a-token"]);
});

test("a credential of another kind than the application sends is noted", async () => {
  const { origin: url } = scim;
  const target = ["app", "create", "--connector", "scim", "--url", url];
  const token = await cli.run(...target, "--name", "Bearer", "--client-secret-env", "WRONG");
  expect([token.exit, token.stderr]).toEqual([
    0,
    expect.stringMatching(/sent to the target as a bearer token/),
  ]);
  const secret = await cli.run("app", "secret", "Spaced", "--token-env", "WRONG");
  expect([secret.exit, secret.stderr]).toEqual([0, expect.stringMatching(/used as its client secret/)]);
});

test.each([
  ["two credentials", ["--client-secret-env", "WRONG", "--token-env", "WRONG"]],
  ["no credential", []],
  ["a file that is not there", ["--private-key-file", "no-such-file.pem"]],
])("wrong usage: %s", async (_, flags) => {
  const run = await cli.run("app", "create", ...CREATE, "--url", "http://x.example", ...flags);
  expect(run.exit).toBe(2);
});
