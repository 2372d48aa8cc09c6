import type { Write } from "../ports/store.ts";
import { PRIMARY_KEY, type TableName } from "../ports/tables.ts";

/** A row as a store holds it; undefined without one. */
export type HeldRow = Readonly<Record<string, unknown>> | undefined;

/** The row after the write, or the reason of a conflict. */
export function applyWrite(
  write: Exclude<Write, { readonly op: "requireNone" }>,
  held: HeldRow,
): HeldRow | "exists" | "stale" {
  switch (write.op) {
    case "insert":
      return held === undefined ? { ...write.row } : "exists";
    case "ensure":
      return held ?? { ...write.row };
    case "upsert":
      return { ...write.row };
    case "update":
      return isSameRow(held, write.expect ?? {}) ? { ...held, ...write.set } : "stale";
    case "delete":
      return write.expect === undefined || isSameRow(held, write.expect) ? undefined : "stale";
    case "require":
      if (write.expect === "absent") return held === undefined ? held : "stale";
      return isSameRow(held, write.expect) ? held : "stale";
  }
}

/** The columns of the row that make up its key. */
export function readRowKey(table: TableName, row: object): object {
  return Object.fromEntries(PRIMARY_KEY[table].map((column) => [column, Reflect.get(row, column)]));
}

/** True if the row is there and has these values. */
export function isSameRow(held: HeldRow, expected: object): boolean {
  if (held === undefined) return false;
  return Object.entries(expected).every(([column, value]) => held[column] === value);
}

/** The values of the columns that make up the key of the row. */
export function listKeyValues(table: TableName, row: object): readonly unknown[] {
  return PRIMARY_KEY[table].map((column) => Reflect.get(row, column));
}

/** Numbers by size and texts bytewise, as the store orders keys. The second may be the beginning of a key. */
export function compareKeys(left: readonly unknown[], right: readonly unknown[]): number {
  for (const [at, other] of right.entries()) {
    const value = left[at];
    if (value === other) continue;
    if (typeof value === "number" && typeof other === "number") return value - other;
    return String(value) < String(other) ? -1 : 1;
  }
  return 0;
}
