import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareToken } from "../../../src/app/tokens/create-integration-token.ts";
import { type ScimServer, scimClient, startScimServer, user } from "./server.ts";

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

test("a service is nobody", async () => {
  const client = await scim.client();
  for (const method of ["GET", "PUT", "PATCH", "DELETE", "POST"]) {
    const { status, body } = await client.send(method, "/Me", method === "GET" ? undefined : {});
    expect([method, status, body.status]).toEqual([method, 501, "501"]);
  }
});

/** A client whose token was issued to a user. */
async function clientOfUser() {
  const service = await scim.client();
  const made = await service.make("/Users", user("ada"));
  const input = {
    org: service.org,
    kind: "scim",
    profile: "generic",
    name: "phone",
    lifetimeDays: 1,
  } as const;
  const { made: issued, writes } = await prepareToken(scim.deps, "system", input, made.id);
  expect(await scim.deps.store.commit(writes)).toEqual({ kind: "committed" });
  return { service, made, mine: scimClient(service.baseUrl, issued.token) };
}

test("a user's token stands for the user", async () => {
  const { service, made, mine } = await clientOfUser();
  const permanent = `${service.baseUrl}/Users/${made.id}`;
  const read = await mine.get("/Me");
  expect([read.status, read.body]).toEqual([200, made]);
  expect((await mine.get("/me?attributes=userName")).body).not.toHaveProperty("meta");
  expect((await mine.get("/Me", { "if-none-match": made.meta.version })).status).toBe(304);
  const put = await mine.send("PUT", "/Me", user("ada", { title: "Engineer" }));
  expect([put.status, put.body.title]).toEqual([200, "Engineer"]);
  const patched = await mine.patch("/Me", [{ op: "replace", path: "title", value: "Countess" }]);
  expect([patched.status, patched.body.title]).toEqual([200, "Countess"]);
  for (const { headers } of [read, put, patched]) {
    expect(headers.get("location")).toBe(permanent);
    expect(headers.get("content-location")).toBe(permanent);
  }
  expect((await service.get(`/Users/${made.id}`)).body.title).toBe("Countess");
  expect((await mine.send("PUT", "/Me", user("ada"), { "if-match": 'W/"1"' })).status).toBe(412);
});

test("nobody deletes or makes themselves", async () => {
  const { service, made, mine } = await clientOfUser();
  expect((await mine.send("DELETE", `/Users/${made.id}`)).status).toBe(403);
  expect((await mine.send("DELETE", "/Me")).status).toBe(403);
  expect((await mine.send("POST", "/Me", user("grace"))).status).toBe(501);
  expect((await service.get(`/Users/${made.id}`)).status).toBe(200);
});
