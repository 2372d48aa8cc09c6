import { afterAll, beforeAll, expect, test } from "vitest";
import { type Directory, openDirectory } from "../../../src/app/directory/directory.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { ProfileKind } from "../../../src/core/scim/profile.ts";
import { DEFAULT_LIMITS } from "../../../src/http/scim/limits.ts";
import { perform } from "../../../src/http/scim/perform.ts";
import { type ScimServer, startScimServer, user } from "./server.ts";

let scim: ScimServer;
let directory: Directory;
beforeAll(async () => {
  scim = await startScimServer();
  directory = openDirectory(scim.deps);
});
afterAll(() => scim.close());

/** Performs requests as a client of the same organization would send them over HTTP. */
async function performer(kind: ProfileKind = "generic") {
  const client = await scim.client();
  const { org } = client;
  const [row] = await scim.deps.store.page("token", { where: { org }, limit: 1 });
  if (row === undefined) throw new Error("the client has no token");
  const { id: tokenId, name, principal, profile, issued_to: issuedTo } = row;
  const caller = {
    actor: {
      org,
      tokenId,
      kind: "scim" as const,
      name,
      principal,
      profile,
      issuedTo,
      requestsPerSecond: null,
    },
    types: await directory.types.of(org),
    profile: { kind },
    baseUrl: client.baseUrl,
  };
  return {
    client,
    perform: (method: string, path: string, body?: JsonObject, headers: Record<string, string> = {}) =>
      perform({ directory, limits: DEFAULT_LIMITS }, caller, {
        method,
        path,
        query: new Map(),
        headers,
        body,
      }),
  };
}

test("a request as a value does what one over HTTP does", async () => {
  const { client, perform } = await performer();
  const made = await perform("POST", "/Users", user("ada"));
  const id = String(made.body?.["id"]);
  const location = `${client.baseUrl}/Users/${id}`;
  const headers = { etag: 'W/"1"', "content-location": location };
  expect(made).toMatchObject({ status: 201, body: { userName: "ada" } });
  expect(made.headers).toEqual({ ...headers, location });
  expect((await client.get(`/Users/${id}`)).body).toEqual(made.body);
  expect((await perform("get", `/uSERS/${id}/`)).body).toEqual(made.body);
  expect(await perform("HEAD", `/Users/${id}`)).toEqual({ status: 200, headers });
  expect(await perform("GET", `/Users/${id}`, undefined, { "if-none-match": 'W/"1"' })).toEqual({
    status: 304,
    headers,
  });
  expect(await perform("DELETE", `/Users/${id}`)).toEqual({ status: 204, headers: {} });
});

test.each([
  ["GET", "/Users/nobody"],
  ["GET", "/Nothing"],
  ["GET", "/Nothing/at/all"],
  ["PUT", "/Nothing"],
  ["PUT", "/Users"],
  ["GET", "/Users/.search"],
  ["GET", "/Bulk"],
  ["POST", "/Users"],
  ["GET", "/ServiceProviderConfig"],
  ["GET", "/Schemas/urn%3Aietf%3Aparams%3Ascim%3Aschemas%3Acore%3A2.0%3AUser"],
])("%s %s is answered alike", async (method, path) => {
  const { client, perform } = await performer();
  const plain = await perform(method, path, method === "POST" ? {} : undefined);
  const sent = await client.send(method, path, method === "POST" ? {} : undefined);
  expect(sent.status).toBe(plain.status);
  if (plain.status < 400) expect(sent.body).toEqual(plain.body);
  else expect(sent.body).toMatchObject({ status: String(plain.status), detail: expect.stringMatching(/\S/) });
  expect(sent.headers.get("allow")).toBe(plain.headers["allow"] ?? null);
});

test("the caller's profile decides, whatever its token was made for", async () => {
  const strict = await performer("strict");
  const { status } = await strict.perform("POST", "/Users", { userName: "ada", shoeSize: 44 });
  expect(status).toBe(400);
  const generic = await performer();
  expect((await generic.perform("POST", "/Users", { userName: "ada", shoeSize: 44 })).status).toBe(201);
});
