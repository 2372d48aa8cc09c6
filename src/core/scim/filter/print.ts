import type { Filter } from "./ast.ts";

/** The text of a filter, with no more parentheses than needed; parsing it gives the same filter. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case "and":
      return filter.filters.map(printFactor).join(" and ");
    case "or":
      return filter.filters
        .map((part) => (part.kind === "or" ? parenthesize(part) : printFilter(part)))
        .join(" or ");
    case "not":
      return `not ${parenthesize(filter.filter)}`;
    case "compare":
      return `${filter.path} ${filter.op} ${JSON.stringify(filter.value)}`;
    case "present":
      return `${filter.path} pr`;
    case "valuePath":
      return `${filter.path}[${printFilter(filter.filter)}]`;
  }
}

function printFactor(part: Filter): string {
  return part.kind === "and" || part.kind === "or" ? parenthesize(part) : printFilter(part);
}

function parenthesize(filter: Filter): string {
  return `(${printFilter(filter)})`;
}
