import { afterAll, beforeAll, expect, test } from "vitest";
import { ENTERPRISE_URN, group, type ScimServer, startScimServer, USER_URN, user } from "./server.ts";

let scim: ScimServer;
beforeAll(async () => {
  scim = await startScimServer();
});
afterAll(() => scim.close());

test("a created user is answered whole, with its location and version", async () => {
  const client = await scim.client();
  const { status, headers, body } = await client.send("POST", "/Users", {
    schemas: [USER_URN, ENTERPRISE_URN],
    userName: "Noor.Adeyemi@contoso.example",
    externalId: "e-1",
    id: "mine",
    meta: { resourceType: "Nonsense" },
    password: "tr0ub4dor&3",
    name: { givenName: "Noor", familyName: "Adeyemi" },
    emails: [{ value: "noor@contoso.example", type: "work", primary: true }],
    groups: [],
    [ENTERPRISE_URN]: { department: "Tides" },
  });
  expect(status).toBe(201);
  expect(headers.get("content-type")).toBe("application/scim+json");
  expect(headers.get("location")).toBe(`${client.baseUrl}/Users/${body.id}`);
  expect(headers.get("etag")).toBe('W/"1"');
  expect(body).toEqual({
    schemas: [USER_URN, ENTERPRISE_URN],
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    externalId: "e-1",
    userName: "Noor.Adeyemi@contoso.example",
    active: true,
    name: { givenName: "Noor", familyName: "Adeyemi" },
    emails: [{ value: "noor@contoso.example", type: "work", primary: true }],
    [ENTERPRISE_URN]: { department: "Tides" },
    meta: {
      resourceType: "User",
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      lastModified: body.meta.created,
      location: `${client.baseUrl}/Users/${body.id}`,
      version: 'W/"1"',
    },
  });
  expect((await client.get(`/Users/${body.id}`)).body).toEqual(body);
  expect((await client.get(`/users/${body.id}/`)).body).toEqual(body);
});

test("PUT clears what it leaves out but not what is kept, and an equal one changes nothing", async () => {
  const client = await scim.client();
  const made = await client.make("/Users", user("ivo", { title: "Pilot", active: false, externalId: "x" }));
  const path = `/Users/${made.id}`;
  const replaced = await client.send(
    "PUT",
    path,
    user("ivo", { nickName: "I", groups: [{ value: "none" }] }),
  );
  expect(replaced.status).toBe(200);
  expect(replaced.body).toMatchObject({ nickName: "I", active: false, externalId: "x" });
  expect(replaced.body).not.toHaveProperty("title");
  expect(replaced.body.meta.version).toBe('W/"2"');
  const again = await client.send("PUT", path, replaced.body);
  expect(again.body).toEqual(replaced.body);
  expect((await client.send("PUT", path, { schemas: [USER_URN], nickName: "I" })).body).toMatchObject({
    status: "400",
    scimType: "invalidValue",
  });
});

test("a PUT that names no members leaves them alone, unless the client goes by the letter", async () => {
  const client = await scim.client();
  const { id: ada } = await client.make("/Users", user("ada"));
  const made = await client.make("/Groups", group("Crew", [ada]));
  const path = `/Groups/${made.id}`;
  const renamed = await client.send("PUT", path, { ...group("Crew II"), members: undefined });
  expect(renamed.body).toMatchObject({ displayName: "Crew II", members: [{ value: ada, type: "User" }] });
  const literal = await scim.client({ org: client.org, profile: "rfc", name: "other" });
  const cleared = await literal.send("PUT", path, { ...group("Crew II"), members: undefined });
  expect(cleared.status).toBe(200);
  expect(cleared.body).not.toHaveProperty("members");
});

test("members and groups show each other, nested groups too", async () => {
  const client = await scim.client();
  const { id: ada } = await client.make("/Users", user("ada"));
  const inner = await client.make("/Groups", group("Inner", [ada]));
  const outer = await client.make("/Groups", group("Outer", [inner.id, ada]));
  const members = [
    { value: inner.id, $ref: `${client.baseUrl}/Groups/${inner.id}`, type: "Group", display: "Inner" },
    { value: ada, $ref: `${client.baseUrl}/Users/${ada}`, type: "User", display: "ada" },
  ];
  expect(outer.members).toHaveLength(2);
  expect(outer.members).toEqual(expect.arrayContaining(members));
  const { body } = await client.get(`/Users/${ada}`);
  expect(body.groups).toEqual([
    { value: inner.id, $ref: `${client.baseUrl}/Groups/${inner.id}`, display: "Inner", type: "direct" },
    { value: outer.id, $ref: `${client.baseUrl}/Groups/${outer.id}`, display: "Outer", type: "direct" },
  ]);
  const listed = await client.get("/Users?attributes=groups.display");
  expect(listed.body.Resources).toEqual([
    { schemas: [USER_URN], id: ada, groups: [{ display: "Inner" }, { display: "Outer" }] },
  ]);
});

