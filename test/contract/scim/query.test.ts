import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ENTERPRISE_URN,
  filtered,
  GROUP_URN,
  group,
  type ScimServer,
  startScimServer,
  USER_URN,
  user,
} from "./server.ts";

let scim: ScimServer;
let client: Awaited<ReturnType<ScimServer["client"]>>;
let ids: { readonly u1: string; readonly u2: string; readonly g: string };
beforeAll(async () => {
  scim = await startScimServer();
  client = await scim.client();
  const u1 = await client.make(
    "/Users",
    user("Bob", {
      externalId: "Ext-1",
      title: "A",
      displayName: "Bob Straße",
      emails: [
        { type: "work", value: "z@b.example" },
        { type: "home", value: "a@b.example" },
      ],
    }),
  );
  const u2 = await client.make(
    "/Users",
    user("ann", {
      userType: "B",
      active: false,
      emails: [{ type: "work", value: "A@b.example" }],
      [ENTERPRISE_URN]: { manager: { value: u1.id }, department: "Tides" },
    }),
  );
  const g = await client.make("/Groups", group("Crew", [u1.id]));
  ids = { u1: u1.id, u2: u2.id, g: g.id };
});
afterAll(() => scim.close());

const names = (body: { Resources: { userName?: string; displayName?: string }[] }) =>
  body.Resources.map(({ userName, displayName }) => userName ?? displayName).join(" ");

test.each([
  ['userName eq "BOB"', "Bob"],
  ['USERNAME Eq "bob"', "Bob"],
  [`${USER_URN}:userName eq "bob"`, "Bob"],
  ['userName eq "nobody"', ""],
  ['externalId eq "Ext-1"', "Bob"],
  ['externalId eq "ext-1"', ""],
  ["externalId eq Ext-1", "Bob"],
  ['displayName eq "bob STRASSE"', ""],
  ['displayName eq "BOB STRAßE"', "Bob"],
  ['emails eq "a@b.example"', "Bob ann"],
  ['emails[type eq "work" and value eq "a@b.example"]', "ann"],
  ['emails[type eq "work"].value eq "a@b.example"', "ann"],
  ['emails.type eq "work" and emails.value eq "a@b.example"', "Bob ann"],
  ['not (title eq "A" or userType eq "B")', ""],
  ['userName eq "ann" or userName eq "bob" and title eq "none"', "ann"],
  ['(userName eq "ann" or userName eq "bob") and title eq "A"', "Bob"],
  ["active eq false", "ann"],
  ['active eq "False"', "ann"],
  ["title pr", "Bob"],
  ["title eq null", "ann"],
  ['userName sw "b"', "Bob"],
  ['meta.lastModified gt "2011-05-13T04:42:34Z"', "Bob ann"],
  ['meta.created lt "2011-05-13T04:42:34Z"', ""],
  [`${ENTERPRISE_URN}:manager eq "U1"`, "ann"],
  ['manager eq "U1" and id eq "U2"', "ann"],
  ['id eq "U1"', "Bob"],
  ['id eq "nonsense"', ""],
  ['groups.value eq "G"', "Bob"],
  ['groups[display eq "crew"]', "Bob"],
])("users: %s", async (filter, expected) => {
  const resolved = filter.replace("U1", ids.u1).replace("U2", ids.u2).replace('"G"', `"${ids.g}"`);
  const { status, body } = await client.get(`/Users?${filtered(resolved)}`);
  expect([status, status === 200 && names(body)]).toEqual([200, expected]);
  expect(body.totalResults).toBe(body.Resources.length);
  const searched = await client.send("POST", "/Users/.search", {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
    filter: resolved,
  });
  expect(searched.body).toEqual(body);
});

test.each([
  ['displayName eq "crew"', "Crew"],
  ['members eq "U1"', "Crew"],
  ['members.value eq "U2"', ""],
  ['id eq "G" and members eq "U1"', "Crew"],
  ['id eq "G" and members eq "U2"', ""],
  ['not (members eq "U2")', "Crew"],
  ['members[value eq "U1" and type eq "Group"]', ""],
  ['members[type eq "User"]', "Crew"],
  ["members pr", "Crew"],
])("groups: %s", async (filter, expected) => {
  const resolved = filter.replace("U1", ids.u1).replace("U2", ids.u2).replace('"G"', `"${ids.g}"`);
  const { body } = await client.get(`/Groups?${filtered(resolved)}`);
  expect(names(body)).toBe(expected);
});

test("a probe for nobody is answered with an empty list", async () => {
  const { status, body } = await client.get(`/Users?${filtered(`userName eq "${crypto.randomUUID()}"`)}`);
  expect(status).toBe(200);
  expect(body).toEqual({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    totalResults: 0,
    startIndex: 1,
    itemsPerPage: 0,
    Resources: [],
  });
});

test.each([
  ["attributes=userName", { id: "U1", userName: "Bob" }],
  ["attributes=USERNAME,name.givenName", { id: "U1", userName: "Bob" }],
  [`attributes=${USER_URN}:title`, { id: "U1", title: "A" }],
  [
    "attributes=emails.value&aadOptscim062020",
    { id: "U1", emails: [{ value: "z@b.example" }, { value: "a@b.example" }] },
  ],
  ["attributes=groups.display", { id: "U1", groups: [{ display: "Crew" }] }],
  ["attributes=meta.version", { id: "U1", meta: { version: 'W/"1"' } }],
])("%s shows exactly that", async (query, expected) => {
  const { body } = await client.get(`/Users/${ids.u1}?${query}`);
  expect(body).toEqual({ schemas: [USER_URN], ...expected, id: ids.u1 });
});

