import type { BoundFilter } from "../../../core/scim/filter/bind.ts";
import { lookupKeys } from "../../../core/scim/index/lookup.ts";

/** Which elements of an attribute have to be read to judge a filter: those with these values, or all. */
export type Needed = ReadonlySet<string> | "all";

const NONE: Needed = new Set();
/** Above this many values, reading all is cheaper than asking for each. */
const VALUES_MAX = 50;

/**
 * What a filter has to know of an attribute that is stored apart. `members eq "…"` needs that one membership,
 * not the 100 000 others: which elements with other values there are changes nothing.
 */
export function neededElements(filter: BoundFilter, attribute: string): Needed {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.reduce<Needed>(
        (needed, part) => union(needed, neededElements(part, attribute)),
        NONE,
      );
    case "not":
      return neededElements(filter.filter, attribute);
    case "compare": {
      if (filter.target.attribute.name !== attribute) return NONE;
      const isValue = filter.op === "eq" && filter.target.sub?.name === "value";
      return isValue ? new Set([String(filter.value)]) : "all";
    }
    case "present":
      return filter.target.attribute.name === attribute ? "all" : NONE;
    case "element": {
      if (filter.target.attribute.name !== attribute) return NONE;
      const keys = lookupKeys(filter.filter);
      return keys === undefined ? "all" : new Set(keys.map(({ value }) => value));
    }
    case "nothing":
      return NONE;
  }
}

function union(left: Needed, right: Needed): Needed {
  if (left === "all" || right === "all" || left.size + right.size > VALUES_MAX) return "all";
  return new Set([...left, ...right]);
}
