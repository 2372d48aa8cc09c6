import type { SqlRow } from "./columns.ts";
import type { Statement } from "./dialect.ts";

/** Runs one reading statement and answers its rows. */
export type Query = (statement: Statement) => Promise<readonly SqlRow[]>;

/** The two ways to run a reading statement; `lists` answers each row as the list of its values, which costs less. */
export interface Reader {
  readonly query: Query;
  readonly lists: (statement: Statement) => Promise<readonly (readonly unknown[])[]>;
}
