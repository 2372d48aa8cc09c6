import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ScimServer, startScimServer, USER_URN, user } from "../scim/server.ts";
import { example, schemaAdmin, schemaOf } from "./server.ts";

/** Definitions through the admin API: what is taken, what is refused and why, and who sees it when. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const URN = "urn:example:crew:1.0:User";
const onUser = (required = false) => ({ name: "User", schemaExtensions: [{ schema: URN, required }] });

async function newOrg() {
  const client = await scim.client();
  return { client, admin: await schemaAdmin(scim, client.org) };
}

test("both examples are applied, told in discovery at once, and the second time change nothing", async () => {
  const { client, admin } = await newOrg();
  expect((await client.get("/ResourceTypes")).body.totalResults).toBe(2);
  for (const name of ["cisco-webex-identity-user", "devices"]) {
    const { body } = await admin.apply(example(name));
    expect(body.changes.map(({ action }: { action: string }) => action)).not.toContain("unchanged");
    const again = await admin.apply(example(name));
    expect(new Set(again.body.changes.map(({ action }: { action: string }) => action))).toEqual(
      new Set(["unchanged"]),
    );
  }
  const types = (await client.get("/ResourceTypes")).body;
  expect(types.Resources.map(({ name }: { name: string }) => name)).toEqual(["User", "Group", "Device"]);
  expect(types.Resources[0].schemaExtensions.at(-1)).toEqual({
    schema: "urn:scim:schemas:extension:cisco:webexidentity:2.0:User",
    required: false,
  });
  const webex = await client.get("/Schemas/urn:scim:schemas:extension:cisco:webexidentity:2.0:User");
  expect(webex.body.attributes.length).toBe(20);
  const device = (await client.get("/Schemas/urn:example:params:scim:schemas:core:1.0:Device")).body;
  expect(device.attributes.find(({ name }: { name: string }) => name === "memoryGiB")).toEqual({
    ...{
      name: "memoryGiB",
      type: "integer",
      multiValued: false,
      description: "Memory, in GiB.",
      required: false,
    },
    ...{ caseExact: false, mutability: "readWrite", returned: "default", uniqueness: "none" },
  });
  expect((await client.get("/Devices")).body.totalResults).toBe(0);
  const other = await newOrg();
  expect((await other.client.get("/Devices")).status).toBe(404);
});

test.each(["docs/schemas.md", "docs/fr/schemas.md"])("the file that %s shows is taken", async (file) => {
  const { client, admin } = await newOrg();
  const [, json = ""] = /```json\n([\s\S]*?)```/.exec(readFileSync(file, "utf8")) ?? [];
  await admin.apply(JSON.parse(json));
  const urn = "urn:example:params:scim:schemas:extension:crew:1.0:User";
  await client.make(
    "/Users",
    user("ada", { [urn]: { licences: [{ value: "A", validUntil: "2026-12-31T00:00:00Z" }] } }),
  );
  const [, path = ""] = /`(urn:[^`]*\]\.value)`/.exec(readFileSync(file, "utf8")) ?? [];
  const { Resources } = (await client.get("/Users")).body;
  const patched = await client.patch(`/Users/${Resources[0].id}`, [{ op: "replace", path, value: "B" }]);
  expect(patched.body[urn].licences).toMatchObject([{ value: "B" }]);
});

test("schemas and types are listed, shown, replaced by what was shown, and deleted", async () => {
  const { client, admin } = await newOrg();
  const made = await admin.send("PUT", `/schemas/${URN}`, { attributes: [{ name: "berth" }] });
  expect([made.status, made.body]).toMatchObject([
    200,
    { id: URN, name: "User", origin: "custom", usedBy: [] },
  ]);
  expect((await client.get(`/Schemas/${URN}`)).status).toBe(404);
  const typed = await admin.send("PUT", "/resource-types/User", onUser());
  expect(typed.body).toMatchObject({ name: "User", origin: "standard", objects: 0 });
  const shown = (await admin.send("GET", `/schemas/${URN.toUpperCase()}`)).body;
  expect(shown).toMatchObject({ id: URN, usedBy: ["User"] });
  expect((await admin.send("PUT", `/schemas/${URN}`, shown)).status).toBe(200);
  const type = (await admin.send("GET", "/resource-types/user")).body;
  expect((await admin.send("PUT", "/resource-types/User", type)).body).toEqual(type);
  const { items } = (await admin.send("GET", "/schemas")).body;
  expect(items.map(({ origin }: { origin: string }) => origin)).toEqual([
    ...Array(4).fill("standard"),
    "custom",
  ]);
  expect((await admin.send("GET", "/resource-types")).body.items).toHaveLength(2);
  const needed = await admin.send("DELETE", `/schemas/${URN}`);
  expect([needed.status, needed.body.code, needed.body.params.names]).toEqual([409, "schema.needed", "User"]);
  expect((await admin.send("DELETE", "/resource-types/User")).status).toBe(204);
  expect((await admin.send("DELETE", `/schemas/${URN}`)).status).toBe(204);
  expect((await admin.send("DELETE", `/schemas/${URN}`)).body.code).toBe("schema.not-found");
  expect((await admin.send("DELETE", "/resource-types/User")).body.code).toBe("resource-type.not-found");
  const audit = await scim.deps.store.page("audit", {
    where: { org: client.org, category: "schema" },
    limit: 100,
  });
  expect(audit.map(({ activity }) => activity)).toEqual([
    ...["create schema", "create resource-type", "delete resource-type", "delete schema"],
  ]);
});

test.each([
  [
    "a wrong part",
    { schemas: [schemaOf(URN, [{ name: "a", type: "number" }])] },
    "attributes[0].type",
    "not-one-of",
  ],
  [
    "the second of two",
    { schemas: [schemaOf(URN, []), schemaOf("urn:example:y", [{ name: "1" }])] },
    "schemas[1].attributes[0].name",
    "bad-name",
  ],
  [
    "one twice",
    { schemas: [schemaOf(URN, []), schemaOf(URN.toUpperCase(), [])] },
    "schemas[1].id",
    "repeated",
  ],
  [
    "a schema that is not there",
    { resourceTypes: [onUser()] },
    "resourceTypes[User].schemaExtensions",
    "unknown-schema",
  ],
  [
    "an endpoint that means something",
    { schemas: [schemaOf(URN, [])], resourceTypes: [{ name: "Ship", endpoint: "/Bulk", schema: URN }] },
    "endpoint",
    "reserved-endpoint",
  ],
])("%s is refused by its place, and nothing is changed", async (_, definitions, place, problem) => {
  const { admin } = await newOrg();
  const { status, body } = await admin.send("POST", "/definitions", definitions);
  expect([status, body.code, body.params.place, body.params.problem]).toEqual([
    400,
    "schema.invalid",
    place,
    problem,
  ]);
  expect((await admin.send("GET", "/schemas")).body.items).toHaveLength(4);
});

test("a dry run says what would change and changes nothing; what is not named stays", async () => {
  const { client, admin } = await newOrg();
  const definitions = { schemas: [schemaOf(URN, [{ name: "berth" }])], resourceTypes: [onUser()] };
  const dry = await admin.apply({ ...definitions, dryRun: true });
  expect(dry.body).toEqual({
    dryRun: true,
    changes: [
      { what: "schema", id: URN, action: "create" },
      { what: "resource-type", id: "User", action: "create" },
    ],
  });
  expect((await admin.send("GET", `/schemas/${URN}`)).status).toBe(404);
  await admin.apply(definitions);
  await admin.apply({ schemas: [schemaOf("urn:example:y", [])] });
  expect((await client.get(`/Schemas/${URN}`)).status).toBe(200);
});

test("what objects use is neither taken away nor retyped; what they do not use is", async () => {
  const { client, admin } = await newOrg();
  const attributes = [{ name: "berth" }, { name: "rank" }];
  await admin.apply({ schemas: [schemaOf(URN, attributes)], resourceTypes: [onUser()] });
  const made = await client.make("/Users", user("ada", { [URN]: { berth: "4b" } }));
  await client.make("/Users", user("ivo"));
  const refused = [
    { schemas: [schemaOf(URN, [{ name: "rank" }])] },
    { schemas: [schemaOf(URN, [{ name: "berth", type: "integer" }, { name: "rank" }])] },
    { schemas: [schemaOf(URN, [{ name: "berth", multiValued: true }, { name: "rank" }])] },
    { resourceTypes: [{ name: "User" }] },
  ];
  for (const definitions of refused) {
    for (const dryRun of [true, false]) {
      const { status, body } = await admin.send("POST", "/definitions", { ...definitions, dryRun });
      expect([status, body.code, body.params.name, body.params.count]).toEqual([
        409,
        "schema.in-use",
        "User",
        1,
      ]);
    }
  }
  expect((await admin.send("DELETE", "/resource-types/User")).body.code).toBe("schema.in-use");
  await admin.apply({ schemas: [schemaOf(URN, [{ name: "berth", required: true }, { name: "deck" }])] });
  expect((await client.get(`/Users/${made.id}`)).body[URN]).toEqual({ berth: "4b" });
  await client.patch(`/Users/${made.id}`, [{ op: "remove", path: `${URN}` }]);
  await admin.apply({ resourceTypes: [{ name: "User", schemaExtensions: [] }] });
  expect((await client.get("/ResourceTypes/User")).body.schemaExtensions).toHaveLength(2);
});

test("a type with resources stays; without them it goes, and its endpoint with it", async () => {
  const { client, admin } = await newOrg();
  const ship = { name: "Ship", endpoint: "/Ships", schema: URN };
  await admin.apply({ schemas: [schemaOf(URN, [{ name: "name" }])], resourceTypes: [ship] });
  const made = await client.make("/Ships", { schemas: [URN], name: "Tern" });
  const refused = await admin.send("DELETE", "/resource-types/Ship");
  expect([refused.status, refused.body.code, refused.body.params]).toEqual([
    409,
    "resource-type.in-use",
    { name: "Ship", count: 1 },
  ]);
  const audit = await scim.deps.store.page("audit", {
    where: { org: client.org, target: made.id },
    limit: 9,
  });
  expect(audit.map(({ category, activity, detail }) => [category, activity, detail["name"]])).toEqual([
    ["ResourceManagement", "Add custom:ship", "Tern"],
  ]);
  expect((await client.send("DELETE", `/Ships/${made.id}`)).status).toBe(204);
  expect((await admin.send("DELETE", "/resource-types/Ship")).status).toBe(204);
  expect((await client.get("/Ships")).status).toBe(404);
});

test("an attribute becomes unique when its values are; else the first two that share one are named", async () => {
  const { client, admin } = await newOrg();
  await admin.apply({ schemas: [schemaOf(URN, [{ name: "berth" }])], resourceTypes: [onUser()] });
  const [ada, ivo] = [
    await client.make("/Users", user("ada", { [URN]: { berth: "4B" } })),
    await client.make("/Users", user("ivo", { [URN]: { berth: "4b" } })),
  ];
  const unique = { schemas: [schemaOf(URN, [{ name: "berth", uniqueness: "server" }])] };
  const refused = await admin.send("POST", "/definitions", unique);
  expect([refused.status, refused.body.code, refused.body.params]).toEqual([
    409,
    "schema.not-unique",
    { path: `${URN}:berth`, ids: `${ada.id}, ${ivo.id}` },
  ]);
  await client.patch(`/Users/${ivo.id}`, [{ op: "replace", path: `${URN}:berth`, value: "5" }]);
  await admin.apply(unique);
  expect((await client.send("POST", "/Users", user("eva", { [URN]: { berth: "4b" } }))).body).toMatchObject({
    status: "409",
    scimType: "uniqueness",
  });
  const found = await client.get(`/Users?filter=${encodeURIComponent(`${URN}:berth eq "4b"`)}`);
  expect(found.body.Resources.map(({ id }: { id: string }) => id)).toEqual([ada.id]);
  // Back to an index alone: the values may repeat again, and are still found.
  await admin.apply({ schemas: [schemaOf(URN, [{ name: "berth", indexed: true }])] });
  await client.make("/Users", user("eva", { [URN]: { berth: "4b" } }));
  const both = await client.get(`/Users?filter=${encodeURIComponent(`${URN}:berth eq "4b"`)}`);
  expect(both.body.totalResults).toBe(2);
  const values = await scim.deps.store.count("unique_value", { org: client.org, path: `${URN}:berth` });
  const keys = await scim.deps.store.count("index_entry", { org: client.org, path: `${URN}:berth` });
  expect([values, keys]).toEqual([0, 3]);
});

test("a SCIM token may not define anything, and organizations do not see each other's definitions", async () => {
  const { client, admin } = await newOrg();
  await admin.apply({ schemas: [schemaOf(URN, [{ name: "berth" }])], resourceTypes: [onUser()] });
  const refused = await fetch(`${scim.url}/api/v1/organizations/${client.org}/schemas`, {
    headers: { authorization: `Bearer ${client.token}` },
  });
  expect(refused.status).toBe(403);
  const other = await newOrg();
  expect((await other.client.get(`/Schemas/${URN}`)).status).toBe(404);
  const strict = await scim.client({ org: other.client.org, profile: "strict" });
  const body = { schemas: [USER_URN, URN], userName: "x", [URN]: { berth: "1" } };
  expect((await strict.send("POST", "/Users", body)).status).toBe(400);
});
