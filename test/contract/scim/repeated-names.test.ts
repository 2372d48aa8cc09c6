import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PROFILE_KINDS } from "../../../src/core/scim/profile.ts";
import { PATCH_URN, type ScimServer, startScimServer, USER_URN, user } from "./server.ts";

/** Readers of JSON disagree on which of two values counts: of `active` given twice, one gives access back. */

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

const SCHEMAS = `"schemas":["${USER_URN}"],"userName":"u"`;
const patchOf = (operation: string) => `{"schemas":["${PATCH_URN}"],"Operations":[${operation}]}`;

const contradictions: readonly (readonly [string, string, string, string])[] = [
  ["a PUT", "PUT", `{${SCHEMAS},"active":false,"active":true}`, "active"],
  ["a PUT in two letter cases", "PUT", `{${SCHEMAS},"active":false,"Active":true}`, "Active"],
  ["a PUT, escaped", "PUT", `{${SCHEMAS},"active":false,"\\u0061ctive":true}`, "active"],
  ["a part", "PUT", `{${SCHEMAS},"active":false,"name":{"givenName":"a","GivenName":"b"}}`, "name.GivenName"],
  ["an element", "PUT", `{${SCHEMAS},"emails":[{"value":"a"},{"value":"b","value":"c"}]}`, "emails[1].value"],
  ["what is unknown", "PUT", `{${SCHEMAS},"active":false,"x":{"y":1,"y":2}}`, "x.y"],
  [
    "a PATCH",
    "PATCH",
    patchOf('{"op":"replace","path":"active","value":false,"value":true}'),
    "Operations[0].value",
  ],
  [
    "a PATCH without a path",
    "PATCH",
    patchOf('{"op":"replace","value":{"active":false,"ACTIVE":true}}'),
    "Operations[0].value.ACTIVE",
  ],
  ["the path", "PATCH", patchOf('{"op":"remove","path":"title","path":"name"}'), "Operations[0].path"],
  [
    "the list of operations",
    "PATCH",
    `{"schemas":["${PATCH_URN}"],"Operations":[],"operations":[{"op":"replace","path":"active","value":true}]}`,
    "operations",
  ],
];

describe.each(PROFILE_KINDS)("in profile %s", (profile) => {
  test.each(contradictions)("%s with a name twice changes nothing, and is told where", async (...given) => {
    const [, method, body, place] = given;
    const client = await scim.client({ profile });
    const { id } = await client.make("/Users", user("u", { active: false, title: "T" }));
    const answer = await client.send(method, `/Users/${id}`, body);
    expect([answer.status, answer.body.scimType]).toEqual([400, "invalidSyntax"]);
    expect(answer.body.detail).toContain(`"${place}"`);
    expect((await client.get(`/Users/${id}`)).body).toMatchObject({ active: false, title: "T" });
  });

  test("the data of a bulk request and a search are read likewise", async () => {
    const client = await scim.client({ profile });
    const { id } = await client.make("/Users", user("u", { active: false }));
    const bulk = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"PUT","path":"/Users/${id}","data":{${SCHEMAS},"active":false,"active":true}}]}`;
    const answer = await client.send("POST", "/Bulk", bulk);
    expect([answer.status, answer.body.detail]).toEqual([
      400,
      expect.stringContaining("Operations[0].data.active"),
    ]);
    const search = `{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"userName eq \\"u\\"","filter":"id pr"}`;
    expect((await client.send("POST", "/Users/.search", search)).status).toBe(400);
    expect((await client.get(`/Users/${id}`)).body.active).toBe(false);
  });
});

test.each(["generic", "entra", "okta"])(
  "in profile %s a name may come twice with the same value",
  async (profile) => {
    const client = await scim.client({ profile });
    const { id } = await client.make("/Users", user("u"));
    const answer = await client.send("PUT", `/Users/${id}`, `{${SCHEMAS},"active":false,"active":false}`);
    expect([answer.status, answer.body.active]).toEqual([200, false]);
  },
);
