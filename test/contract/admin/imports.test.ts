import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { expect, test } from "vitest";
import { openDirectory } from "../../../src/app/directory/directory.ts";
import { deleteObject } from "../../../src/app/directory/write/delete-object.ts";
import {
  GROUPS as GROUP_TYPE,
  STANDARD_TYPES,
  USERS,
} from "../../../src/app/resource-types/directory-type.ts";
import { type TokenId, trustId } from "../../../src/core/ids.ts";
import { USER } from "../../../src/core/scim/definitions/user.ts";
import { indexKeys } from "../../../src/core/scim/index/keys.ts";
import { searchKeys } from "../../../src/core/scim/index/search-texts.ts";
import { GENERIC } from "../../../src/core/scim/profile.ts";
import { GROUPS, HEADER, live, named, PEOPLE, setUpImports } from "./importing.ts";

const place = setUpImports();

test("imports people with managers, and groups with users and groups in them", async () => {
  const { status, body } = await place.importing.importAll(PEOPLE, GROUPS);
  expect([status, body]).toMatchObject([
    200,
    {
      state: "merged",
      people: 3,
      groups: 3,
      created: 6,
      updated: 0,
      leavers: 0,
      membersAdded: 4,
      held: null,
      notes: [],
    },
  ]);
  const { objects, memberships } = await place.importing.directory();
  const [ada, bela, chidi] = ["ada", "bela", "chidi"].map((name) => named(objects, `${name}@contoso.test`));
  const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  expect(bela!.doc[enterprise]).toEqual({ manager: { value: ada!.id } });
  expect(chidi!.doc[enterprise]).toEqual({ manager: { value: bela!.id } });
  expect(memberships.map(({ group_id, member_id }) => `${group_id} ${member_id}`).sort()).toEqual(
    [
      `${named(objects, "Sales").id} ${ada!.id}`,
      `${named(objects, "Sales").id} ${bela!.id}`,
      `${named(objects, "Sales").id} ${named(objects, "EMEA").id}`,
      `${named(objects, "EMEA").id} ${chidi!.id}`,
    ].sort(),
  );
  expect(await place.importing.staged()).toBe(0);
});

test("people are found by what their documents say, before and after a change", async () => {
  const entries = async () => {
    const { objects } = await place.importing.directory();
    const users = live(objects, "user");
    const said = users.flatMap(({ id, doc }) =>
      [...indexKeys(USER, doc), ...searchKeys(doc)].map((key) => `${id} ${key.path} ${key.value}`),
    );
    const { store } = place.muster.deps;
    const keys = await store.page("index_entry", { where: { org: place.org, type: "user" }, limit: 100 });
    const unique = await store.page("unique_value", { where: { org: place.org, type: "user" }, limit: 100 });
    expect([...keys, ...unique].map((row) => `${row.id} ${row.path} ${row.value}`).sort()).toEqual(
      said.sort(),
    );
    return said.length;
  };
  await place.importing.importAll(PEOPLE, GROUPS);
  // User name, display name and the entry for searches of three, the manager of two.
  expect(await entries()).toBe(11);
  await place.importing.importAll(
    PEOPLE.replace("千弘 Chidi,bela@contoso.test", "Chidi,").replace("Ada Nwosu", "Ada"),
    GROUPS,
  );
  expect(await entries()).toBe(10);
});

test("importing the same again writes nothing", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const before = await place.importing.directory();
  const head = await place.muster.deps.store.feedHead(place.org);
  const { body } = await place.importing.importAll(
    PEOPLE.toUpperCase().replace(HEADER.toUpperCase(), HEADER),
    GROUPS,
  );
  expect(body).toMatchObject({ created: 0, updated: 3 });
  const again = await place.importing.importAll(
    PEOPLE.toUpperCase().replace(HEADER.toUpperCase(), HEADER),
    GROUPS,
  );
  expect(again.body).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: 6,
    membersAdded: 0,
    membersRemoved: 0,
  });
  expect((await place.importing.directory()).objects.length).toBe(before.objects.length);
  expect(await place.muster.deps.store.feedHead(place.org)).not.toBe(head);
  const settled = await place.muster.deps.store.feedHead(place.org);
  await place.importing.importAll(PEOPLE.toUpperCase().replace(HEADER.toUpperCase(), HEADER), GROUPS);
  expect(await place.muster.deps.store.feedHead(place.org)).toBe(settled);
});

