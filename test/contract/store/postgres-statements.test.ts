import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Store, Write } from "../../../src/ports/store.ts";
import { openStore } from "../../../src/store/open.ts";
import { directoryObject, id } from "./rows.ts";
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
});
