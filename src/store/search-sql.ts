import { type RawBuilder, sql } from "kysely";
import type { CompareOp } from "../core/scim/filter/ast.ts";

export type Sql = RawBuilder<unknown>;

/**
 * The SQL of one database that searches in JSON. A JSON scalar is what `at` gives: SQL's own value in SQLite,
 * `jsonb` in PostgreSQL; null where there is nothing. Conditions may be null where a value is.
 */
export interface SearchSql {
  /** The JSON scalar at this place of a document. */
  at(json: Sql, path: readonly string[]): Sql;
  /** The JSON at this place, whatever it is. */
  jsonAt(json: Sql, path: readonly string[]): Sql;
  /** The elements of the list at this place, for FROM: `value` is a JSON scalar, or an object to look into. */
  elements(json: Sql, path: readonly string[], alias: string): Sql;
  /** Where an element stands in its list, to order by. */
  placeIn(alias: string): Sql;
  /** The JSON scalar that stands in the list at this place where an element stands in its own. */
  peer(json: Sql, path: readonly string[], alias: string): Sql;
  compareJson(scalar: Sql, op: CompareOp, wanted: string | number | boolean): Sql;
  compareText(text: Sql, op: CompareOp, wanted: string): Sql;
  compareNumber(number: Sql, op: CompareOp, wanted: number): Sql;
  /** True for a JSON scalar that is neither absent nor the empty text. */
  isFilled(scalar: Sql): Sql;
  /** A JSON scalar as what is sorted by: text, or a number; null for one of another type. */
  textKey(scalar: Sql): Sql;
  numberKey(scalar: Sql): Sql;
  booleanKey(scalar: Sql): Sql;
  /** Milliseconds since 1970, not below, as ISO 8601: `2026-01-31T12:00:00.000Z`. */
  isoTime(ms: Sql): Sql;
  /** Bytes of a JSON document, found out without reading it. */
  sizeOf(json: Sql): Sql;
  /** A text that is a parameter. */
  text(value: string): Sql;
}

/** Characters of a text that its place in a sorted list depends on; cursors carry them. */
export const SORTED_LENGTH = sql.lit(500);

const ORDERS: Readonly<Record<"eq" | "gt" | "ge" | "lt" | "le", Sql>> = {
  eq: sql`=`,
  gt: sql`>`,
  ge: sql`>=`,
  lt: sql`<`,
  le: sql`<=`,
};

/** The operator of an order or of equality; `ne` is the negation of `eq`, and the others work on text alone. */
export function orderOperator(op: CompareOp): Sql {
  return op === "ne" || op === "co" || op === "sw" || op === "ew" ? ORDERS.eq : ORDERS[op];
}

/** How many characters (code points) a text has, as databases count them. */
export function lengthOf(text: string): number {
  return [...text].length;
}
