import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Store } from "../../../src/ports/store.ts";
import { openStore } from "../../../src/store/open.ts";
import { putObject } from "./rows.ts";
import { newOrg, startOrExplain } from "./stores.ts";

/** New objects until the statistics are outdated, and a look for them beside autovacuum, which comes every minute. */
const OBJECTS = 2_500;
const BATCH = 500;
const LOOKS_MAX = 40;

const postgres = await startOrExplain();

describe.skipIf(postgres === undefined)("statistics of a directory that fills (needs PostgreSQL)", () => {
  let store: Store;
  let client: pg.Client;
  beforeAll(async () => {
    const url = await postgres!.createDatabase();
    store = await openStore({ url });
    client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("alter table object set (autovacuum_enabled = false)");
  });
  afterAll(async () => {
    await client.end();
    await store.close();
    await postgres!.stop();
  });

  /** How many rows the planner takes the table to have: -1 before the first statistics. */
  async function readEstimate(): Promise<number> {
    const { rows } = await client.query("select reltuples from pg_class where relname = 'object'");
    return Number(rows[0]?.reltuples);
  }

  test("they are renewed while objects are written one by one, without autovacuum", async () => {
    const org = newOrg();
    expect(await readEstimate()).toBe(-1);
    let estimate = -1;
    for (let look = 0, n = 0; look < LOOKS_MAX && estimate < OBJECTS / 2; look += 1) {
      // PostgreSQL counts changes up to a second late, so that the first look may find nothing to renew.
      for (const end = n + BATCH; n < end; n += 1) await store.commit([putObject(org, `p${n}`, "user")]);
      estimate = await readEstimate();
    }
    expect(estimate).toBeGreaterThanOrEqual(OBJECTS / 2);
  });
});
