import { numberOf, textOf, type Value } from "../value.ts";
import { type DateRange, findKindOfTexts, isSortable, printEnds, readPrefix } from "./date-range.ts";
import { compareValues, isOrdered, orderOf } from "./evaluate.ts";
import type { Operator } from "./expression.ts";
import { ANY, createOne, type Extent } from "./extent.ts";

/** The results that a comparison can have for the values of both sides. */
export function compareExtents(operator: Operator, left: Extent, right: Extent): Extent {
  if (left.kind === "one" && right.kind === "one")
    return createOne(compareValues(operator, left.value, right.value));
  if (isAbsent(left) || isAbsent(right)) return createOne(false);
  const orders =
    right.kind === "one"
      ? ordersOf(left, right.value, operator)
      : left.kind === "one"
        ? ordersOf(right, left.value, operator)?.map((order) => 0 - order)
        : undefined;
  const results = new Set(orders?.map((order) => isOrdered(operator, order)));
  const [result] = results;
  return results.size === 1 && result !== undefined ? createOne(result) : ANY;
}

function isAbsent(extent: Extent): boolean {
  return extent.kind === "one" && textOf(extent.value) === null;
}

/** The orders of the values of an extent against another value; undefined if they are not known. */
function ordersOf(extent: Extent, other: Value, operator: Operator): readonly number[] | undefined {
  switch (extent.kind) {
    case "numbers": {
      const number = numberOf(other);
      if (number === undefined) return undefined;
      return ordersBetween(orderOf(extent.low, number), orderOf(extent.high, number));
    }
    case "dates":
      return ordersOfDates(extent.range, other, operator);
    case "one":
    case "any":
      return undefined;
  }
}

function ordersOfDates(range: DateRange, other: Value, operator: Operator): readonly number[] | undefined {
  const texts = findKindOfTexts(range.pieces);
  if (texts === "either") return undefined;
  const [low, high] = printEnds(range);
  const number = numberOf(other);
  const isByNumber = (operator !== "=" && operator !== "<>") || typeof other === "number";
  if (texts === "numbers" && number !== undefined && isByNumber)
    return ordersBetween(orderOf(Number(low), number), orderOf(Number(high), number));
  const text = textOf(other) ?? "";
  if (isSortable(range.pieces)) return ordersBetween(orderOf(low, text), orderOf(high, text));
  const prefix = readPrefix(range);
  // All texts of the range differ from the other text at the same place.
  if (!text.startsWith(prefix) && !prefix.startsWith(text)) return [orderOf(prefix, text)];
  return undefined;
}

/** All orders between those of both ends, because the values in between stand between them. */
function ordersBetween(low: number, high: number): readonly number[] {
  return [-1, 0, 1].filter((order) => order >= low && order <= high);
}
