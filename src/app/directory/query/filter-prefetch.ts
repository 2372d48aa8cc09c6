import type { BoundFilter } from "../../../core/scim/filter/bind.ts";
import { findLookupKeys } from "../../../core/scim/index/lookup.ts";

/** Which elements of a relationship a filter has to see: those with these values, or all. */
export type Needed = ReadonlySet<string> | "all";

const NOTHING_NEEDED: Needed = new Set();
/** Above this many values, reading all elements is cheaper than looking up each. */
const VALUES_MAX = 50;

/**
 * Works out which elements of a relationship a filter depends on. `members eq "…"` depends on that one membership;
 * the 100 000 others cannot change its result.
 */
export function findNeededElements(filter: BoundFilter, relationship: string): Needed {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.reduce<Needed>(
        (needed, part) => union(needed, findNeededElements(part, relationship)),
        NOTHING_NEEDED,
      );
    case "not":
      return findNeededElements(filter.filter, relationship);
    case "compare": {
      if (filter.target.attribute.name !== relationship) return NOTHING_NEEDED;
      const isValue = filter.op === "eq" && filter.target.sub?.name === "value";
      return isValue ? new Set([String(filter.value)]) : "all";
    }
    case "present":
      return filter.target.attribute.name === relationship ? "all" : NOTHING_NEEDED;
    case "element": {
      if (filter.target.attribute.name !== relationship) return NOTHING_NEEDED;
      const keys = findLookupKeys(filter.filter);
      return keys === undefined ? "all" : new Set(keys.map(({ value }) => value));
    }
    case "nothing":
      return NOTHING_NEEDED;
  }
}

/** True when at least one element has to be read. */
export function isNeeded(needed: Needed): boolean {
  return needed === "all" || needed.size > 0;
}

function union(left: Needed, right: Needed): Needed {
  if (left === "all" || right === "all" || left.size + right.size > VALUES_MAX) return "all";
  return new Set([...left, ...right]);
}
