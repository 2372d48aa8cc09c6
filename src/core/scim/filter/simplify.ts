import { type BoundFilter, type FilterTarget, leafOf } from "./bind.ts";
import { compareValue } from "./evaluate.ts";

/** A filter, or what it always comes to. */
export type Simplified = BoundFilter | "all" | "none";

/**
 * The filter with what its type alone decides worked out: `meta.resourceType`, and attributes that the type lacks.
 * So a query over all types need not look at those that cannot match (RFC 7644 §3.4.2.1).
 */
export function simplify(filter: BoundFilter): Simplified {
  switch (filter.kind) {
    case "nothing":
      return "none";
    case "not":
      return negate(simplify(filter.filter));
    case "and":
      return join("and", filter.filters.map(simplify), "none", "all");
    case "or":
      return join("or", filter.filters.map(simplify), "all", "none");
    case "compare":
      return isResourceType(filter.target) ? decide(filter) : filter;
    case "present":
      return isResourceType(filter.target) ? "all" : filter;
    case "element":
      return filter;
  }
}

function isResourceType({ place, sub }: FilterTarget): boolean {
  return place === "common" && sub?.name === "resourceType";
}

function decide({ target, op, value }: BoundFilter & { readonly kind: "compare" }): "all" | "none" {
  return compareValue(leafOf(target), target.type.name, op, value) ? "all" : "none";
}

function negate(filter: Simplified): Simplified {
  if (filter === "all") return "none";
  return filter === "none" ? "all" : { kind: "not", filter };
}

/** `deciding` decides the whole, `neutral` adds nothing. */
function join(
  kind: "and" | "or",
  parts: readonly Simplified[],
  deciding: "all" | "none",
  neutral: "all" | "none",
): Simplified {
  if (parts.includes(deciding)) return deciding;
  const filters = parts.filter((part) => part !== "all" && part !== "none");
  const [only] = filters;
  if (only === undefined) return neutral;
  return filters.length === 1 ? only : { kind, filters };
}
