import type { Cursor } from "../ports/kinds.ts";
import type { FeedEntry } from "../ports/store.ts";
import type { Row, TableName } from "../ports/tables.ts";
import type { SqlRow, SqlValue } from "./columns.ts";
import type { SearchSql } from "./search-sql.ts";
import { type Placeholder, type SqlPiece, sql } from "./sql.ts";

/** SQL text with its parameters, ready for a driver. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
  /** One of a great many texts, as filters make them: not worth keeping ready for long. */
  readonly isRare?: true;
}

/** Everything in which one database's SQL differs from another's. */
export interface Dialect {
  readonly placeholder: Placeholder;
  /** The rows to insert, as what follows the column list; parameters as `rowParameters` gives them. */
  rowSource(table: TableName, columns: readonly string[]): SqlPiece<unknown>;
  /** `texts` are those of JSON in the first row. */
  rowParameters(
    table: TableName,
    columns: readonly string[],
    rows: readonly SqlRow[],
    texts: SqlRow,
  ): readonly SqlValue[];
  /** True when the column equals one of the values, which are one parameter: `listParameter(values)`. */
  isOneOf(column: SqlPiece<unknown>, list: SqlValue, of: "string" | "number"): SqlPiece<boolean>;
  listParameter(values: readonly (string | number)[]): SqlValue;
  /** The elements of a JSON array as rows of one column, `value`; a place in an element is `value ->> place`. */
  elementsOf(array: SqlPiece<unknown>): SqlPiece<unknown>;
  /** An aggregate: JSON text of a list that has a list of these values for each row; null or `[]` without any. */
  listOfLists(values: readonly SqlPiece<unknown>[]): SqlPiece<unknown>;
  /** An aggregate: the texts with commas between; null without any. */
  joined(text: SqlPiece<unknown>): SqlPiece<unknown>;
  /** The JSON with this text at the path, which it has already. */
  withText(json: SqlPiece<unknown>, path: readonly string[], text: SqlPiece<unknown>): SqlPiece<unknown>;
  /** The JSON object with the members of another for whose `key` the condition holds; those hold objects. */
  withMembers(json: SqlPiece<unknown>, from: SqlPiece<unknown>, where: SqlPiece<boolean>): SqlPiece<unknown>;
  /** Ends a SELECT of one row that must stay as it is until the transaction ends. */
  readonly held: SqlPiece<unknown>;
  /** How documents are searched. */
  readonly search: SearchSql;
  /** A row as the port has it. */
  fromSql<Table extends TableName>(table: Table, row: SqlRow): Row<Table>;
  readonly feedStart: Cursor;
  feedHead(org: string): SqlPiece<{ readonly cursor: Cursor }>;
  feedAfter(org: string, after: Cursor, upto: Cursor, limit: number): SqlPiece<FeedEntry>;
  /** Tells the planner how large freshly filled tables are, where it does not see by itself. */
  readonly analyze: ((tables: readonly string[]) => SqlPiece<unknown>) | undefined;
}

export function compile(dialect: Dialect, query: SqlPiece<unknown>): Statement {
  const { sql, parameters } = query.compile(dialect.placeholder);
  return { sql, parameters: parameters as readonly SqlValue[] };
}

/** Compiles SQL once per shape; a shape names everything that the text depends on. */
export function createCompileCache(dialect: Dialect) {
  const texts = new Map<string, string>();
  return (shape: string, build: () => SqlPiece<unknown>): string => {
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
  rows<Result>(query: SqlPiece<Result>): Promise<readonly Result[]>;
  /** Answers how many rows it changed. */
  run(query: SqlPiece<unknown>): Promise<number>;
}

/** The names as a list of columns. */
export function joinColumns(columns: readonly string[]): SqlPiece<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}