test("only who changed is updated, and keeps their id", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const before = named((await place.importing.directory()).objects, "ada@contoso.test");
  const { body } = await place.importing.importAll(
    PEOPLE.replace("Ada Nwosu", "Ada Nwosu-Ó Conghaile"),
    GROUPS,
  );
  expect(body).toMatchObject({ created: 0, updated: 1, unchanged: 5 });
  const after = named((await place.importing.directory()).objects, "ada@contoso.test");
  expect([after.id, after.version, after.doc["displayName"]]).toEqual([
    before.id,
    before.version + 1,
    "Ada Nwosu-Ó Conghaile",
  ]);
});

test("who is absent leaves, and who comes back is the same object again", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const id = named((await place.importing.directory()).objects, "chidi@contoso.test").id;
  const withoutChidi = PEOPLE.split("\n").slice(0, 3).join("\n");
  const groups = GROUPS.replace("EMEA,user,chidi@contoso.test", "EMEA,,");
  expect((await place.importing.importAll(withoutChidi, groups)).body).toMatchObject({
    leavers: 1,
    created: 0,
  });
  expect(live((await place.importing.directory()).objects, "user").length).toBe(2);
  expect((await place.importing.importAll(PEOPLE, GROUPS)).body).toMatchObject({ restored: 1, created: 0 });
  const back = named((await place.importing.directory()).objects, "chidi@contoso.test");
  expect([back.id, back.deleted]).toEqual([id, null]);
});

test("an emptied file makes nobody leave, and says why", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const before = await place.importing.directory();
  const { status, body } = await place.importing.importAll(HEADER);
  expect([status, body]).toMatchObject([
    200,
    { state: "merged", leavers: 0, held: { leavers: 3, reason: { code: "import.source-empty" } } },
  ]);
  expect(await place.importing.directory()).toEqual(before);
});

test("many leavers are held until a person says that they are right", async () => {
  const many = (count: number) =>
    [HEADER, ...Array.from({ length: count }, (_, n) => `m${n},m${n}@contoso.test,Member ${n},`)].join("\n");
  await place.importing.importAll(many(40));
  const held = await place.importing.importAll(many(30));
  expect(held.body.held).toEqual({
    leavers: 10,
    reason: { code: "import.too-many-leavers", params: { type: "user", leavers: 10, live: 40, limit: 8 } },
  });
  expect(live((await place.importing.directory()).objects, "user").length).toBe(40);
  const tooFew = await place.importing.importAll(many(30), undefined, { acceptLeavers: 9 });
  expect(tooFew.body.held.leavers).toBe(10);
  const accepted = await place.importing.importAll(many(30), undefined, { acceptLeavers: 10 });
  expect(accepted.body).toMatchObject({ leavers: 10, held: null });
  expect(live((await place.importing.directory()).objects, "user").length).toBe(30);
});

test("who is held back keeps their groups, whatever the same cut did to the other file", async () => {
  const rows = Array.from({ length: 20 }, (_, n) => `m${n},m${n}@contoso.test,Member ${n},`);
  const members = rows.map((_, n) => `${n < 10 ? "Low" : "High"},user,m${n}@contoso.test`);
  const cut = (lines: readonly string[], header: string, count: number) =>
    [header, ...lines.slice(0, count)].join("\n");
  const groupHeader = "groupName,memberType,member";
  await place.importing.importAll(cut(rows, HEADER, 20), cut(members, groupHeader, 20));
  const before = (await place.importing.directory()).memberships;
  const held = await place.importing.importAll(cut(rows, HEADER, 8), cut(members, groupHeader, 7));
  // Of the first ten, two are held and stay in their group; one is in the snapshot, but no longer as a member. The
  // groups are judged by themselves: one of two may leave.
  expect(held.body).toMatchObject({ leavers: 1, membersRemoved: 1, held: { leavers: 12 } });
  const after = (await place.importing.directory()).memberships;
  expect(after.length).toBe(before.length - 1);
});

