import { ScimError } from "../error.ts";
import type { Filter } from "../filter/ast.ts";
import type { BoundFilter } from "../filter/bind.ts";
import type { FilterToken } from "../filter/lex.ts";

/**
 * 400 invalidFilter for an empty text in the filter of a path, unless it is compared by `eq`: `members[value sw ""]`
 * selects every element, and a client whose variable was empty did not mean that. For all elements, the path has no
 * filter; for those with a value, there is `pr`.
 */
export function refuseEmptyOperand(filter: BoundFilter, path: string): void {
  if (!selectsByEmptyText(filter, false)) return;
  throw new ScimError(
    "invalidFilter",
    `The filter in the path "${path.slice(0, 200)}" compares with an empty text, which would select all elements.`,
  );
}

function selectsByEmptyText(filter: BoundFilter, isNegated: boolean): boolean {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.some((part) => selectsByEmptyText(part, isNegated));
    case "not":
      return selectsByEmptyText(filter.filter, !isNegated);
    case "element":
      return selectsByEmptyText(filter.filter, isNegated);
    case "compare":
      return (filter.literal === "" || filter.value === "") && (isNegated || filter.op !== "eq");
    case "present":
    case "nothing":
      return false;
  }
}

/**
 * 400 invalidFilter for `ne null`, and for `not (… eq null)`, in the filter of a path, with the position. It selects
 * every element that has the part, `members[value ne null]` all of them, and a client whose variable was empty writes
 * the same. A client that intends this writes `pr`, which says so.
 */
export function refuseNullOperand(filter: Filter, tokens: readonly FilterToken[]): void {
  if (!selectsByNull(filter, false)) return;
  const literal = tokens.find((token) => token.kind === "word" && token.text === "null");
  throw new ScimError(
    "invalidFilter",
    `The filter in the path compares with null at position ${literal?.at ?? 0}, which would select all elements. For those that have a value, use "pr".`,
  );
}

function selectsByNull(filter: Filter, isNegated: boolean): boolean {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.some((part) => selectsByNull(part, isNegated));
    case "not":
      return selectsByNull(filter.filter, !isNegated);
    case "valuePath":
      return selectsByNull(filter.filter, isNegated);
    case "compare":
      return filter.value === null && (filter.op === "ne") !== isNegated;
    case "present":
      return false;
  }
}
