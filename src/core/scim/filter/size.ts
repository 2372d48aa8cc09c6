import type { BoundFilter } from "./bind.ts";

/** Returns the number of parts of a filter, which is how often it looks at a value at most. */
export function countParts(filter: BoundFilter): number {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.reduce((size, part) => size + countParts(part), 1);
    case "not":
    case "element":
      return 1 + countParts(filter.filter);
    default:
      return 1;
  }
}
