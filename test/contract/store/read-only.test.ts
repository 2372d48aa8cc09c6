import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { openStore } from "../../../src/store/open.ts";
import { insertLease } from "./rows.ts";
import { newOrg, removeFolders, startOrExplain, temporaryFolder } from "./stores.ts";

const folders: string[] = [];
const postgres = await startOrExplain();
afterAll(async () => {
  removeFolders(folders);
  await postgres?.stop();
});

/** Root may write everywhere: then another user opens the store. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

function openElsewhere(directory: string): string {
  const opener = new URL("./opener.ts", import.meta.url).pathname;
  const argv = ["--import", "tsx", opener, JSON.stringify({ directory })];
  return execFileSync(process.execPath, argv, { encoding: "utf8", ...NOBODY });
}

async function makeDirectory(): Promise<string> {
  const directory = temporaryFolder(folders);
  await (await openStore({ directory })).close();
  if (NOBODY !== undefined) {
    chownSync(directory, NOBODY.uid, NOBODY.gid);
    for (const name of readdirSync(directory)) chownSync(join(directory, name), NOBODY.uid, NOBODY.gid);
  }
  return directory;
}

test("a data directory that can be written is opened", async () => {
  expect(openElsewhere(await makeDirectory())).toBe("opened\n");
});

test.each([
  ["directory", (directory: string) => chmodSync(directory, 0o500)],
  ["database file", (directory: string) => chmodSync(join(directory, "muster.db"), 0o400)],
  ["lock file", (directory: string) => chmodSync(join(directory, "lock.db"), 0o400)],
])("a read-only %s is named as such at the start", async (_, protect) => {
  const directory = await makeDirectory();
  protect(directory);
  const told = openElsewhere(directory);
  expect(told).toMatch(/^store\.read-only /);
  expect(told).toContain(directory);
  chmodSync(directory, 0o700);
});

describe.skipIf(postgres === undefined)("PostgreSQL", () => {
  test("a database that takes no writes, as a standby, is named as such at a write", async () => {
    const url = (await postgres?.createDatabase()) ?? "";
    const store = await openStore({ url });
    const org = newOrg();
    expect(await store.commit([insertLease(org, "before")])).toEqual({ kind: "committed" });
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query("select current_database() as name");
    await client.query(`alter database ${rows[0].name} set default_transaction_read_only = on`);
    const others = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()";
    await client.query(`${others} and datname = current_database()`);
    const refused = { code: "store.read-only" };
    await expect(store.commit([insertLease(org, "during")])).rejects.toMatchObject(refused);
    expect(await store.count("lease", { org })).toBe(1);
    await expect(store.checkWritable()).rejects.toMatchObject(refused);
    await client.query(`set default_transaction_read_only = off`);
    await client.query(`alter database ${rows[0].name} reset default_transaction_read_only`);
    await client.query(`${others} and datname = current_database()`);
    expect(await store.commit([insertLease(org, "after")])).toEqual({ kind: "committed" });
    await client.end();
    await store.close();
  });
});
