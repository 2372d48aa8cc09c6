import { mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OrgId, SecretId } from "../../../src/core/ids.ts";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import { openSqliteStore } from "../../../src/store/sqlite/open.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "muster-damaged-"));
});
afterEach(() => rmSync(directory, { recursive: true }));
const file = () => join(directory, "muster.db");

const org = "00000000-0000-4000-8000-000000000001" as OrgId;
const insert = (at: number) => ({
  op: "insert" as const,
  table: "secret" as const,
  row: { org, id: `k${at}` as SecretId, key_id: "k", sealed: "v".repeat(3_000), created: 1 },
});

test("damage that a read finds while the server runs is named, and stays a reason not to be ready", async () => {
  const first = await openSqliteStore({ directory });
  await first.commit(Array.from({ length: 200 }, (_, at) => insert(at)));
  await first.close();
  const store = await openSqliteStore({ directory });
  const handle = openSync(file(), "r+");
  for (let page = 2; page < 400; page += 1)
    writeSync(handle, Buffer.alloc(4_096, 0xee), 0, 4_096, page * 4_096);
  await expect(store.page("secret", { where: { org }, limit: 100 })).rejects.toMatchObject({
    code: "store.damaged",
  });
  await expect(store.checkWritable()).rejects.toMatchObject({ code: "store.damaged" });
  await store.close().catch(() => {});
});

test("a clean stop that cannot empty the write-ahead log says so", async () => {
  const store = await openSqliteStore({ directory });
  await store.commit([insert(1)]);
  const reader = await openConnection(file(), { readOnly: true });
  reader.exec("begin");
  reader.rows({ sql: "select count(*) as n from secret", parameters: [] });
  await store.commit([insert(2)]);
  await expect(store.close()).rejects.toMatchObject({ code: "store.log-left" });
  reader.exec("rollback");
  reader.close();
  const again = await openSqliteStore({ directory });
  expect(await again.get("secret", { org, id: "k2" as SecretId })).toBeDefined();
  await again.close();
});

describe.each(["muster.db", "lock.db"])("%s", (name) => {
  test.each<[string, (path: string) => void]>([
    ["a directory", (path) => mkdirSync(path)],
    ["a link that leads nowhere", (path) => symlinkSync(join(directory, "not-mounted", name), path)],
    ["a link to itself", (path) => symlinkSync(path, path)],
  ])("that is %s is named", async (_, make) => {
    const path = join(directory, name);
    make(path);
    await expect(openSqliteStore({ directory })).rejects.toMatchObject({
      code: "store.not-a-file",
      params: { file: path },
    });
  });
});
