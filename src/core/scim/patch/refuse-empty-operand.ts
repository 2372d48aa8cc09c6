import { ScimError } from "../error.ts";
import type { BoundFilter } from "../filter/bind.ts";

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
