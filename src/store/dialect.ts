import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Cursor } from "../ports/kinds.ts";
import type { FeedEntry } from "../ports/store.ts";
import type { Row, TableName } from "../ports/tables.ts";
import type { SqlRow, SqlValue } from "./columns.ts";
import type { SearchSql } from "./search-sql.ts";

/** SQL text with its parameters, ready for a driver. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  /** One of a great many texts, as filters make them: not worth keeping ready for long. */
  readonly isRare?: true;
}

/** A table whose rows belong to organizations, as the database describes it. */
export interface OrganizationTable {
  readonly name: string;
  /** The columns of the primary key with commas between, where `deleteSome` needs them. */
  readonly key: string;
}

/** Everything in which one database's SQL differs from another's. */
export interface Dialect {
  /** Compiles; never executes. */
  readonly compiler: Kysely<unknown>;
  /** The rows to insert, as what follows the column list; parameters as `rowParameters` gives them. */
  rowSource(table: TableName, columns: readonly string[]): RawBuilder<unknown>;
  /** `texts` are those of JSON in the first row. */
  rowParameters(
    table: TableName,
    columns: readonly string[],
    rows: readonly SqlRow[],
    texts: SqlRow,
  ): readonly SqlValue[];
  /** True when the column equals one of the values, which are one parameter: `listParameter(values)`. */
  isOneOf(column: RawBuilder<unknown>, list: SqlValue, of: "string" | "number"): RawBuilder<boolean>;
  listParameter(values: readonly (string | number)[]): SqlValue;
  /** The elements of a JSON array as rows of one column, `value`; a place in an element is `value ->> place`. */
  elementsOf(array: RawBuilder<unknown>): RawBuilder<unknown>;
  /** An aggregate: JSON text of a list that has a list of these values for each row; null or `[]` without any. */
  listOfLists(values: readonly RawBuilder<unknown>[]): RawBuilder<unknown>;
  /** An aggregate: the texts with commas between; null without any. */
  joined(text: RawBuilder<unknown>): RawBuilder<unknown>;
  /** The JSON with this text at the path, which it has already. */
  withText(
    json: RawBuilder<unknown>,
    path: readonly string[],
    text: RawBuilder<unknown>,
  ): RawBuilder<unknown>;
  /** The JSON object with the members of another for whose `key` the condition holds; those hold objects. */
  withMembers(
    json: RawBuilder<unknown>,
    from: RawBuilder<unknown>,
    where: RawBuilder<boolean>,
  ): RawBuilder<unknown>;
  /** Ends a SELECT of one row that must stay as it is until the transaction ends. */
  readonly held: RawBuilder<unknown>;
  /** How documents are searched. */
  readonly search: SearchSql;
  /** Index entries that one statement of a search looks at; undefined for all of them. */
  readonly entriesAtOnce: number | undefined;
  /** A row as the port has it. */
  fromSql<Table extends TableName>(table: Table, row: SqlRow): Row<Table>;
  readonly feedStart: Cursor;
  feedHead(org: string): RawBuilder<{ readonly cursor: Cursor }>;
  feedAfter(org: string, after: Cursor, upto: Cursor, limit: number): RawBuilder<FeedEntry>;
  /** The place of an entry of the feed as text, the columns that order places, and the entries from a place on. */
  readonly feedPlace: RawBuilder<unknown>;
  readonly feedOrder: RawBuilder<unknown>;
  isFrom(place: Cursor): RawBuilder<boolean>;
  /** A number that every transaction in flight has a lower one than, as text; true once all of those have ended. */
  readonly auditBarrier: RawBuilder<unknown>;
  hasPassed(barrier: string): RawBuilder<unknown>;
  isUpTo(place: Cursor): RawBuilder<boolean>;
  /** A value in SQL that stands for the feed entries of this transaction; the feed ended at `head` when it began. */
  feedWritten(org: string, head: Cursor): RawBuilder<unknown>;
  /** True for the entries that such a value stands for. */
  isWritten(written: string): RawBuilder<boolean>;
  /** The version of the database software and the size of the database in bytes, as values in SQL. */
  readonly facts: { readonly version: RawBuilder<unknown>; readonly bytes: RawBuilder<unknown> };
  /** The name and the key of every table with a column `org`. */
  readonly organizationTables: RawBuilder<OrganizationTable>;
  /** Deletes rows of the organization from the table, at most `limit`. */
  deleteSome(table: OrganizationTable, org: string, limit: number): RawBuilder<unknown>;
  /** Tells the planner how large freshly filled tables are, where it does not see by itself. */
  readonly analyze: ((tables: readonly string[]) => RawBuilder<unknown>) | undefined;
}

export function compile(dialect: Dialect, query: RawBuilder<unknown>): Statement {
  const { sql, parameters } = query.compile(dialect.compiler);
  return { sql, parameters: parameters as readonly SqlValue[] };
}

/** Compiles SQL once per shape; a shape names everything that the text depends on. */
export function createCompileCache(dialect: Dialect) {
  const texts = new Map<string, string>();
  return (shape: string, build: () => RawBuilder<unknown>): string => {
    const known = texts.get(shape);
    if (known !== undefined) return known;
    const text = compile(dialect, build()).sql;
    texts.set(shape, text);
    return text;
  };
}
export type CompileCache = ReturnType<typeof createCompileCache>;

/** Runs statements one after the other inside one transaction. */
export interface Transaction {
  readonly dialect: Dialect;
  rows<Result>(query: RawBuilder<Result>): Promise<readonly Result[]>;
  /** Answers how many rows it changed. */
  run(query: RawBuilder<unknown>): Promise<number>;
}

/** The names as a list of columns. */
export function joinColumns(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}
