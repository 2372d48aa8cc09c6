import { expect, test } from "vitest";
import { type OrgId, trustId } from "../core/ids.ts";
import { compile } from "./dialect.ts";
import { createEntryWalk } from "./entry-walk.ts";
import { PartEnds } from "./part-ends.ts";
import { openConnection } from "./sqlite/connection.ts";
import { sqliteDialect } from "./sqlite/dialect.ts";

const connection = await openConnection(":memory:", { readOnly: false });
connection.exec(
  "create table index_entry (org text, type text, path text, value text, id text, primary key (org, type, path, value, id)) strict, without rowid",
);
const org = trustId<OrgId>("o");
const add = (value: string, id: string) =>
  connection.run({
    sql: "insert into index_entry values ('o', 'user', 'displayName', ?, ?)",
    parameters: [value, id],
  });

test("each entry is found once, those with equal values too, and a second search looks for no ends", async () => {
  // Three each have the same value, and seven have one in the middle, so that parts end between equal values.
  const ids = Array.from({ length: 40 }, (_, at) => `i${at + 100}`);
  for (const [at, id] of ids.entries())
    add(at >= 20 && at < 27 ? "n06" : `n${String(Math.floor(at / 3)).padStart(2, "0")}`, id);
  const statements: string[] = [];
  const walk = createEntryWalk({ ...sqliteDialect, entriesAtOnce: 5 }, async (statement) => {
    const compiled = compile(sqliteDialect, statement);
    statements.push(compiled.sql);
    return connection.rows(compiled);
  });
  const search = async (text: string) => {
    statements.length = 0;
    const found: string[] = [];
    let after: string | undefined;
    do {
      const part = await walk(org, "user", text, { path: "displayName", after, limit: 100 });
      found.push(...part.found.map(({ id }) => id));
      after = part.next;
    } while (after !== undefined);
    return { found: found.toSorted(), ends: statements.filter((each) => each.includes("offset")).length };
  };
  const first = await search("n");
  expect([first.found, first.ends > 4]).toEqual([ids, true]);
  expect(await search("n")).toEqual({ found: ids, ends: 1 });
  for (let at = 0; at < 20; at += 1) add(`n03 ${at}`, `j${at}`);
  expect((await search("n")).found).toHaveLength(60);
  expect((await search("n03 1")).found).toHaveLength(11);
});

test("ends are forgotten after a minute", async () => {
  let time = 0;
  let looked = 0;
  const ends = new PartEnds(() => time);
  const find = async () => {
    looked += 1;
    return "m";
  };
  for (time of [0, 59_999, 60_000, 60_001]) expect(await ends.of("index", "a", find)).toBe("m");
  expect(looked).toBe(2);
});
