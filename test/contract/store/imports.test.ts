import { expect, test } from "vitest";
import { type ImportId, trustId } from "../../../src/core/ids.ts";
import { id, putMember, putObject } from "./rows.ts";
import { again, BASE, bring, feedOf, membersOf } from "./snapshot-runs.ts";
import { type Group, type Person, stage } from "./snapshots.ts";
import { newOrg, overEveryStore } from "./stores.ts";

const [ada, bob, _eve] = BASE.people as [Person, Person, Person];
const [staff, board, empty] = BASE.groups as [Group, Group, Group];

await overEveryStore(({ store }) => {
  test("a first import makes everything", async () => {
    const org = newOrg();
    const start = await store().feedHead(org);
    expect(await bring(store(), org, "one", BASE)).toEqual({ created: 6, membersAdded: 4 });
    expect(await store().get("object", { org, id: id("user-ada") })).toStrictEqual({
      ...{ org, id: "user-ada", type: "user", version: 1, created: 50, modified: 50, deleted: null },
      ...{ external: {}, doc: { from: "one" } },
    });
    const unique = await store().page("unique_value", { where: { org }, limit: 10 });
    expect(unique.map(({ path, value }) => `${path} ${value}`)).toEqual([
      "userName ada@example.com",
      "userName bob@example.com",
      "userName eve@example.com",
    ]);
    expect(await store().count("index_entry", { org, path: "displayName" })).toBe(6);
    expect(await membersOf(store(), org)).toEqual([
      "group-board: user-eve",
      "group-staff: group-board",
      "group-staff: user-ada",
      "group-staff: user-bob",
    ]);
    expect(await feedOf(store(), org, start)).toEqual([
      ...["group group-board added", "group group-empty added", "group group-staff added"],
      ...["user user-ada added", "user user-bob added", "user user-eve added"],
      "member group-board user-eve added",
      "member group-staff group-board added",
      "member group-staff user-ada added",
      "member group-staff user-bob added",
    ]);
    expect(await store().get("source", { org, name: "hr" })).toEqual({
      ...{ org, name: "hr", people: 3, groups: 3, import: "one", completed: 50 },
      ...{ place: null, own: expect.any(String) },
    });
    expect(await store().get("import", { org, id: trustId<ImportId>("one") })).toMatchObject({
      ...{ state: "merged", ended: 50, result: { created: 6, membersAdded: 4, leavers: 0 } },
    });
    expect(await store().get("object", { org, id: id("group-staff") })).toMatchObject({ version: 1 });
    const owned = { org, source: "hr", type: "group", key: "staff" } as const;
    expect(await store().get("source_object", owned)).toEqual({
      ...owned,
      object: "group-staff",
      blocked: 0,
      active: null,
      hash: "one",
    });
    const bobs = { org, source: "hr", type: "user", key: "bob" } as const;
    expect(await store().get("source_object", bobs)).toMatchObject({ hash: "one:user-ada" });
    const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    for (const [person, manager] of [
      ["user-bob", "user-ada"],
      ["user-eve", "user-bob"],
    ] as const) {
      expect(await store().get("object", { org, id: id(person) })).toMatchObject({
        doc: { from: "one", [enterprise]: { manager: { value: manager } } },
      });
    }
    for (const table of ["import_object", "import_member"] as const) {
      expect(await store().count(table, { org })).toBe(0);
    }
  });

  test("the same again changes nothing", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const start = await store().feedHead(org);
    expect(await bring(store(), org, "two", again())).toEqual({ unchanged: 6 });
    expect(await feedOf(store(), org, start)).toEqual([]);
  });

  test("an update replaces document and index entries; members follow the snapshot", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    await store().commit([putObject(org, "outsider", "user"), putMember(org, "group-staff", "outsider")]);
    const start = await store().feedHead(org);
    const counts = await bring(
      store(),
      org,
      "two",
      again(
        [
          ada,
          { key: "bob", user: "robert@example.com", manager: "ada", says: "something new" },
          { key: "eve", manager: "bob" },
        ],
        [{ key: "staff", members: ["u:bob", "g:board", "u:eve"] }, board, empty],
      ),
    );
    expect(counts).toEqual({ updated: 1, unchanged: 5, membersAdded: 1, membersRemoved: 2 });
    expect(await store().get("object", { org, id: id("user-bob") })).toMatchObject({
      ...{ version: 2, created: 50, modified: 50, doc: { from: "two" } },
    });
    expect(await store().get("object", { org, id: id("group-staff") })).toMatchObject({ version: 2 });
    expect(await store().get("object", { org, id: id("group-board") })).toMatchObject({ version: 1 });
    const unique = await store().page("unique_value", { where: { org }, limit: 10 });
    expect(unique.map(({ value }) => value)).toEqual([
      "ada@example.com",
      "eve@example.com",
      "robert@example.com",
    ]);
    const keys = await store().page("index_entry", {
      where: { org, type: "user", path: "displayName" },
      limit: 10,
    });
    expect(keys.map(({ value }) => value)).toEqual(["ada one", "bob two", "eve one"]);
    expect(await feedOf(store(), org, start)).toEqual([
      "user user-bob changed",
      "member group-staff outsider removed",
      "member group-staff user-ada removed",
      "member group-staff user-eve added",
    ]);
  });

  test("leavers are counted, spared or deleted, and come back as who they were", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const fewer = again(
      [ada, bob],
      [staff, empty].map(({ key }) => ({ key, members: ["u:ada"] })),
    );
    const staged = await stage(store(), org, "two", fewer);
    expect(await store().imports.check(org, staged)).toBeUndefined();
    expect(await store().imports.leavers(org, staged, "user")).toEqual({ live: 3, leavers: 1 });
    expect(await store().imports.leavers(org, staged, "group")).toEqual({ live: 3, leavers: 1 });
    await store().imports.discard(org, staged);

    expect(await bring(store(), org, "three", again([ada, bob]), ["group"])).toEqual({ unchanged: 5 });
    expect(await store().get("object", { org, id: id("user-eve") })).toMatchObject({ deleted: null });

    await store().commit([putObject(org, "club", "group"), putMember(org, "club", "user-eve")]);
    const start = await store().feedHead(org);
    const left = await bring(
      store(),
      org,
      "four",
      again([ada, bob], [staff, { key: "board", members: [] }, empty]),
    );
    expect(left).toEqual({ unchanged: 5, leavers: 1, membersRemoved: 2 });
    expect(await store().get("object", { org, id: id("user-eve") })).toMatchObject({
      deleted: 50,
      version: 2,
    });
    expect(await store().count("unique_value", { org, id: id("user-eve") })).toBe(0);
    expect(await store().page("index_entry", { where: { org, id: id("user-eve") }, limit: 5 })).toMatchObject(
      [{ path: "former:userName", value: "eve@example.com" }],
    );
    expect(await store().count("former_membership", { org, member_id: id("user-eve") })).toBe(2);
    expect(await feedOf(store(), org, start)).toEqual([
      "user user-eve removed",
      "member club user-eve removed",
      "member group-board user-eve removed",
    ]);
    const still = again([ada, bob], [staff, { key: "board", members: [] }, empty]);
    expect(await bring(store(), org, "five", still)).toEqual({ unchanged: 5 });

    const beforeReturn = await store().feedHead(org);
    const returned = await bring(store(), org, "six", again([ada, bob, { key: "eve" }]));
    expect(returned).toEqual({ restored: 1, unchanged: 5, membersAdded: 2 });
    expect(await store().get("object", { org, id: id("user-eve") })).toMatchObject({
      deleted: null,
      version: 3,
    });
    expect(await store().count("unique_value", { org, id: id("user-eve") })).toBe(1);
    expect(await store().count("former_membership", { org })).toBe(0);
    expect(await membersOf(store(), org)).toEqual([
      ...["club: user-eve", "group-board: user-eve", "group-staff: group-board"],
      ...["group-staff: user-ada", "group-staff: user-bob"],
    ]);
    expect(await feedOf(store(), org, beforeReturn)).toEqual([
      "user user-eve changed",
      "member club user-eve added",
      "member group-board user-eve added",
    ]);
  });

  test("without staged groups, groups and memberships stay as they are", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    await store().commit([putObject(org, "outsider", "user"), putMember(org, "group-staff", "outsider")]);
    const people = { people: [{ key: "ada" }, { key: "bob", manager: "ada" }] };
    expect(await bring(store(), org, "two", people, ["user"])).toEqual({
      ...{ unchanged: 2, leavers: 1, membersRemoved: 1 },
    });
    expect(await membersOf(store(), org)).toEqual([
      ...["group-staff: group-board", "group-staff: outsider"],
      ...["group-staff: user-ada", "group-staff: user-bob"],
    ]);
    expect(await store().get("source", { org, name: "hr" })).toMatchObject({ people: 2, groups: 3 });
  });

  test("who may not leave stays in the groups, and the other type leaves all the same", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const cut = again([ada], [{ key: "staff", members: ["u:ada"] }, empty]);
    expect(await bring(store(), org, "two", cut, ["group"])).toEqual({
      ...{ unchanged: 3, leavers: 1, membersRemoved: 1 },
    });
    expect(await membersOf(store(), org)).toEqual([
      ...["group-board: user-eve", "group-staff: user-ada", "group-staff: user-bob"],
    ]);
    expect(await store().get("object", { org, id: id("group-board") })).toMatchObject({ deleted: 50 });
  });
});
