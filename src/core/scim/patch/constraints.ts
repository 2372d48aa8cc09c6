import type { JsonObject } from "../../json.ts";
import type { BoundFilter } from "../filter/bind.ts";

/**
 * The sub-attributes that an element must have to satisfy the filter, when the filter says so outright: only `eq`,
 * joined by `and`. Undefined for any other filter.
 */
export function constraintsOf(filter: BoundFilter): JsonObject | undefined {
  if (filter.kind === "compare") {
    const { sub } = filter.target;
    return filter.op === "eq" && sub !== undefined ? { [sub.name]: filter.literal } : undefined;
  }
  if (filter.kind !== "and") return undefined;
  const merged = new Map<string, string | number | boolean>();
  for (const part of filter.filters) {
    const constraints = constraintsOf(part);
    if (constraints === undefined) return undefined;
    for (const [name, value] of Object.entries(constraints)) {
      if (merged.has(name) && merged.get(name) !== value) return undefined;
      merged.set(name, value as string | number | boolean);
    }
  }
  return Object.fromEntries(merged);
}

/** The values that a filter on a relationship names, when it is `value eq` or several joined by `or`. */
export function valuesNamedBy(filter: BoundFilter): readonly string[] | undefined {
  if (filter.kind === "or") {
    const parts = filter.filters.map(valuesNamedBy);
    return parts.includes(undefined) ? undefined : parts.flatMap((values) => values ?? []);
  }
  const value = filter.kind === "compare" ? constraintsOf(filter)?.["value"] : undefined;
  return typeof value === "string" ? [value] : undefined;
}
