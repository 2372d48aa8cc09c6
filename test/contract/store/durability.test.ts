import { spawn } from "node:child_process";
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import type { OrgId } from "../../../src/core/ids.ts";
import type { Store } from "../../../src/ports/store.ts";
import { openStore } from "../../../src/store/open.ts";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import { insertLease, lease } from "./rows.ts";
import { newOrg, overEveryStore, type Place, removeFolders, temporaryFolder } from "./stores.ts";

const folders: string[] = [];
afterAll(() => removeFolders(folders));

const CHILD = new URL("./child.ts", import.meta.url).pathname;

test("after a clean stop, a copy of the database file alone holds everything", async () => {
  const directory = temporaryFolder(folders);
  const org = newOrg();
  for (let round = 0; round < 2; round += 1) {
    const store = await openStore({ directory });
    for (let n = 0; n < 20; n += 1) await store.commit([insertLease(org, `r${round} n${n}`)]);
    await store.page("lease", { where: { org }, limit: 10 });
    await store.close();
    const copy = temporaryFolder(folders);
    copyFileSync(join(directory, "muster.db"), join(copy, "muster.db"));
    const restored = await openStore({ directory: copy });
    expect(await restored.count("lease", { org })).toBe(20 * (round + 1));
    await restored.close();
  }
});

/** Writes in another process until it dies by `kill` or by itself; answers what it was told is written. */
async function writeUntilKilled(place: Place, org: OrgId, acknowledgedMax: number) {
  const child = spawn(process.execPath, ["--import", "tsx", CHILD, JSON.stringify(place), org], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const acknowledged: string[] = [];
  const ended = new Promise<string | null>((resolve) =>
    child.once("exit", (_code, signal) => resolve(signal)),
  );
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith("committed ")) acknowledged.push(line.slice("committed ".length));
    if (acknowledged.length === acknowledgedMax) child.kill("SIGKILL");
  }
  return { acknowledged, signal: await ended };
}

async function expectKept(store: Store, org: OrgId, acknowledged: readonly string[]): Promise<void> {
  const rows = await store.page("lease", { where: { org }, limit: 10_000 });
  const names = new Set(rows.map(({ name }) => name));
  expect(acknowledged.filter((name) => !names.has(name) || !names.has(`${name}-twin`))).toEqual([]);
  const halves = [...names].filter(
    (name) => !names.has(name.endsWith("-twin") ? name.slice(0, -5) : `${name}-twin`),
  );
  expect(halves).toEqual([]);
}

await overEveryStore(({ kind, newPlace }) => {
  test("a kill at any moment loses nothing acknowledged and leaves nothing halfway", async () => {
    const place = await newPlace();
    for (const acknowledgedMax of [1, 400, 1_500]) {
      const org = newOrg();
      const { acknowledged, signal } = await writeUntilKilled(place, org, acknowledgedMax);
      expect(signal).toBe("SIGKILL");
      expect(acknowledged.length).toBeGreaterThanOrEqual(acknowledgedMax);
      const store = await openStore(place);
      await expectKept(store, org, acknowledged);
      await store.close();
    }
  });

  test("closing finishes what was accepted, and then refuses; opening again finds it", async () => {
    const place = await newPlace();
    const org = newOrg();
    const store = await openStore(place);
    const accepted = Array.from({ length: 100 }, (_, n) => store.commit([insertLease(org, `n${n}`)]));
    const closed = store.close();
    await expect(store.commit([insertLease(org, "late")])).rejects.toMatchObject({ code: "store.closed" });
    await expect(store.count("lease", { org })).rejects.toMatchObject({ code: "store.closed" });
    for (const outcome of await Promise.all(accepted)) expect(outcome.kind).toBe("committed");
    await closed;
    await store.close();
    const again = await openStore(place);
    expect(await again.count("lease", { org })).toBe(100);
    await again.close();
  });

  test("data of a newer program is refused and left alone", async () => {
    const place = await newPlace();
    await (await openStore(place)).close();
    const addMigration = "insert into migration (number, name) values (9999, 'from the future')";
    if ("url" in place) await query(place.url, addMigration);
    else await change(place.directory, addMigration);
    const newer = { code: "store.newer-version", params: { migration: 9999, known: expect.any(Number) } };
    await expect(openStore(place)).rejects.toMatchObject(newer);
    await expect(openStore(place)).rejects.toMatchObject(newer);
  });

  test("many that open an empty place at once agree on who makes it", async () => {
    const place = await newPlace();
    const opened = await Promise.allSettled(Array.from({ length: 4 }, () => openStore(place)));
    const stores = opened.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    expect(stores).toHaveLength(kind === "SQLite" ? 1 : 4);
    for (const store of stores) await store.close();
  });
});

