import { type RawBuilder, sql } from "kysely";
import type { Write } from "../ports/store.ts";
import { PRIMARY_KEY, type TableName } from "../ports/tables.ts";
import { type SqlRow, type SqlValue, toPlainSql, toRowValues } from "./columns.ts";
import { type CompileCache, type Dialect, joinColumns, type Statement } from "./dialect.ts";

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
      return insertStep(dialect, cached, toInsertion(write));
    case "update":
      return updateStep(cached, write.table, write.key, toChange(write));
    case "delete":
      return deleteStep(cached, write.table, { ...write.key }, write.expect && { ...write.expect });
    case "require":
      return requireStep(dialect, cached, write.table, { key: { ...write.key }, expect: write.expect });
    case "requireNone":
      return requireNoneStep(cached, write.table, { ...write.where });
  }
}

/** The row as one of any table. Not a copy: where rows of every table come by, V8 makes those slowly. */
function plain<Row extends object>(row: Row): { readonly [Column in keyof Row]: Row[Column] } {
  return row;
}

/** Not by spreads: V8 copies properties slowly. */
function toInsertion(write: Extract<Write, { readonly op: Insertion["op"] }>): Insertion {
  const { op, table } = write;
  const rows = [plain(write.row)];
  return { op, table, rows, texts: textsOf(write) };
}

function toChange(write: Extract<Write, { readonly op: "update" }>): Change {
  const set = plain(write.set);
  return { set, expect: write.expect ?? NONE, texts: textsOf(write) };
}

const NONE: SqlRow = {};

function textsOf({ texts }: Extract<Write, { readonly texts?: unknown }>): SqlRow {
  return texts ?? NONE;
}

/** Rows to insert into a table; `texts` are those of JSON in the row, where they were made already. */
interface Insertion {
  readonly op: "insert" | "ensure" | "upsert";
  readonly table: TableName;
  readonly rows: readonly SqlRow[];
  readonly texts?: SqlRow;
}

/**
 * Inserts rows that have the same columns. More than one only where the dialect's row source takes them, and without
 * `texts`, which are those of JSON in the row, where they were made already.
 */
export function insertStep(
  dialect: Dialect,
  cached: CompileCache,
  { op, table, rows, texts = NONE }: Insertion,
): Step {
  const columns = Object.keys(rows[0] ?? {});
  const text = cached(
    `${op} ${table} ${columns.join()}`,
    () =>
      sql`insert into ${sql.table(table)} (${joinColumns(columns)}) ${dialect.rowSource(table, columns)} ${onConflict(op, table, columns)}`,
  );
  return {
    kind: "change",
    sql: text,
    parameters: dialect.rowParameters(table, columns, rows, texts),
    rows: op === "insert" ? rows.length : "any",
    reason: "exists",
  };
}

function onConflict(op: "insert" | "ensure" | "upsert", table: TableName, columns: readonly string[]) {
  if (op === "insert") return sql`on conflict do nothing`;
  const others = columns.filter((column) => !keyColumnsOf(table).includes(column));
  const target = joinColumns(keyColumnsOf(table));
  if (op === "ensure" || others.length === 0) return sql`on conflict (${target}) do nothing`;
  const sets = others.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`);
  return sql`on conflict (${target}) do update set ${sql.join(sets)}`;
}

/** The new values of a row, those that it must have had before, and the texts of JSON among the new ones. */
type Change = Readonly<Record<"set" | "expect" | "texts", SqlRow>>;

function updateStep(
  cached: CompileCache,
  table: TableName,
  key: SqlRow,
  { set, expect, texts }: Change,
): Step {
  const where = matchColumns(table, [...keyEntriesOf(table, key), ...Object.entries(expect)]);
  const columns = Object.keys(set);
  const text = cached(
    `update ${table} ${columns.join()} ${where.shape}`,
    () =>
      sql`update ${sql.table(table)} set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${column}`))} where ${where.build()}`,
  );
  return {
    kind: "change",
    sql: text,
    parameters: [...toRowValues(table, columns, set, texts), ...where.parameters],
    rows: 1,
    reason: "stale",
  };
}

function deleteStep(cached: CompileCache, table: TableName, key: SqlRow, expect: SqlRow | undefined): Step {
  const where = matchColumns(table, [...keyEntriesOf(table, key), ...Object.entries(expect ?? {})]);
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
  { key, expect }: { readonly key: SqlRow; readonly expect: SqlRow | "absent" },
): Step {
  const expected = expect === "absent" ? [] : Object.entries(expect);
  const where = matchColumns(table, [...keyEntriesOf(table, key), ...expected]);
  const text = cached(
    `require ${table} ${where.shape}`,
    () => sql`select 1 as found from ${sql.table(table)} where ${where.build()} ${dialect.held}`,
  );
  const rows = expect === "absent" ? 0 : 1;
  return { kind: "find", sql: text, parameters: where.parameters, rows, reason: "stale" };
}

function requireNoneStep(cached: CompileCache, table: TableName, columns: SqlRow): Step {
  const where = matchColumns(table, Object.entries(columns));
  const text = cached(
    `requireNone ${table} ${where.shape}`,
    () => sql`select 1 as found from ${sql.table(table)} where ${where.build()} limit 1`,
  );
  return { kind: "find", sql: text, parameters: where.parameters, rows: 0, reason: "stale" };
}

export function keyColumnsOf(table: TableName): readonly string[] {
  return PRIMARY_KEY[table];
}

/** The key's own columns alone: a caller may pass a whole row. */
export function keyEntriesOf(table: TableName, key: SqlRow): [string, unknown][] {
  return keyColumnsOf(table).map((column) => [column, key[column]]);
}

/** A condition whose text depends on `shape` alone. */
export interface RowCondition {
  readonly shape: string;
  readonly parameters: readonly SqlValue[];
  build(): RawBuilder<unknown>;
}

/** True where every column equals its value; null equals null. Without columns, always true. */
export function matchColumns(
  table: TableName,
  entries: readonly (readonly [string, unknown])[],
): RowCondition {
  const parameters: SqlValue[] = [];
  let shape = "";
  for (const [column, value] of entries) {
    shape += value === null ? `${column}:null,` : `${column},`;
    if (value !== null) parameters.push(toPlainSql(table, column, value));
  }
  return {
    shape,
    parameters,
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
