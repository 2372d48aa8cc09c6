import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../../src/store/open.ts";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import { newOrg, overEveryStore, type Place, startOrExplain } from "./stores.ts";

/** Carries out SQL in a database beside its store, as an administrator may. */
async function carryOut(place: Place, sql: string): Promise<void> {
  if ("url" in place) {
    const client = new pg.Client({ connectionString: place.url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
    return;
  }
  const connection = await openConnection(join(place.directory, "muster.db"), { readOnly: false });
  connection.exec(sql);
  connection.close();
}

await overEveryStore((under) => {
  test.each([
    ["table", "drop table lease"],
    ["column", "alter table lease drop column version"],
  ])("a %s that is missing under a running server is named, for reads and writes", async (_, sql) => {
    const place = await under.newPlace();
    const store = await openStore(place);
    const org = newOrg();
    try {
      await carryOut(place, sql);
      const row = { org, name: "engine", holder: "x", expires: 0, version: 1 };
      const incomplete = { name: "StoreError", code: "store.incomplete" };
      await expect(store.page("lease", { where: { org, version: 1 }, limit: 1 })).rejects.toMatchObject(
        incomplete,
      );
      await expect(store.commit([{ op: "insert", table: "lease", row }])).rejects.toMatchObject(incomplete);
      expect(await store.count("organization", {})).toBe(0);
    } finally {
      await store.close();
    }
  });

  test("a database of an older version is brought up to date when it is opened", async () => {
    const place = await under.newPlace();
    await (await openStore(place)).close();
    await carryOut(place, "alter table pending drop column equal_failures");
    await carryOut(place, "delete from migration where number = 22");
    const store = await openStore(place);
    expect(await store.count("pending", { equal_failures: 0 })).toBe(0);
    await store.close();
  });
});

const postgres = await startOrExplain();
describe.skipIf(postgres === undefined)("PostgreSQL refuses", () => {
  let url: string;
  beforeAll(async () => {
    url = (await postgres?.createDatabase()) ?? "";
    await carryOut({ url }, "create role visitor login; revoke create on schema public from public");
  });
  afterAll(() => postgres?.stop());

  const changed = (change: (url: URL) => void) => {
    const other = new URL(url);
    change(other);
    return openStore({ url: other.href });
  };
  const refused = { code: "store.refused" };

  test("a database that does not exist", async () => {
    await expect(changed((other) => (other.pathname = "/nowhere"))).rejects.toMatchObject(refused);
  });

  test("a user that does not exist", async () => {
    await expect(changed((other) => (other.username = "nobody"))).rejects.toMatchObject(refused);
  });

  test("a user without the right to create tables", async () => {
    await expect(changed((other) => (other.username = "visitor"))).rejects.toMatchObject(refused);
  });
});
