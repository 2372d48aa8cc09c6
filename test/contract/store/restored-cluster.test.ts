import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppId, trustId } from "../../../src/core/ids.ts";
import type { Store } from "../../../src/ports/store.ts";
import { openStore } from "../../../src/store/open.ts";
import { putFeed } from "./rows.ts";
import { newOrg, startOrExplain } from "./stores.ts";

/** `pg_dump` keeps the numbers of transactions of a cluster that is far ahead of the one the dump is restored into. */

const AHEAD = 1_000_000_000;

const postgres = await startOrExplain();

describe.skipIf(postgres === undefined)("a database from another cluster (needs PostgreSQL)", () => {
  let url: string;
  let store: Store;
  let client: pg.Client;
  const org = newOrg();
  const app = trustId<AppId>("app");

  beforeAll(async () => {
    url = await postgres!.createDatabase();
    store = await openStore({ url });
    client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query("insert into organization (org, name, name_key, created) values ($1, 'c', 'c', 0)", [
      org,
    ]);
  });
  afterAll(async () => {
    await client.end();
    await store.close();
    await postgres!.stop();
  });

  async function unread(): Promise<readonly string[]> {
    const watermark = (await store.get("provisioning", { org, app }))?.watermark ?? "";
    const { entries } = await store.feed(org, watermark, await store.feedHead(org), 100);
    return entries.map(({ object }) => object);
  }

  test("what was still to be read is read, and new changes come after it", async () => {
    await store.commit(putFeed(org, "first"));
    await store.commit(putFeed(org, "second"));
    const watermark = await store.feedHead(org);
    await store.commit(putFeed(org, "third"));
    await client.query(
      `insert into provisioning (org, app, state, watermark, config_version, version) values ($1, $2, 'on', $3, 1, 1)`,
      [org, app, watermark],
    );
    expect(await unread()).toEqual(["third"]);
    await client.query(`update feed set xid = (xid::text::bigint + ${AHEAD})::text::xid8`);
    await client.query(
      `update provisioning set watermark =
        (split_part(watermark, ':', 1)::bigint + ${AHEAD}) || ':' || split_part(watermark, ':', 2)`,
    );
    await store.close();
    store = await openStore({ url });
    expect(await unread()).toEqual(["third"]);
    await store.commit(putFeed(org, "fourth"));
    expect(await unread()).toEqual(["third", "fourth"]);
    await store.close();
    store = await openStore({ url });
    expect(await unread()).toEqual(["third", "fourth"]);
  });
});
