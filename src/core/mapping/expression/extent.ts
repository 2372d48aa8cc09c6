import type { Value } from "../value.ts";
import { type DateRange, isOneText, printEnds } from "./date-range.ts";

/**
 * The values that an expression can have while time passes: one, the texts of a range of dates, the numbers between two,
 * or any. An extent may be larger than the set of the values, never smaller.
 */
export type Extent =
  | { readonly kind: "one"; readonly value: Value }
  | { readonly kind: "dates"; readonly range: DateRange }
  | { readonly kind: "numbers"; readonly low: number; readonly high: number }
  | { readonly kind: "any" };

export const ANY: Extent = { kind: "any" };

export function createOne(value: Value): Extent {
  return { kind: "one", value };
}

/** The texts of a range of dates; one value if all are the same. */
export function createDates(range: DateRange): Extent {
  return isOneText(range) ? createOne(printEnds(range)[0]) : { kind: "dates", range };
}

/** The whole numbers between two; one value if they are the same. */
export function createNumbers(low: number, high: number): Extent {
  return low === high ? createOne(low) : { kind: "numbers", low, high };
}

/** The values of either extent. */
export function joinExtents(left: Extent, right: Extent): Extent {
  if (left.kind === "one" && right.kind === "one" && isSameValue(left.value, right.value)) return left;
  return ANY;
}

function isSameValue(left: Value, right: Value): boolean {
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
