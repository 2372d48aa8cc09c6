import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimServer, scimClient, startScimServer, USER_URN } from "../contract/scim-server.ts";

let scim: ScimServer;
let client: Awaited<ReturnType<ScimServer["client"]>>;
beforeAll(async () => {
  scim = await startScimServer();
  client = await scim.client();
});
afterAll(() => scim.close());

test("RFC 7643 §5: the configuration has every required member and can be read by anybody", async () => {
  const { status, headers, body } = await scimClient(client.baseUrl, undefined).get("/ServiceProviderConfig");
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("application/scim+json");
  expect(body).toEqual({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: expect.any(Number), maxPayloadSize: expect.any(Number) },
    filter: { supported: true, maxResults: expect.any(Number) },
    changePassword: { supported: false },
    sort: { supported: false },
    etag: { supported: true },
    pagination: expect.objectContaining({ index: true, cursor: false }),
    authenticationSchemes: [expect.objectContaining({ type: "oauthbearertoken" })],
    meta: {
      resourceType: "ServiceProviderConfig",
      location: `${client.baseUrl}/ServiceProviderConfig`,
    },
  });
});

test("RFC 7644 §4: what is published of limits is enforced", async () => {
  const small = await startScimServer({ limits: { pageSizeMax: 2, bodySizeMax: 500 } });
  try {
    const asking = await small.client();
    const { filter, bulk } = (await asking.get("/ServiceProviderConfig?filter=ignored")).body;
    for (let n = 0; n <= filter.maxResults; n += 1) await asking.make("/Groups", { displayName: `G${n}` });
    const { body } = await asking.get(`/Groups?count=${filter.maxResults + 1}`);
    expect([body.totalResults, body.itemsPerPage]).toEqual([3, filter.maxResults]);
    const tooLong = { displayName: "G".repeat(bulk.maxPayloadSize) };
    expect((await asking.send("POST", "/Groups", tooLong)).status).toBe(413);
  } finally {
    await small.close();
  }
});

test("RFC 7644 §4: schemas and resource types refer to each other", async () => {
  const schemas = (await client.get("/Schemas")).body;
  const types = (await client.get("/ResourceTypes")).body;
  expect(schemas.totalResults).toBe(schemas.Resources.length);
  const ids = schemas.Resources.map(({ id }: { id: string }) => id);
  for (const type of types.Resources) {
    const named = [type.schema, ...type.schemaExtensions.map(({ schema }: { schema: string }) => schema)];
    for (const schema of named) expect(ids).toContain(schema);
    expect((await client.get(type.endpoint)).status).toBe(200);
    expect((await client.get(`/ResourceTypes/${type.id}`)).body).toEqual(type);
    expect(type.meta.location).toBe(`${client.baseUrl}/ResourceTypes/${type.id}`);
  }
  for (const schema of schemas.Resources) {
    expect((await client.get(`/Schemas/${schema.id}`)).body).toEqual(schema);
  }
  expect((await client.get(`/schemas/${USER_URN.toUpperCase()}`)).body.id).toBe(USER_URN);
  expect(JSON.stringify(schemas)).not.toContain("null");
});

test("RFC 7644 §3.1: messages are no schemas", async () => {
  const { body } = await client.get("/Schemas");
  const messages = body.Resources.filter(({ id }: { id: string }) => id.includes(":api:messages:"));
  expect([body.Resources.length > 0, messages]).toEqual([true, []]);
});

test("RFC 7644 §3.2: locations follow the host that was asked, or the URL that is configured", async () => {
  const behind = await startScimServer({ publicUrl: "https://id.contoso.example/" });
  try {
    const asking = await behind.client();
    const { body } = await asking.get("/ServiceProviderConfig");
    expect(body.meta.location).toBe(`https://id.contoso.example/scim/${asking.org}/v2/ServiceProviderConfig`);
    const made = await asking.make("/Users", { userName: "ada" });
    expect(made.meta.location).toBe(`https://id.contoso.example/scim/${asking.org}/v2/Users/${made.id}`);
  } finally {
    await behind.close();
  }
});
