import { expect, test } from "vitest";
import type { Step } from "../writes.ts";
import { openConnection } from "./connection.ts";
import { commitGroup } from "./group.ts";

const never = () => undefined;

async function openTable() {
  const connection = await openConnection(":memory:", { readOnly: false });
  connection.exec("create table t (name text not null primary key) strict, without rowid");
  const names = () =>
    connection.rows({ sql: "select name from t order by name", parameters: [] }).map((row) => row["name"]);
  return { connection, names };
}

function insert(name: string | null): Step {
  const sql = "insert into t (name) values (?) on conflict do nothing";
  return { kind: "change", sql, parameters: [name], rows: 1, reason: "exists" };
}

function find(name: string): Step {
  const sql = "select 1 as found from t where name = ?";
  return { kind: "find", sql, parameters: [name], rows: 1, reason: "stale" };
}

const committed = { kind: "committed" };

test("who is refused before anything of theirs was written costs the neighbours nothing", async () => {
  const { connection, names } = await openTable();
  const group = [
    [insert("a"), insert("b")],
    [find("a"), insert("a"), insert("x")],
    [insert("c"), find("b")],
  ];
  expect(commitGroup(connection, group, never)).toEqual([
    committed,
    { kind: "conflict", index: 1, reason: "exists" },
    committed,
  ]);
  expect(names()).toEqual(["a", "b", "c"]);
});

test("of who is refused halfway nothing stays, and all of the neighbours", async () => {
  const { connection, names } = await openTable();
  const group = [
    [insert("a")],
    [insert("x"), insert("y"), insert("a")],
    [insert("x")],
    [insert("z"), find("nobody")],
    [insert("b")],
  ];
  expect(commitGroup(connection, group, never)).toEqual([
    committed,
    { kind: "conflict", index: 2, reason: "exists" },
    committed,
    { kind: "conflict", index: 1, reason: "stale" },
    committed,
  ]);
  expect(names()).toEqual(["a", "b", "x"]);
});

test("a statement that fails costs its own change set alone, before and after somebody was refused", async () => {
  const { connection, names } = await openTable();
  const failing = [insert("y"), insert(null)];
  const halfway = [insert("x"), insert("a")];
  const group = [[insert("a")], failing, halfway, failing, [insert("b")]];
  expect(commitGroup(connection, group, never).map(({ kind }) => kind)).toEqual([
    ...["committed", "failed", "conflict", "failed", "committed"],
  ]);
  expect(names()).toEqual(["a", "b"]);
});
