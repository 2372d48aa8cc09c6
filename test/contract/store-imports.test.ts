import { expect, test } from "vitest";
import { type ImportId, type OrgId, trustId } from "../../src/core/ids.ts";
import type { ImportFinding, Store } from "../../src/ports/store.ts";
import { id, putMember, putObject } from "./store-rows.ts";
import { type Group, type Person, type Snapshot, stage } from "./store-snapshots.ts";
import { newOrg, overEveryStore } from "./stores.ts";

/** Stages, expects no finding, merges, and answers the counts that are not zero. */
async function bring(store: Store, org: OrgId, name: string, snapshot: Snapshot, withLeavers = true) {
  const staged = await stage(store, org, name, snapshot);
  expect(await store.imports.check(org, staged)).toBeUndefined();
  const merged = await store.imports.merge(org, staged, { withLeavers, now: 50 });
  if (merged.kind !== "merged") throw new Error(JSON.stringify(merged));
  await store.imports.discard(org, staged);
  return Object.fromEntries(Object.entries(merged.counts).filter(([, count]) => count !== 0));
}

async function feedOf(store: Store, org: OrgId, from: string): Promise<string[]> {
  const page = await store.feed(org, from, await store.feedHead(org), 1_000);
  return page.entries.map(
    ({ kind, object, other, sign }) => `${kind} ${object}${other ? ` ${other}` : ""} ${sign}`,
  );
}

async function membersOf(store: Store, org: OrgId): Promise<string[]> {
  const rows = await store.page("membership", { where: { org }, limit: 100 });
  return rows.map(({ group_id, member_id }) => `${group_id}: ${member_id}`);
}