async function change(directory: string, sql: string): Promise<void> {
  const connection = await openConnection(join(directory, "muster.db"), { readOnly: false });
  connection.exec(sql);
  // Closing does this only where no other connection of the process is left to be collected.
  connection.exec("pragma wal_checkpoint(truncate)");
  connection.close();
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

test("a PostgreSQL server that does not answer is said to be unavailable", async () => {
  const opening = openStore({ url: "postgres://muster@127.0.0.1:1/none" });
  await expect(opening).rejects.toMatchObject({ code: "store.unavailable" });
});

describe("the data directory", () => {
  test.each([1, 2, 5])(
    "a kill inside of group commit %i keeps what came before and none of the group",
    async (faultAt) => {
      const directory = temporaryFolder(folders);
      const org = newOrg();
      const { acknowledged, signal } = await writeUntilKilled({ directory, faultAt }, org, -1);
      expect(signal).toBe("SIGKILL");
      const store = await openStore({ directory });
      await expectKept(store, org, acknowledged);
      // Sixteen write at once, so no group is larger; and the one in which the process died was not written.
      expect(await store.count("lease", { org })).toBeLessThanOrEqual(2 * 16 * (faultAt - 1));
      await store.close();
    },
  );

  test("has one server at a time, which the second is told", async () => {
    const directory = temporaryFolder(folders);
    const first = await openStore({ directory });
    const inUse = {
      code: "store.in-use",
      params: { directory, pid: String(process.pid) },
    };
    await expect(openStore({ directory })).rejects.toMatchObject(inUse);
    const org = newOrg();
    expect(await first.commit([insertLease(org, "a")])).toEqual({ kind: "committed" });
    await first.close();
    const second = await openStore({ directory });
    expect(await second.count("lease", { org })).toBe(1);
    await second.close();
  });

  test("is held against another process too, until that is killed", async () => {
    const directory = temporaryFolder(folders);
    const child = spawn(
      process.execPath,
      ["--import", "tsx", CHILD, JSON.stringify({ directory }), newOrg()],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    await expect(openStore({ directory })).rejects.toMatchObject({
      ...{ code: "store.in-use", params: { directory, pid: String(child.pid) } },
    });
    child.kill("SIGKILL");
    await ended;
    const store = await openStore({ directory });
    await store.close();
  });

  test("everything in a data directory is for its owner alone, whatever the umask allows", async () => {
    const directory = join(temporaryFolder(folders), "below", "data");
    const before = process.umask(0o000);
    try {
      const store = await openStore({ directory });
      await store.commit([insertLease(newOrg(), "n")]);
      const open = readdirSync(directory).filter(
        (file) => (statSync(join(directory, file)).mode & 0o077) !== 0,
      );
      expect(readdirSync(directory)).toContain("muster.db-wal");
      expect(open).toEqual([]);
      expect(statSync(directory).mode & 0o077).toBe(0);
      await store.close();
    } finally {
      process.umask(before);
    }
  });

  test("a refused newer data directory keeps every byte of its tables", async () => {
    const directory = temporaryFolder(folders);
    await (await openStore({ directory })).close();
    await change(directory, "insert into migration (number, name) values (9999, 'newer'); drop table audit");
    const before = readFileSync(join(directory, "muster.db"));
    await expect(openStore({ directory })).rejects.toMatchObject({ code: "store.newer-version" });
    expect(readFileSync(join(directory, "muster.db")).equals(before)).toBe(true);
    expect(readdirSync(directory)).not.toContain("lock.pid");
  });

  test("a file that is no database is said to be so", async () => {
    const directory = temporaryFolder(folders);
    writeFileSync(
      join(directory, "muster.db"),
      "not a database, but long enough to be taken for one".repeat(100),
    );
    await expect(openStore({ directory })).rejects.toMatchObject({ code: "store.damaged" });
  });

  test("a full disk refuses, changes nothing, and spares what fits; with space it works again", async () => {
    const directory = temporaryFolder(folders);
    const org = newOrg();
    const store = await openStore({ directory, pagesMax: 400 });
    const large = (name: string) => ({
      op: "insert" as const,
      table: "lease" as const,
      row: lease(org, name, { holder: "x".repeat(50_000) }),
    });
    const written: string[] = [];
    let failure: unknown;
    for (let n = 0; n < 100 && failure === undefined; n += 1) {
      const pair = [large(`n${n}`), large(`n${n}-twin`)];
      await store.commit(pair).then(
        () => written.push(`n${n}`),
        (error: unknown) => {
          failure = error;
        },
      );
    }
    expect(failure).toMatchObject({ code: "store.disk-full" });
    expect(written.length).toBeGreaterThan(1);
    expect(await store.count("lease", { org })).toBe(2 * written.length);
    const [fits, fitsNot] = await Promise.allSettled([
      store.commit([insertLease(org, "small")]),
      store.commit([large("more"), large("more-twin")]),
    ]);
    expect(fits.status).toBe("fulfilled");
    expect(fitsNot).toMatchObject({ status: "rejected", reason: { code: "store.disk-full" } });
    await store.commit(written.map((name) => ({ op: "delete", table: "lease", key: { org, name } })));
    expect(await store.commit([large("more")])).toEqual({ kind: "committed" });
    await store.close();
  });
});