test("without a file of groups the source's groups stay as they are", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const before = await place.importing.directory();
  expect((await place.importing.importAll(PEOPLE)).body).toMatchObject({
    leavers: 0,
    membersRemoved: 0,
    held: null,
  });
  expect((await place.importing.directory()).memberships).toEqual(before.memberships);
  const withoutAda = `${HEADER}\nk2,bela@contoso.test,Béla Ó Conghaile,\nk3,chidi@contoso.test,千弘 Chidi,k2`;
  expect((await place.importing.importAll(withoutAda)).body).toMatchObject({
    leavers: 1,
    membersRemoved: 1,
    held: null,
  });
  const { objects } = await place.importing.directory();
  expect([live(objects, "user").length, live(objects, "group").length]).toEqual([2, 3]);
  const source = await place.muster.deps.store.get("source", { org: place.org, name: "hr" });
  expect(source).toMatchObject({ people: 2, groups: 3 });
});

test("without a file of groups, what SCIM writes to a group of the source stays", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const { objects } = await place.importing.directory();
  const row = {
    ...{
      org: place.org,
      group_id: named(objects, "Nobody").id,
      member_id: named(objects, "ada@contoso.test").id,
    },
    member_type: "user",
  } as const;
  const id = await place.importing.begin();
  await place.importing.upload(id, "people", PEOPLE.split("\n").slice(0, 3).join("\n"));
  await place.muster.deps.store.commit([{ op: "insert", table: "membership", row }]);
  expect((await place.importing.merge(id)).body).toMatchObject({ leavers: 1, membersRemoved: 1 });
  expect((await place.importing.directory()).memberships).toContainEqual(row);
});

test("a person or group that SCIM deleted for good comes back with another id", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const before = (await place.importing.directory()).objects;
  const ids = ["bela@contoso.test", "EMEA"].map((name) => named(before, name).id);
  const actor = {
    org: place.org,
    tokenId: trustId<TokenId>("idp"),
    name: "idp",
    principal: null,
    profile: null,
  };
  const caller = {
    actor: { ...actor, kind: "scim", issuedTo: null, requestsPerSecond: null },
    types: STANDARD_TYPES,
    profile: GENERIC,
    baseUrl: place.muster.url,
  } as const;
  for (const [at, type] of [USERS, GROUP_TYPE].entries()) {
    const deleted = await deleteObject(openDirectory(place.muster.deps), caller, type, { id: ids[at]! });
    expect(deleted).toEqual({ kind: "deleted" });
  }
  expect((await place.importing.importAll(PEOPLE, GROUPS)).body).toMatchObject({
    ...{ created: 2, updated: 1, unchanged: 3, leavers: 0 },
  });
  const { objects, memberships } = await place.importing.directory();
  const [bela, emea] = [named(objects, "bela@contoso.test"), named(objects, "EMEA")];
  for (const id of ids) expect(objects.map((row) => row.id)).not.toContain(id);
  const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const chidi = named(objects, "chidi@contoso.test");
  expect(chidi.doc[enterprise]).toEqual({ manager: { value: bela.id } });
  expect(memberships.map(({ group_id, member_id }) => `${group_id} ${member_id}`)).toEqual(
    expect.arrayContaining([
      `${named(objects, "Sales").id} ${bela.id}`,
      `${named(objects, "Sales").id} ${emea.id}`,
      `${emea.id} ${chidi.id}`,
    ]),
  );
});

test("a group that is absent leaves", async () => {
  await place.importing.importAll(PEOPLE, GROUPS);
  const groups = GROUPS.split("\n").slice(0, -1).join("\n");
  expect((await place.importing.importAll(PEOPLE, groups)).body).toMatchObject({ leavers: 1 });
  expect(live((await place.importing.directory()).objects, "group").length).toBe(2);
});

test("without objectId the user name is the key, in any letter case", async () => {
  await place.importing.importAll("userPrincipalName,displayName\nada@contoso.test,Ada Nwosu");
  const { body } = await place.importing.importAll(
    "userPrincipalName,displayName\nADA@contoso.test,Ada Nwosu",
  );
  expect(body).toMatchObject({ created: 0, updated: 1, leavers: 0 });
});

test("the example company goes in and out of the directory as it is", async () => {
  const people = readFileSync("examples/contoso/people.csv", "utf8");
  const groups = readFileSync("examples/contoso/groups.csv", "utf8");
  const first = await place.importing.importAll(people, groups);
  expect(first.body).toMatchObject({ state: "merged", people: 1_000, groups: 60, created: 1_060 });
  expect((await place.importing.importAll(people, groups)).body).toMatchObject({
    unchanged: 1_060,
    membersAdded: 0,
  });
});

