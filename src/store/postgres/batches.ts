import { sql } from "kysely";
import type { ChangeSet, Write } from "../../ports/store.ts";
import type { TableName } from "../../ports/tables.ts";
import type { SqlRow } from "../columns.ts";
import { type CompileCache, joinColumns } from "../dialect.ts";
import { insertStep, keyColumnsOf, keyEntriesOf, matchColumns, type Step, toStep } from "../writes.ts";
import { postgresDialect } from "./dialect.ts";

/** A step with the place of the first write it stands for, and how many they are. */
export interface WriteBatch {
  readonly step: Step;
  readonly index: number;
  readonly size: number;
}

/** Rows of one statement, so that making its parameter takes a few milliseconds. */
const ROWS_MAX = 1_000;

/** Each write as a step of its own. */
export function* singlesOf(cached: CompileCache, changes: ChangeSet): Iterable<WriteBatch> {
  for (const [index, write] of changes.entries()) {
    yield { step: toStep(postgresDialect, cached, write), index, size: 1 };
  }
}

/** The writes in their order; those in a row that one statement can stand for are one step. */
export function* batchesOf(cached: CompileCache, changes: ChangeSet): Iterable<WriteBatch> {
  for (let index = 0; index < changes.length; ) {
    const alike = takeAlike(changes, index);
    yield { step: createStep(cached, alike), index, size: alike.length };
    index += alike.length;
  }
}

function createStep(cached: CompileCache, alike: readonly [Write, ...Write[]]): Step {
  const [first] = alike;
  if (alike.length === 1) return toStep(postgresDialect, cached, first);
  if ("row" in first) {
    const rows = alike.flatMap((write): SqlRow[] => ("row" in write ? [{ ...write.row }] : []));
    return insertStep(postgresDialect, cached, { op: first.op, table: first.table, rows });
  }
  if (first.op === "require") return requireManyStep(cached, first, alike.map(lastOfKey));
  if (first.op === "delete") return deleteManyStep(cached, first.table, alike);
  throw new Error(`there is no batch of ${first.op}`);
}

/** Rows of one table, each by its whole key: a leaver's memberships differ in the group, those of a group in the member. */
function deleteManyStep(cached: CompileCache, table: TableName, alike: readonly Write[]): Step {
  const columns = keyColumnsOf(table);
  const lists = columns.map((column) => alike.map((write) => partOfKey(write, column)));
  const types = lists.map(([value]) => arrayTypeOf(value));
  const text = cached(`delete many ${table}`, () => {
    const wanted = sql.join(lists.map((list, at) => sql`${list}::${types[at]}`));
    const same = columns.map(
      (column) => sql`${sql.ref(`${table}.${column}`)} = ${sql.ref(`wanted.${column}`)}`,
    );
    return sql`delete from ${sql.table(table)} using unnest(${wanted}) as wanted (${joinColumns(columns)})
      where ${sql.join(same, sql` and `)}`;
  });
  return { kind: "change", sql: text, parameters: lists, rows: "any", reason: "stale" };
}

type Requirement = Extract<Write, { readonly op: "require" }>;

/**
 * Several rows whose keys differ in their last column alone: these are `lasts`. Each row is looked up by its key, and
 * `expect` is compared afterwards: without statistics, PostgreSQL would read by a partial index that fits `expect`, and
 * compare all rows of the organization with all elements of the list.
 */
function requireManyStep(
  cached: CompileCache,
  first: Requirement,
  lasts: readonly (string | number)[],
): Step {
  const { table } = first;
  const { column, type, key } = keyOf(first);
  const expect = first.expect === "absent" ? {} : first.expect;
  const expected = matchColumns(table, Object.entries(expect));
  const text = cached(`require many ${table} ${key.shape} ${expected.shape}`, () => {
    const row = sql`select * from ${sql.table(table)}
      where ${key.build()} and ${sql.ref(column)} = wanted.last limit 1 for share`;
    // The order of the parameters is that of the text.
    return sql`select 1 as found from unnest(${lasts}::${type}) as wanted (last)
      cross join lateral (${row}) as one where ${expected.build()}`;
  });
  const parameters = [lasts, ...key.parameters, ...expected.parameters];
  return { kind: "find", sql: text, parameters, rows: lasts.length, reason: "stale" };
}

/** The last column of the key, its values as a list, and the condition that the other columns make. */
function keyOf({ table, key }: Requirement) {
  const entries = keyEntriesOf(table, { ...key });
  const [column = "", value] = entries.pop() ?? [];
  return { column, type: arrayTypeOf(value), key: matchColumns(table, entries) };
}

function arrayTypeOf(value: unknown) {
  return typeof value === "number" ? sql`bigint[]` : sql`text[]`;
}

/** The write at `start`, and those that follow it and differ from it in their rows alone. */
function takeAlike(changes: ChangeSet, start: number): readonly [Write, ...Write[]] {
  const first = changes[start];
  if (first === undefined) throw new RangeError(`there is no write ${start}`);
  const alike: [Write, ...Write[]] = [first];
  const shape = shapeOf(first);
  if (shape === undefined) return alike;
  for (let at = start + 1; at < start + ROWS_MAX; at += 1) {
    const write = changes[at];
    if (write === undefined || shapeOf(write) !== shape) break;
    alike.push(write);
  }
  return alike;
}

/** Equal for writes that one statement can stand for; undefined for those that need one of their own. */
function shapeOf(write: Write): string | undefined {
  if ("row" in write) return `${write.op} ${write.table} ${Object.keys(write.row).join()}`;
  if (write.op === "require" && write.expect !== "absent") return shapeOfKey(write, { ...write.expect });
  if (write.op === "delete" && write.expect === undefined) return `delete ${write.table}`;
  return undefined;
}

function shapeOfKey(write: Extract<Write, { readonly key: unknown }>, expect: SqlRow): string {
  const key: SqlRow = { ...write.key };
  const shared = keyColumnsOf(write.table)
    .slice(0, -1)
    .map((column) => key[column]);
  return JSON.stringify([write.op, write.table, shared, typeof lastOfKey(write), expect]);
}

function lastOfKey(write: Write): string | number {
  return partOfKey(write, keyColumnsOf(write.table).at(-1) ?? "");
}

function partOfKey(write: Write, column: string): string | number {
  const key: SqlRow = "key" in write ? { ...write.key } : {};
  const part = key[column];
  if (typeof part === "string" || typeof part === "number") return part;
  throw new TypeError(`the key of ${write.table} has ${typeof part} in ${column}`);
}
