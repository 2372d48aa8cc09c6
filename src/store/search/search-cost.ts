import { type BoundFilter, leafOf } from "../../core/scim/filter/bind.ts";

/**
 * How long a filter takes for a byte of a document, as multiples of one comparison. A search within a text compares at
 * every place of it, and as far as the two agree: the longer the text that is searched for, the longer it may take. The
 * numbers were measured with SQLite and `title co "aaa…b"`.
 */
export function countWork(filter: BoundFilter | undefined): number {
  switch (filter?.kind) {
    case undefined:
      return 0;
    case "and":
    case "or":
      return filter.filters.reduce((sum, part) => sum + countWork(part), 1);
    case "not":
    case "element":
      return 1 + countWork(filter.filter);
    case "compare": {
      if (filter.op !== "co") return 1;
      const { length } = String(filter.value);
      return 1 + Math.min(length, 64) / 24 + length / 150;
    }
    case "present":
      return 1 + (leafOf(filter.target).subAttributes?.length ?? 0);
    case "nothing":
      return 1;
  }
}

/** How a filter is put together from parts that can be answered one after the other; `whole` for one without parts. */
export type FilterParts =
  | { readonly kind: "and" | "or"; readonly parts: readonly BoundFilter[] }
  | { readonly kind: "not"; readonly part: BoundFilter }
  | { readonly kind: "whole" };

/** Takes a filter apart by one level. An element that satisfies one of several conditions may be looked for by each. */
export function splitFilter(filter: BoundFilter): FilterParts {
  switch (filter.kind) {
    case "and":
    case "or":
      return { kind: filter.kind, parts: filter.filters };
    case "not":
      return { kind: "not", part: filter.filter };
    case "element": {
      const { target, filter: inner } = filter;
      if (inner.kind !== "or") return { kind: "whole" };
      return { kind: "or", parts: inner.filters.map((part) => ({ kind: "element", target, filter: part })) };
    }
    default:
      return { kind: "whole" };
  }
}
