import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../../src/contract/routes.ts";
import { INSTANCE } from "../../../src/core/ids.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

const PATH = "/api/v1/tokens";

let muster: AdminServer;
beforeAll(async () => {
  muster = await startAdminServer();
});
afterAll(() => muster.close());

test("the instance administrator renews their token: another is made, used, and revokes the first", async () => {
  const made = await muster.call("POST", PATH, { body: { name: "operations", lifetimeDays: 0.5 } });
  expect([made.status, routes.createInstanceToken.response.parse(made.body)]).toEqual([201, made.body]);
  const { token, tokenId, createdAt, expiresAt } = made.body;
  expect(made.body).toMatchObject({ kind: "instance-admin", orgId: INSTANCE, profile: null });
  expect(Date.parse(expiresAt) - Date.parse(createdAt)).toBe(43_200_000);
  const listed = (await muster.call("GET", PATH, { token })).body.items;
  expect(listed.map(({ name }: { name: string }) => name)).toEqual([
    "instance-admin of a test",
    "metrics of a test",
    "operations",
  ]);
  expect(JSON.stringify(listed)).not.toContain(token.slice(0, 20));
  const first = listed[0].tokenId;
  expect((await muster.call("DELETE", `${PATH}/${first}`, { token })).status).toBe(204);
  const old = await muster.call("GET", "/api/v1/status");
  expect([old.status, old.body.code]).toEqual([401, "auth.token-revoked"]);
  const audit = await muster.deps.store.page("audit", { where: { org: INSTANCE }, limit: 100 });
  expect(audit.filter(({ target }) => target === first).map(({ activity }) => activity)).toContain("revoke");

  const last = await muster.call("DELETE", `${PATH}/${tokenId}`, { token });
  expect([last.status, last.body]).toMatchObject([
    409,
    { code: "token.last", params: { name: "operations" } },
  ]);
  expect(last.body.detail).toContain("muster token create --instance");
  expect((await muster.call("GET", "/api/v1/status", { token })).status).toBe(200);
});

test("an expired instance administrator's token names the way to another", async () => {
  const token = await muster.newToken(INSTANCE, "instance-admin", 1e-9);
  const { body } = await muster.call("GET", "/api/v1/status", { token });
  expect([body.code, body.params.where]).toEqual(["auth.token-expired", "--instance"]);
  expect(body.detail).toContain("muster token create --instance,");
});

test("an administrator of the instance limits the requests of one token of an organization, and no one of the organization does", async () => {
  const path = `/api/v1/organizations/${muster.org}/tokens`;
  const admin = await muster.newToken(INSTANCE, "instance-admin");
  const { tokenId } = (await muster.call("POST", path, { token: admin, body: { name: "loader" } })).body;
  const limit = (requestsPerSecond: unknown, token = admin) =>
    muster.call("PATCH", `${path}/${tokenId}`, { token, body: { requestsPerSecond } });
  const set = await limit(500);
  expect([set.status, routes.limitToken.response.parse(set.body)]).toEqual([200, set.body]);
  expect((await muster.call("GET", `${path}/${tokenId}`, { token: admin })).body.requestsPerSecond).toBe(500);
  expect((await limit(900, muster.tokens["organization-admin"])).status).toBe(403);
  for (const wrong of [-1, 1.5, 1_000_001, "many"]) {
    const { status, body } = await limit(wrong);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining("body.requestsPerSecond")]);
  }
  expect((await muster.call("GET", `${path}/${tokenId}`, { token: admin })).body.requestsPerSecond).toBe(500);
  expect((await limit(null)).body.requestsPerSecond).toBeNull();
  const missing = await muster.call("PATCH", `${path}/${muster.org}`, {
    token: admin,
    body: { requestsPerSecond: 1 },
  });
  expect([missing.status, missing.body.code]).toEqual([404, "token.not-found"]);
});

test("a token of an organization is none of the instance's", async () => {
  const { token } = await muster
    .call("POST", PATH, { token: muster.tokens["organization-admin"] })
    .then(({ status, body }) => ({ status, token: body.code }));
  expect(token).toBe("auth.forbidden");
});