const BASE: Snapshot = {
  people: [
    { key: "ada", action: "create" },
    { key: "bob", action: "create", manager: "ada" },
    { key: "eve", action: "create", manager: "bob@example.com" },
  ],
  groups: [
    { key: "staff", members: ["u:ada", "u:bob@example.com", "g:board"], action: "create" },
    { key: "board", members: ["u:eve"], action: "create" },
    { key: "empty", members: [], action: "create" },
  ],
};
/** The same snapshot once more, with some people or groups left out or changed. */
function again(
  people: readonly Person[] = BASE.people ?? [],
  groups: readonly Group[] = BASE.groups ?? [],
): Snapshot {
  const unchanged = <Item extends { readonly action?: unknown }>(item: Item) => ({
    ...item,
    action: undefined,
  });
  return {
    people: people.map((person) => (BASE.people?.includes(person) ? unchanged(person) : person)) as Person[],
    groups: groups.map((group) => (BASE.groups?.includes(group) ? unchanged(group) : group)) as Group[],
  };
}
const [ada, bob, eve] = BASE.people as [Person, Person, Person];
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
    const claims = await store().page("claim", { where: { org }, limit: 10 });
    expect(claims.map(({ path, value }) => `${path} ${value}`)).toEqual([
      "userName ada@example.com",
      "userName bob@example.com",
      "userName eve@example.com",
    ]);
    expect(await store().count("object_key", { org, path: "displayName" })).toBe(6);
    expect(await membersOf(store(), org)).toEqual([
      "group-board: user-eve",
      "group-staff: group-board",
      "group-staff: user-ada",
      "group-staff: user-bob",
    ]);
    expect(await feedOf(store(), org, start)).toEqual([
      ...["group group-board 1", "group group-empty 1", "group group-staff 1"],
      ...["user user-ada 1", "user user-bob 1", "user user-eve 1"],
      "member group-board user-eve 1",
      "member group-staff group-board 1",
      "member group-staff user-ada 1",
      "member group-staff user-bob 1",
    ]);
    expect(await store().get("source", { org, name: "hr" })).toEqual({
      ...{ org, name: "hr", people: 3, groups: 3, import: "one", completed: 50 },
    });
    expect(await store().get("import", { org, id: trustId<ImportId>("one") })).toMatchObject({
      ...{ state: "merged", ended: 50, result: { created: 6, membersAdded: 4, leavers: 0 } },
    });
    expect(await store().get("object", { org, id: id("group-staff") })).toMatchObject({ version: 1 });
    const owned = { org, source: "hr", type: "group", key: "staff" } as const;
    expect(await store().get("source_object", owned)).toEqual({
      ...owned,
      object: "group-staff",
      hash: "one",
    });
    for (const table of ["import_person", "import_member", "import_object", "import_key"] as const) {
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
        [ada, { key: "bob", user: "robert@example.com", manager: "ada", action: "update" }, { key: "eve" }],
        [{ key: "staff", members: ["u:bob", "g:board", "u:eve"] }, board, empty],
      ),
    );
    expect(counts).toEqual({ updated: 1, unchanged: 5, membersAdded: 1, membersRemoved: 2 });
    expect(await store().get("object", { org, id: id("user-bob") })).toMatchObject({
      ...{ version: 2, created: 50, modified: 50, doc: { from: "two" } },
    });
    expect(await store().get("object", { org, id: id("group-staff") })).toMatchObject({ version: 2 });
    expect(await store().get("object", { org, id: id("group-board") })).toMatchObject({ version: 1 });
    const claims = await store().page("claim", { where: { org }, limit: 10 });
    expect(claims.map(({ value }) => value)).toEqual([
      "ada@example.com",
      "eve@example.com",
      "robert@example.com",
    ]);
    const keys = await store().page("object_key", {
      where: { org, type: "user", path: "displayName" },
      limit: 10,
    });
    expect(keys.map(({ value }) => value)).toEqual(["ada one", "bob two", "eve one"]);
    expect(await feedOf(store(), org, start)).toEqual([
      "user user-bob 0",
      "member group-staff outsider -1",
      "member group-staff user-ada -1",
      "member group-staff user-eve 1",
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
    expect(await store().imports.leavers(org, staged, "user")).toBe(1);
    expect(await store().imports.leavers(org, staged, "group")).toBe(1);
    await store().imports.discard(org, staged);

    expect(await bring(store(), org, "three", again([ada, bob]), false)).toEqual({ unchanged: 5 });
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
    expect(await store().count("claim", { org, id: id("user-eve") })).toBe(0);
    expect(await store().page("object_key", { where: { org, id: id("user-eve") }, limit: 5 })).toMatchObject([
      { path: "former:userName", value: "eve@example.com" },
    ]);
    expect(await store().count("former_membership", { org, member_id: id("user-eve") })).toBe(2);
    expect(await feedOf(store(), org, start)).toEqual([
      "user user-eve -1",
      "member club user-eve -1",
      "member group-board user-eve -1",
    ]);
    const still = again([ada, bob], [staff, { key: "board", members: [] }, empty]);
    expect(await bring(store(), org, "five", still)).toEqual({ unchanged: 5 });

    const beforeReturn = await store().feedHead(org);
    const returned = await bring(store(), org, "six", again([ada, bob, { key: "eve", action: "restore" }]));
    expect(returned).toEqual({ restored: 1, unchanged: 5, membersAdded: 2 });
    expect(await store().get("object", { org, id: id("user-eve") })).toMatchObject({
      deleted: null,
      version: 3,
    });
    expect(await store().count("claim", { org, id: id("user-eve") })).toBe(1);
    expect(await store().count("former_membership", { org })).toBe(0);
    expect(await membersOf(store(), org)).toEqual([
      ...["club: user-eve", "group-board: user-eve", "group-staff: group-board"],
      ...["group-staff: user-ada", "group-staff: user-bob"],
    ]);
    expect(await feedOf(store(), org, beforeReturn)).toEqual([
      "user user-eve 0",
      "member club user-eve 1",
      "member group-board user-eve 1",
    ]);
  });

  test("another source's objects are never leavers", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    await store().commit([
      putObject(org, "contractor", "user"),
      {
        op: "insert",
        table: "source_object",
        row: { org, source: "agency", type: "user", key: "c", object: id("contractor"), hash: "" },
      },
    ]);
    expect(await bring(store(), org, "two", again())).toEqual({ unchanged: 6 });
    expect(await store().get("object", { org, id: id("contractor") })).toMatchObject({ deleted: null });
  });

  test("two people of the snapshot may exchange user names; a leaver's name is free", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const counts = await bring(
      store(),
      org,
      "two",
      again([
        { key: "ada", user: "bob@example.com", action: "update" },
        { key: "bob", user: "ada@example.com", action: "update" },
        { key: "newcomer", user: "eve@example.com", action: "create" },
      ]),
    );
    expect(counts).toMatchObject({ created: 1, updated: 2, leavers: 1 });
    const claims = await store().page("claim", { where: { org }, limit: 10 });
    expect(claims.map(({ value, id }) => `${value} ${id}`)).toEqual([
      "ada@example.com user-bob",
      "bob@example.com user-ada",
      "eve@example.com user-newcomer",
    ]);
  });

  const FINDINGS: readonly [string, Snapshot, ImportFinding][] = [
    [
      "a user name twice",
      again([ada, bob, { ...eve, user: "ADA@example.com" }]),
      { kind: "duplicate-user", line: 4, other: 2, name: "ADA@example.com" },
    ],
    [
      "a user name that someone else has",
      again([ada, bob, { key: "x", user: "outsider@example.com", action: "create" }]),
      { kind: "user-taken", line: 4, other: null, name: "outsider@example.com" },
    ],
    [
      "a manager whom nobody knows",
      again([ada, { ...bob, manager: "nobody" }, eve]),
      { kind: "unknown-manager", line: 3, other: null, name: "nobody" },
    ],
    [
      "a member whom nobody knows",
      again(undefined, [staff, { key: "board", members: ["u:eve", "u:nobody"] }, empty]),
      { kind: "unknown-member", line: 6, other: null, name: "nobody" },
    ],
    [
      "a group that is no user",
      again(undefined, [{ key: "staff", members: ["u:board"] }, board, empty]),
      { kind: "unknown-member", line: 2, other: null, name: "board" },
    ],
  ];
  test.each(FINDINGS)("the check finds %s", async (_name, snapshot, finding) => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const row = {
      org,
      type: "user",
      path: "userName",
      value: "outsider@example.com",
      id: id("outsider"),
    } as const;
    await store().commit([putObject(org, "outsider", "user"), { op: "insert", table: "claim", row }]);
    expect(await store().imports.check(org, await stage(store(), org, "two", snapshot))).toEqual(finding);
  });

  test("groups alone may name people whom the source brought before, but not who has left", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const groupsOnly = { groups: again().groups ?? [] };
    expect(await bring(store(), org, "two", groupsOnly, false)).toMatchObject({ unchanged: 3 });
    await bring(store(), org, "three", again([ada, bob], [{ key: "staff", members: ["u:ada"] }]));
    const staged = await stage(store(), org, "four", {
      groups: [{ key: "staff", members: ["u:ada", "u:eve"] }],
    });
    expect(await store().imports.check(org, staged)).toMatchObject({ kind: "unknown-member", name: "eve" });
  });

  test("a merge that finds a user name taken since the check changes nothing at all", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const joined = again([ada, bob, { key: "new", user: "new@example.com", action: "create" }]);
    const staged = await stage(store(), org, "two", joined);
    expect(await store().imports.check(org, staged)).toBeUndefined();
    const row = { org, type: "user", path: "userName", value: "new@example.com", id: id("fast") } as const;
    await store().commit([putObject(org, "fast", "user"), { op: "insert", table: "claim", row }]);
    const start = await store().feedHead(org);
    const counts = async () => [
      await store().count("object", { org }),
      await store().count("import_object", { org }),
    ];
    const before = await counts();
    expect(await store().imports.merge(org, staged, { withLeavers: true, now: 60 })).toEqual({
      ...{ kind: "user-taken", line: 4, other: null, name: "new@example.com" },
    });
    expect(await counts()).toEqual(before);
    expect(await feedOf(store(), org, start)).toEqual([]);
    expect(await store().get("object", { org, id: id("user-eve") })).toMatchObject({ deleted: null });
    expect(await store().get("import", { org, id: staged })).toMatchObject({ state: "staged" });
  });

  test("an import is merged once", async () => {
    const org = newOrg();
    const staged = await stage(store(), org, "one", BASE);
    await store().imports.check(org, staged);
    await store().imports.merge(org, staged, { withLeavers: false, now: 1 });
    const second = store().imports.merge(org, staged, { withLeavers: false, now: 2 });
    await expect(second).rejects.toMatchObject({ code: "store.write-failed" });
  });
});
