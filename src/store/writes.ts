import { type RawBuilder, sql } from "kysely";
import type { Write } from "../ports/store.ts";
import { PRIMARY_KEY, type TableName } from "../ports/tables.ts";
import { type SqlRow, type SqlValue, toPlainSql, toSql } from "./columns.ts";
import { type CompileCache, columnList, type Dialect, type Statement } from "./dialect.ts";

/** A write as a statement, with the number of rows it must change or find; else its change set is refused. */
export interface Step extends Statement {
  readonly kind: "change" | "find";
  readonly rows: number | "any";
  readonly reason: "exists" | "stale";
}

/** The write as one step. */
export function toStep(dialect: Dialect, cached: CompileCache, write: Write): Step {
  switch (write.op) {
    case "insert":
    case "ensure":
    case "upsert":
      return insertStep(dialect, cached, write.op, write.table, [{ ...write.row }]);
    case "update":
      return updateStep(cached, write.table, { ...write.key }, { ...write.set }, { ...write.expect });
    case "delete":
      return deleteStep(cached, write.table, { ...write.key }, write.expect && { ...write.expect });
    case "require":
      return requireStep(dialect, cached, write.table, { ...write.key }, write.expect);
    case "requireNone":
      return requireNoneStep(cached, write.table, { ...write.where });
  }
}

/** Inserts rows that have the same columns. More than one only where the dialect's row source takes them. */
export function insertStep(
  dialect: Dialect,
  cached: CompileCache,
  op: "insert" | "ensure" | "upsert",
  table: TableName,
  rows: readonly SqlRow[],
): Step {
  const columns = Object.keys(rows[0] ?? {});
  const text = cached(
    `${op} ${table} ${columns.join()}`,
    () =>
      sql`insert into ${sql.table(table)} (${columnList(columns)}) ${dialect.rowSource(table, columns)} ${onConflict(op, table, columns)}`,
  );
  return {
    kind: "change",
    sql: text,
    parameters: dialect.rowParameters(table, columns, rows),
    rows: op === "insert" ? rows.length : "any",
    reason: "exists",
  };
}

function onConflict(op: "insert" | "ensure" | "upsert", table: TableName, columns: readonly string[]) {
  if (op === "insert") return sql`on conflict do nothing`;
  const others = columns.filter((column) => !keyColumns(table).includes(column));
  const target = columnList(keyColumns(table));
  if (op === "ensure" || others.length === 0) return sql`on conflict (${target}) do nothing`;
  const sets = others.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`);
  return sql`on conflict (${target}) do update set ${sql.join(sets)}`;
}

function updateStep(cached: CompileCache, table: TableName, key: SqlRow, set: SqlRow, expect: SqlRow): Step {
  const where = whereEqual(table, [...keyEntries(table, key), ...Object.entries(expect)]);
  const columns = Object.keys(set);
  const text = cached(
    `update ${table} ${columns.join()} ${where.shape}`,
    () =>
      sql`update ${sql.table(table)} set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${column}`))} where ${where.build()}`,
  );
  const values = columns.map((column) => toSql(table, column, set[column]));
  return {
    kind: "change",
    sql: text,
    parameters: [...values, ...where.parameters],
    rows: 1,
    reason: "stale",
  };
}

function deleteStep(cached: CompileCache, table: TableName, key: SqlRow, expect: SqlRow | undefined): Step {
  const where = whereEqual(table, [...keyEntries(table, key), ...Object.entries(expect ?? {})]);
  const text = cached(
    `delete ${table} ${where.shape}`,
    () => sql`delete from ${sql.table(table)} where ${where.build()}`,
  );
  const rows = expect === undefined ? "any" : 1;
  return { kind: "change", sql: text, parameters: where.parameters, rows, reason: "stale" };
}

function requireStep(
  dialect: Dialect,
  cached: CompileCache,
  table: TableName,
  key: SqlRow,
  expect: SqlRow | "absent",
): Step {
  const expected = expect === "absent" ? [] : Object.entries(expect);
  const where = whereEqual(table, [...keyEntries(table, key), ...expected]);
  const text = cached(
    `require ${table} ${where.shape}`,
    () => sql`select 1 as found from ${sql.table(table)} where ${where.build()} ${dialect.held}`,
  );
  const rows = expect === "absent" ? 0 : 1;
  return { kind: "find", sql: text, parameters: where.parameters, rows, reason: "stale" };
}

function requireNoneStep(cached: CompileCache, table: TableName, columns: SqlRow): Step {
  const where = whereEqual(table, Object.entries(columns));
  const text = cached(
    `requireNone ${table} ${where.shape}`,
    () => sql`select 1 as found from ${sql.table(table)} where ${where.build()} limit 1`,
  );
  return { kind: "find", sql: text, parameters: where.parameters, rows: 0, reason: "stale" };
}

export function keyColumns(table: TableName): readonly string[] {
  return PRIMARY_KEY[table];
}

/** The key's own columns alone: a caller may pass a whole row. */
export function keyEntries(table: TableName, key: SqlRow): [string, unknown][] {
  return keyColumns(table).map((column) => [column, key[column]]);
}

/** A condition whose text depends on `shape` alone. */
export interface Condition {
  readonly shape: string;
  readonly parameters: readonly SqlValue[];
  build(): RawBuilder<unknown>;
}

/** True where every column equals its value; null equals null. Without columns, always true. */
export function whereEqual(table: TableName, entries: readonly (readonly [string, unknown])[]): Condition {
  return {
    shape: entries.map(([column, value]) => (value === null ? `${column}:null` : column)).join(),
    parameters: entries
      .filter(([, value]) => value !== null)
      .map(([column, value]) => toPlainSql(table, column, value)),
    build: () =>
      entries.length === 0
        ? sql`1 = 1`
        : sql.join(
            entries.map(([column, value]) =>
              value === null ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} = ${column}`,
            ),
            sql` and `,
          ),
  };
}
