import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ObjectId } from "../../../src/core/ids.ts";
import type { Store, Write } from "../../../src/ports/store.ts";
import { openStore } from "../../../src/store/open.ts";
import { directoryObject, id } from "./rows.ts";
import { stage } from "./snapshots.ts";
import { newOrg, startOrExplain } from "./stores.ts";

const MEMBERS = 5_000;
const postgres = await startOrExplain();

describe.skipIf(postgres === undefined)("statements that PostgreSQL gets (needs its programs)", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore({ url: await postgres!.createDatabase() });
  });
  afterAll(async () => {
    await store.close();
    await postgres!.stop();
  });

  /** Counts what goes to the server; everything goes there as it would. */
  const countStatements = async (work: () => Promise<unknown>): Promise<number> => {
    const sent = vi.spyOn(pg.Client.prototype, "query");
    try {
      expect(await work()).toEqual({ kind: "committed" });
      return sent.mock.calls.length;
    } finally {
      sent.mockRestore();
    }
  };

  test("members that join a group are required and written by the thousand, not one by one", async () => {
    const org = newOrg();
    const names = Array.from({ length: MEMBERS }, (_, n) => id(`m${n}`));
    const insertObject = (name: string): Write => {
      return { op: "insert", table: "object", row: { ...directoryObject(org, name, "user"), search: {} } };
    };
    const row = (member_id: (typeof names)[number]) => {
      return { org, group_id: id("g"), member_id, member_type: "user" as const };
    };
    await store.commit(names.map(insertObject));
    const joining = await countStatements(() =>
      store.commit([
        ...names.map((name): Write => {
          return { op: "require", table: "object", key: { org, id: name }, expect: { deleted: null } };
        }),
        ...names.map((name): Write => ({ op: "insert", table: "membership", row: row(name) })),
      ]),
    );
    expect(await store.count("membership", { org })).toBe(MEMBERS);
    expect(joining).toBeLessThan(20);
  });

  test.each<[string, (n: number) => { readonly group_id: ObjectId; readonly member_id: ObjectId }]>([
    ["a group", (n) => ({ group_id: id("left"), member_id: id(`m${n}`) })],
    ["a leaver", (n) => ({ group_id: id(`g${n}`), member_id: id("leaver") })],
  ])("memberships of %s are removed by the thousand, and no others", async (_, membershipOf) => {
    const org = newOrg();
    const keys = Array.from({ length: MEMBERS }, (_each, n) => ({ org, ...membershipOf(n) }));
    const other = { org, group_id: id("kept"), member_id: id("kept") };
    const insert = (key: typeof other): Write => {
      return { op: "insert", table: "membership", row: { ...key, member_type: "user" } };
    };
    await store.commit([...keys, other].map(insert));
    const absent = { ...other, member_id: id("absent") };
    const leaving = await countStatements(() =>
      store.commit([...keys, absent].map((key): Write => ({ op: "delete", table: "membership", key }))),
    );
    expect(await store.page("membership", { where: { org }, limit: 10 })).toMatchObject([other]);
    expect(leaving).toBeLessThan(20);
  });

  test("a large import leaves statistics behind, so that objects are looked up by their key", async () => {
    const url = await postgres!.createDatabase();
    const fresh = await openStore({ url });
    const org = newOrg();
    const people = Array.from({ length: 1_000 }, (_, n) => ({ key: `p${n}` }));
    const isAnalyzed = async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const text = "select 1 from pg_stats where tablename = 'object' and attname = 'deleted'";
      const { rowCount } = await client.query(text).finally(() => client.end());
      return rowCount === 1;
    };
    const staged = await stage(fresh, org, "large", { people });
    expect(await isAnalyzed()).toBe(false);
    await fresh.imports.merge(org, staged, { withLeavers: ["user", "group"], now: 50 });
    await fresh.close();
    expect(await isAnalyzed()).toBe(true);
  });
});