test("excludedAttributes hides, but never what is always returned", async () => {
  const { body } = await client.get(`/Groups/${ids.g}?excludedAttributes=id,schemas,members,meta`);
  expect(body).toEqual({ schemas: [GROUP_URN], id: ids.g, displayName: "Crew" });
  const listed = await client.get(`/Groups?excludedAttributes=members&${filtered('displayName eq "Crew"')}`);
  expect(listed.body.Resources[0]).not.toHaveProperty("members");
});

test("projections hold for answers to writes too", async () => {
  const posted = await client.send("POST", "/Groups?attributes=displayName", group("Other", [ids.u2]));
  expect(Object.keys(posted.body).sort()).toEqual(["displayName", "id", "schemas"]);
  const patched = await client.patch(`/Groups/${posted.body.id}?excludedAttributes=displayName`, [
    { op: "add", path: "members", value: [{ value: ids.u1 }] },
  ]);
  expect(patched.body.members).toHaveLength(2);
  expect(patched.body).not.toHaveProperty("displayName");
  await client.send("DELETE", `/Groups/${posted.body.id}`);
});

test("pages are stable, numbered from one, and never longer than allowed", async () => {
  const small = await startScimServer({ limits: { pageSizeDefault: 3, pageSizeMax: 4 } });
  try {
    const walker = await small.client();
    const made: string[] = [];
    for (let n = 0; n < 10; n += 1) {
      made.push((await walker.make("/Users", user(`u${n}`, { title: n % 2 ? "odd" : "even" }))).id);
    }
    const page = async (query: string) => {
      const { body } = await walker.get(`/Users?${query}`);
      const found = body.Resources.map(({ id }: { id: string }) => made.indexOf(id)).join("");
      return [body.totalResults, body.startIndex, body.itemsPerPage, found];
    };
    expect(await page("")).toEqual([10, 1, 3, "012"]);
    expect(await page("startIndex=9")).toEqual([10, 9, 2, "89"]);
    expect(await page("startIndex=-5&count=2")).toEqual([10, 1, 2, "01"]);
    expect(await page("startIndex=3&count=99")).toEqual([10, 3, 4, "2345"]);
    expect(await page("startIndex=7&count=99")).toEqual([10, 7, 4, "6789"]);
    expect(await page("startIndex=11")).toEqual([10, 11, 0, ""]);
    expect(await page("count=0")).toEqual([10, 1, 0, ""]);
    expect(await page("count=-1")).toEqual([10, 1, 0, ""]);
    const odd = filtered('title eq "odd"');
    expect(await page(`${odd}&count=2`)).toEqual([5, 1, 2, "13"]);
    expect(await page(`${odd}&startIndex=3&count=2`)).toEqual([5, 3, 2, "57"]);
    expect(await page(`${odd}&startIndex=5&count=2`)).toEqual([5, 5, 1, "9"]);
    expect(await page(`${odd}&startIndex=6`)).toEqual([5, 6, 0, ""]);
  } finally {
    await small.close();
  }
});

test("a walk over pages skips nobody when somebody it passed goes meanwhile", async () => {
  const walker = await scim.client();
  const made: string[] = [];
  for (let n = 0; n < 6; n += 1) made.push((await walker.make("/Users", user(`u${n}`))).id);
  const page = async (startIndex: number) =>
    (await walker.get(`/Users?count=2&startIndex=${startIndex}`)).body.Resources.map(
      ({ id }: { id: string }) => made.indexOf(id),
    );
  expect(await page(1)).toEqual([0, 1]);
  await walker.send("DELETE", `/Users/${made[0]}`);
  expect(await page(3)).toEqual([2, 3]);
  expect(await page(5)).toEqual([4, 5]);
  expect(await page(1)).toEqual([1, 2]);
});

test("a soft-deleted object is nowhere to be seen", async () => {
  const asker = await scim.client();
  const { id } = await asker.make("/Users", user("ada", { externalId: "x" }));
  const crew = await asker.make("/Groups", group("Crew"));
  const { store } = scim.deps;
  const set = { deleted: 1 };
  const key = { org: asker.org, id };
  expect(await store.commit([{ op: "update", table: "object", key, set }])).toEqual({ kind: "committed" });
  expect((await asker.get(`/Users/${id}`)).status).toBe(404);
  for (const query of [
    "",
    `?${filtered('userName eq "ada"')}`,
    `?${filtered('externalId eq "x"')}`,
    "?filter=title+eq+null",
  ]) {
    expect((await asker.get(`/Users${query}`)).body.totalResults).toBe(0);
  }
  const added = await asker.patch(`/Groups/${crew.id}`, [
    { op: "add", path: "members", value: [{ value: id }] },
  ]);
  expect(added.body).toMatchObject({ scimType: "invalidValue" });
});

test("an externalId with a character that cannot be seen is found by eq, as it is written and as it looks", async () => {
  const asker = await scim.client();
  const { id } = await asker.make("/Users", user("hidden", { externalId: "k\u200b1" }));
  for (const text of ["k\u200b1", "k1"]) {
    const found = await asker.get(`/Users?${filtered(`externalId eq "${text}"`)}`);
    expect([text, found.body.Resources.map((each: { id: string }) => each.id)]).toEqual([text, [id]]);
  }
  const changed = await asker.send("PUT", `/Users/${id}`, user("hidden", { externalId: "k2" }));
  expect(changed.status).toBe(200);
  expect((await asker.get(`/Users?${filtered('externalId eq "k1"')}`)).body.totalResults).toBe(0);
});
