import { expect, test } from "vitest";
import type { ImportFinding, Write } from "../../../src/ports/store.ts";
import { id, putObject } from "./rows.ts";
import { again, BASE, BOTH, bring, feedOf, membersOf } from "./snapshot-runs.ts";
import { type Group, type Person, type Snapshot, stage } from "./snapshots.ts";
import { newOrg, overEveryStore } from "./stores.ts";

const [ada, bob, eve] = BASE.people as [Person, Person, Person];
const [staff, board, empty] = BASE.groups as [Group, Group, Group];

await overEveryStore(({ store }) => {
  test("who is gone for good comes back as somebody new, and so does a group", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const gone = [
      ["user", "user-bob"],
      ["group", "group-board"],
    ] as const;
    for (const [type, object] of gone) {
      const entry = { org, type, id: id(object) };
      await store().commit([
        { op: "delete", table: "object", key: { org, id: id(object) } },
        {
          op: "delete",
          table: "unique_value",
          key: { org, type, path: "userName", value: "bob@example.com" },
        },
        {
          op: "delete",
          table: "index_entry",
          key: { ...entry, path: "displayName", value: `${object.split("-")[1]} one` },
        },
        ...["user-eve", object].map(
          (member): Write => ({
            op: "delete",
            table: "membership",
            key: { org, group_id: id(member === object ? "group-staff" : object), member_id: id(member) },
          }),
        ),
      ]);
    }
    const returned = again(
      [ada, { ...bob, newId: "user-bob-2" }, eve],
      [staff, { ...board, newId: "group-board-2" }, empty],
    );
    expect(await bring(store(), org, "two", returned)).toEqual({
      ...{ created: 2, updated: 1, unchanged: 3, membersAdded: 3 },
    });
    for (const [, object] of gone) {
      expect(await store().get("object", { org, id: id(object) })).toBeUndefined();
      expect(await store().get("object", { org, id: id(`${object}-2`) })).toMatchObject({ version: 1 });
    }
    expect(await membersOf(store(), org)).toEqual([
      ...["group-board-2: user-eve", "group-staff: group-board-2"],
      ...["group-staff: user-ada", "group-staff: user-bob-2"],
    ]);
    const eves = { org, source: "hr", type: "user", key: "eve" } as const;
    expect(await store().get("source_object", eves)).toMatchObject({ hash: "one:user-bob-2" });
    expect(await bring(store(), org, "three", again())).toEqual({ unchanged: 6 });
  });

  test("another source's objects are never leavers", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    await store().commit([
      putObject(org, "contractor", "user"),
      {
        op: "insert",
        table: "source_object",
        row: {
          org,
          source: "agency",
          type: "user",
          key: "c",
          object: id("contractor"),
          blocked: 0,
          active: null,
          hash: "",
        },
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
        { key: "ada", user: "bob@example.com", says: "something new" },
        { key: "bob", user: "ada@example.com", says: "something new" },
        { key: "newcomer", user: "eve@example.com" },
      ]),
    );
    expect(counts).toMatchObject({ created: 1, updated: 2, leavers: 1 });
    const unique = await store().page("unique_value", { where: { org }, limit: 10 });
    expect(unique.map(({ value, id }) => `${value} ${id}`)).toEqual([
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
      "a key twice",
      again([ada, bob, { key: "ada", user: "other@example.com" }]),
      { kind: "duplicate-key", line: 4, other: 2, name: "ada" },
    ],
    [
      "a user name that someone else has",
      again([ada, bob, { key: "x", user: "outsider@example.com" }]),
      { kind: "user-taken", line: 4, other: null, name: "outsider@example.com" },
    ],
    [
      "a manager whom nobody knows",
      again([ada, { ...bob, manager: "Nobody" }, eve]),
      { kind: "unknown-manager", line: 3, other: null, name: "Nobody" },
    ],
    [
      "a member whom nobody knows",
      again(undefined, [staff, { key: "board", members: ["u:eve", "u:Nobody"] }, empty]),
      { kind: "unknown-member", line: 6, other: null, name: "Nobody" },
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
    await store().commit([putObject(org, "outsider", "user"), { op: "insert", table: "unique_value", row }]);
    expect(await store().imports.check(org, await stage(store(), org, "two", snapshot))).toEqual(finding);
  });

  test("a member that left the source is not unknown, but is left out and counted", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const groupsOnly = { groups: again().groups ?? [] };
    expect(await bring(store(), org, "two", groupsOnly, [])).toMatchObject({ unchanged: 3 });
    await bring(store(), org, "three", again([ada, bob], [{ key: "staff", members: ["u:ada"] }]));
    const named = [{ key: "staff", members: ["u:ada", "u:eve", "u:EVE@example.com"] }];
    const staged = await stage(store(), org, "four", { groups: named });
    expect(await store().imports.check(org, staged)).toBeUndefined();
    const { departed } = await store().imports.review(org, staged, []);
    expect(departed).toEqual({ count: 2, line: expect.any(Number), name: "eve" });
    await store().imports.merge(org, staged, { withLeavers: [], now: 60 });
    expect(await membersOf(store(), org)).toEqual(["group-staff: user-ada"]);
    const unknown = await stage(store(), org, "five", { groups: [{ key: "staff", members: ["u:nils"] }] });
    expect(await store().imports.check(org, unknown)).toMatchObject({ kind: "unknown-member", name: "nils" });
  });

  test("a merge that finds a user name taken since the check changes nothing at all", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const joined = again([ada, bob, { key: "new", user: "new@example.com" }]);
    const staged = await stage(store(), org, "two", joined);
    expect(await store().imports.check(org, staged)).toBeUndefined();
    const row = { org, type: "user", path: "userName", value: "new@example.com", id: id("fast") } as const;
    await store().commit([putObject(org, "fast", "user"), { op: "insert", table: "unique_value", row }]);
    const start = await store().feedHead(org);
    const counts = async () => [
      await store().count("object", { org }),
      await store().count("import_object", { org }),
    ];
    const before = await counts();
    expect(await store().imports.merge(org, staged, { withLeavers: BOTH, now: 60 })).toEqual({
      ...{ kind: "user-taken", line: 4, other: null, name: "new@example.com" },
    });
    expect(await counts()).toEqual(before);
    expect(await feedOf(store(), org, start)).toEqual([]);
    expect(await store().get("object", { org, id: id("user-eve") })).toMatchObject({ deleted: null });
    expect(await store().get("import", { org, id: staged })).toMatchObject({ state: "staged" });
  });

  test("a trial counts what the merge would do, writes nothing, and can be repeated", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const staged = await stage(store(), org, "two", again([ada, { key: "new" }]));
    const start = await store().feedHead(org);
    const trial = async () => {
      const { trial: tasks } = store().imports;
      expect(await tasks.check(org, staged)).toBeUndefined();
      return tasks.merge(org, staged, { withLeavers: BOTH, now: 60 });
    };
    const tried = await trial();
    expect(tried).toMatchObject({ kind: "merged", counts: { created: 1, leavers: 2 } });
    expect(await trial()).toEqual(tried);
    expect(await feedOf(store(), org, start)).toEqual([]);
    expect(await store().get("import", { org, id: staged })).toMatchObject({ state: "staged" });
    expect(await store().get("object", { org, id: id("user-eve") })).toMatchObject({ deleted: null });
    expect(await store().imports.check(org, staged)).toBeUndefined();
    expect(await store().imports.merge(org, staged, { withLeavers: BOTH, now: 60 })).toEqual(tried);
  });

  test("a write does not wait for a trial that began before it", async () => {
    const org = newOrg();
    // The trial of as many takes far longer than a write.
    const people = Array.from({ length: 3_000 }, (_, at) => ({ key: `p${at}` }));
    const staged = await stage(store(), org, "one", { people });
    const ended: string[] = [];
    const trial = store()
      .imports.trial.check(org, staged)
      .then(() => store().imports.trial.merge(org, staged, { withLeavers: BOTH, now: 60 }))
      .then(({ kind }) => ended.push(kind));
    await store().commit([putObject(org, "late", "user")]);
    ended.push("written");
    await trial;
    expect(ended).toEqual(["written", "merged"]);
  });

  test("a trial names who holds a name, and who frees one in the same import may give it away", async () => {
    const org = newOrg();
    await bring(store(), org, "one", BASE);
    const exchange = again(
      [ada, { ...bob, user: "eve@example.com", says: "something new" }],
      [{ ...staff, members: [] }, empty],
    );
    const staged = await stage(store(), org, "two", exchange);
    const { trial } = store().imports;
    expect(await trial.check(org, staged)).toBeUndefined();
    expect(await trial.merge(org, staged, { withLeavers: [], now: 60 })).toMatchObject({
      kind: "user-taken",
      name: "eve@example.com",
    });
    expect(await trial.check(org, staged)).toBeUndefined();
    const tried = await trial.merge(org, staged, { withLeavers: BOTH, now: 60 });
    expect(await store().imports.check(org, staged)).toBeUndefined();
    expect(await store().imports.merge(org, staged, { withLeavers: BOTH, now: 60 })).toEqual(tried);
  });

  test("who has a text for a key goes before who has it for a user name", async () => {
    const org = newOrg();
    await bring(store(), org, "one", {
      people: [
        { key: "one", user: "two" },
        { key: "two", user: "three" },
        { key: "three", user: "four", manager: "two" },
      ],
      groups: [{ key: "staff", members: ["u:two"] }],
    });
    expect(await membersOf(store(), org)).toEqual(["group-staff: user-two"]);
    const theirs = { org, source: "hr", type: "user", key: "three" } as const;
    expect(await store().get("source_object", theirs)).toMatchObject({ hash: "one:user-two" });
  });

  test("an import is merged once", async () => {
    const org = newOrg();
    const staged = await stage(store(), org, "one", BASE);
    await store().imports.check(org, staged);
    await store().imports.merge(org, staged, { withLeavers: [], now: 1 });
    const second = store().imports.merge(org, staged, { withLeavers: [], now: 2 });
    await expect(second).rejects.toMatchObject({ code: "store.write-failed" });
  });
});
