/** The tables whose rows are recorded once for each version, however often they are read. */
export const VERSIONED = ["object", "link"] as const;
export type VersionedTable = (typeof VERSIONED)[number];

/** True for a table whose rows have a version that grows with every change. */
export function isVersioned(table: string): table is VersionedTable {
  return table === "object" || table === "link";
}

/**
 * A line of a recording, in the order in which planning read.
 *
 * - `row`: a row of a versioned table. Answers name such rows by their place among these lines, from 0.
 * - `answer`: the answer to one question, which is the name of a method with its arguments; left out for `undefined`.
 * - `answers`: the answers to the same question about many values: of each value, the rows with this value in `column`.
 */
export type RecordedLine =
  | { readonly kind: "row"; readonly table: VersionedTable; readonly row: object }
  | { readonly kind: "answer"; readonly to: Question; readonly answer?: unknown }
  | {
      readonly kind: "answers";
      readonly to: Question;
      readonly column: string;
      readonly values: readonly unknown[];
      readonly rows: readonly unknown[];
    };

/** The name of a method and its arguments. */
export type Question = readonly [method: string, ...args: readonly unknown[]];
