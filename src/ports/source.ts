import type { PersonColumn } from "../core/directory/person.ts";

/** One person of a snapshot. Values are trimmed; an empty one is `undefined`. */
export interface PersonRow {
  /** Where the row begins in its file, counted from 1. */
  readonly line: number;
  /** Names the person within the source, for good: `objectId`, or else `userPrincipalName`. */
  readonly key: string;
  readonly userName: string;
  /** `accountEnabled`, where present, is "true" or "false", whatever spelling the file has. */
  readonly values: Readonly<Record<PersonColumn, string | undefined>>;
  /** The manager's `key` or `userPrincipalName`, not resolved. */
  readonly manager: string | undefined;
}

/** One membership of a snapshot; without a `member`, the row declares a group without a member. */
export interface MemberRow {
  readonly line: number;
  readonly group: string;
  /** A user by `userPrincipalName` or key, a group by its name; not resolved. */
  readonly member: { readonly kind: "user" | "group"; readonly name: string } | undefined;
}

/**
 * Why a snapshot is refused. The first fourteen are found while reading; the last four only after all rows.
 * `params` of each, beside `column` (the column's name) where there is one:
 *
 * - `unknown-column` {column, columns, known, suggestion?}: the first one, and all of them; `missing-column` {column, columns}: the columns that the file has; `duplicate-column` {column}
 * - `nameless-column` {}: a row has a value where the header has no name
 * - `truncated-row` {expected, found}: fewer or more fields than the header has
 * - `bad-quote` {}: a quote opened and never closed (also: a file cut inside a record), or one inside a field
 * - `encoding` {expected, found}: found is "UTF-16" or "other"
 * - `workbook` {}: the file of a spreadsheet program; `empty-file` {}; `bad-value` {column, value, allowed}; `missing-value` {column}
 * - `spreadsheet-error`, `rounded-number` {column, value}: a cell that a spreadsheet damaged
 * - `too-long` {column?, limit}: a field, in characters; without `column` a whole line, in bytes
 */
export type InputProblemCode =
  | "import.unknown-column"
  | "import.missing-column"
  | "import.duplicate-column"
  | "import.nameless-column"
  | "import.truncated-row"
  | "import.bad-quote"
  | "import.encoding"
  | "import.workbook"
  | "import.empty-file"
  | "import.bad-value"
  | "import.bad-text"
  | "import.missing-value"
  | "import.spreadsheet-error"
  | "import.rounded-number"
  | "import.too-long"
  | "import.duplicate-user"
  | "import.duplicate-key"
  | "import.unknown-member"
  | "import.unknown-manager";

/** Why a file is refused, and where: enough to open it and put it right. */
export interface InputProblem {
  readonly code: InputProblemCode;
  /** As the caller named it. */
  readonly file: string;
  /** Where the row begins, counted from 1; line breaks inside quotes count. */
  readonly line: number;
  /** Position of the field in its row, counted from 1, as a spreadsheet counts; not a character offset. */
  readonly column: number | undefined;
  readonly params: Readonly<Record<string, string | number>>;
}

export type SourceEvent<Row> =
  | { readonly kind: "rows"; readonly rows: readonly Row[] }
  /** Names of columns that are left out, as the file has them; before any row. */
  | { readonly kind: "ignored"; readonly columns: readonly string[] }
  | { readonly kind: "problem"; readonly problem: InputProblem };

/**
 * A snapshot read once, in batches of up to `BATCH_ROWS_MAX` rows, in the file's order. A problem is the last
 * event: rows before it in the file may or may not have come, and none of them counts (all or nothing).
 * Reading throws only where the bytes themselves cannot be had (a disk, a connection).
 */
export type Rows<Row> = AsyncIterable<SourceEvent<Row>>;

export const BATCH_ROWS_MAX = 500;