test("a user name that somebody else owns is refused", async () => {
  await place.importing.importAll(PEOPLE);
  const id = await place.importing.begin("contractors");
  await place.importing.upload(
    id,
    "people",
    "userPrincipalName,displayName\nx@contoso.test,X\nADA@contoso.test,Ada",
  );
  const { status, body } = await place.importing.merge(id);
  expect([status, body]).toMatchObject([409, { code: "import.user-taken", params: { line: 3 } }]);
  expect(await place.importing.staged()).toBe(0);
});

test("without people there is no snapshot, and another file does not come twice", async () => {
  const id = await place.importing.begin();
  expect((await place.importing.merge(id)).body.code).toBe("import.people-missing");
  await place.importing.upload(id, "people", PEOPLE);
  expect((await place.importing.upload(id, "people", PEOPLE)).body.code).toBe("import.already-staged");
  expect((await place.importing.merge(id)).status).toBe(200);
  expect((await place.importing.merge(id)).body.code).toBe("import.not-staging");
  expect((await place.importing.upload(id, "groups", GROUPS)).body.code).toBe("import.not-staging");
});

test("one import of a source at a time, others beside it", async () => {
  const first = await place.importing.begin();
  const second = await place.muster.call("POST", place.importing.at(""), { body: { source: "hr" } });
  expect([second.status, second.body]).toMatchObject([
    409,
    { code: "import.in-progress", params: { source: "hr", import: first } },
  ]);
  await place.importing.begin("contractors");
});

test("an import that fell silent gives way, and cannot go on", async () => {
  const first = await place.importing.begin();
  await place.importing.upload(first, "people", PEOPLE);
  const name = "import:hr";
  await place.muster.deps.store.commit([
    { op: "update", table: "lease", key: { org: place.org, name }, set: { expires: 1 } },
  ]);
  const second = await place.importing.begin();
  expect((await place.muster.call("GET", place.importing.at(`/${first}`))).body.state).toBe("failed");
  expect((await place.importing.merge(first)).body.code).toBe("import.not-staging");
  await place.importing.upload(second, "people", PEOPLE);
  expect((await place.importing.merge(second)).body).toMatchObject({ state: "merged", created: 3 });
});

test("an upload that breaks off leaves nothing behind", async () => {
  const id = await place.importing.begin();
  const { hostname, port } = new URL(place.muster.url);
  await new Promise<void>((resolve) => {
    const sending = httpRequest({
      hostname,
      port,
      method: "PUT",
      path: place.importing.at(`/${id}/people?file=people.csv`),
      headers: {
        authorization: `Bearer ${place.muster.tokens["instance-admin"]}`,
        "content-type": "text/csv",
        "content-length": "1000000",
      },
    });
    sending.on("error", () => resolve());
    sending.write(`${HEADER}\nk1,ada@contoso.test,Ada,\n`);
    setTimeout(() => sending.destroy(new Error("the cable")), 100);
  });
  for (let wait = 0; wait < 50 && (await place.importing.staged()) > 0; wait += 1)
    await place.muster.deps.env.sleep(20);
  expect(await place.importing.staged()).toBe(0);
  expect((await place.muster.call("GET", place.importing.at(`/${id}`))).body.state).toBe("failed");
});

test("a refusal reaches a client that is still sending", async () => {
  const id = await place.importing.begin();
  const csv = `objectId,shoeSize\n${"k1,9\n".repeat(400_000)}`;
  const { status, body } = await place.importing.upload(id, "people", csv);
  expect([status, body.code]).toEqual([400, "import.unknown-column"]);
});

test("another server's answers go on while an import is staged", async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => `k${n},m${n}@contoso.test,Member ${n},`);
  const running = place.importing.importAll([HEADER, ...rows].join("\n"));
  let slowest = 0;
  let isDone = false;
  void running.then(() => {
    isDone = true;
  });
  for (let asked = 0; asked < 2_000 && !isDone; asked += 1) {
    const begun = Date.now();
    await place.muster.call("GET", "/healthz");
    slowest = Math.max(slowest, Date.now() - begun);
    await place.muster.deps.env.sleep(5);
  }
  expect((await running).body).toMatchObject({ state: "merged", created: 20_000 });
  expect(slowest).toBeLessThan(1_500);
});