test("an unknown member is refused, and nothing is written", async () => {
  const client = await scim.client();
  const { id: gone } = await client.make("/Users", user("gone"));
  await client.send("DELETE", `/Users/${gone}`);
  for (const member of ["nobody", gone, crypto.randomUUID()]) {
    const refused = await client.send("POST", "/Groups", group("Crew", [member]));
    expect(refused.body).toMatchObject({ status: "400", scimType: "invalidValue" });
  }
  expect((await client.get("/Groups?count=0")).body.totalResults).toBe(0);
});

test("deleting a user frees its name, empties its places and clears its reports", async () => {
  const client = await scim.client();
  const boss = await client.make("/Users", user("boss", { externalId: "b" }));
  const report = await client.make("/Users", user("report", { [ENTERPRISE_URN]: { manager: boss.id } }));
  expect(report[ENTERPRISE_URN].manager.value).toBe(boss.id);
  const crew = await client.make("/Groups", group("Crew", [boss.id, report.id]));
  expect((await client.send("DELETE", `/Users/${boss.id}`)).status).toBe(204);
  for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
    const body = method === "PUT" ? user("boss") : method === "PATCH" ? { Operations: [] } : undefined;
    const answer = await client.send(method, `/Users/${boss.id}`, body);
    expect([method, answer.status, answer.body.status]).toEqual([method, 404, "404"]);
  }
  const left = await client.get(`/Groups/${crew.id}`);
  expect(left.body.members.map(({ value }: { value: string }) => value)).toEqual([report.id]);
  expect(left.body.meta.version).toBe('W/"2"');
  expect((await client.get(`/Users/${report.id}`)).body).not.toHaveProperty([ENTERPRISE_URN]);
  const again = await client.make("/Users", user("BOSS"));
  expect(again.id).not.toBe(boss.id);
});

test("deleting a group takes it out of its members and of the groups that it is in", async () => {
  const client = await scim.client();
  const { id: ada } = await client.make("/Users", user("ada"));
  const inner = await client.make("/Groups", group("Inner", [ada]));
  const outer = await client.make("/Groups", group("Outer", [inner.id]));
  expect((await client.send("DELETE", `/Groups/${inner.id}`)).status).toBe(204);
  expect((await client.get(`/Users/${ada}`)).body).not.toHaveProperty("groups");
  expect((await client.get(`/Groups/${outer.id}`)).body).not.toHaveProperty("members");
});

test("an externalId belongs to the integration that gave it", async () => {
  const client = await scim.client({ name: "first" });
  const other = await scim.client({ org: client.org, name: "second", profile: "entra" });
  const made = await client.make("/Users", user("ada", { externalId: "a-1" }));
  expect((await other.get(`/Users/${made.id}`)).body).not.toHaveProperty("externalId");
  await other.patch(`/Users/${made.id}`, [{ op: "add", path: "externalId", value: "z-9" }]);
  expect((await client.get(`/Users/${made.id}`)).body.externalId).toBe("a-1");
  for (const [asking, externalId, total] of [
    [client, "a-1", 1],
    [client, "A-1", 0],
    [client, "z-9", 0],
    [other, "z-9", 1],
  ] as const) {
    const listed = await asking.get(`/Users?filter=externalId+eq+%22${externalId}%22`);
    expect([externalId, listed.body.totalResults]).toEqual([externalId, total]);
  }
});

test("If-Match guards writes and If-None-Match saves reads", async () => {
  const client = await scim.client();
  const { id } = await client.make("/Users", user("ada"));
  const path = `/Users/${id}`;
  const title = [{ op: "replace", path: "title", value: "Pilot" }];
  expect((await client.patch(path, title, { "if-match": 'W/"7"' })).status).toBe(412);
  expect((await client.patch(path, title, { "if-match": '"1"' })).headers.get("etag")).toBe('W/"2"');
  expect((await client.send("PUT", path, user("ada"), { "if-match": 'W/"1"' })).status).toBe(412);
  expect((await client.send("DELETE", path, undefined, { "if-match": 'W/"1"' })).status).toBe(412);
  expect((await client.get(path, { "if-none-match": 'W/"2"' })).status).toBe(304);
  expect((await client.get(path, { "if-none-match": 'W/"1"' })).status).toBe(200);
  expect((await client.send("DELETE", path, undefined, { "if-match": "*" })).status).toBe(204);
});
