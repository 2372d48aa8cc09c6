import { type BoundFilter, leafOf } from "../filter/bind.ts";
import { hasKeys } from "./keys.ts";

/** A key to look candidates up by; `value` is folded as `foldKey` does. */
export type Lookup = { readonly path: string; readonly value: string };

/**
 * Keys whose holders, taken together, contain every match of the filter; the caller still evaluates the whole
 * filter on each candidate. Undefined when no such keys follow from it and the caller has to scan; empty when
 * nothing can match.
 *
 * They come from `eq` on attributes that are `indexed` or unique: `id`, `externalId`, `members.value` among them.
 */
export function lookupKeys(filter: BoundFilter): readonly Lookup[] | undefined {
  return plan(filter)?.keys;
}

/**
 * True when the one key that `lookupKeys` gives for the filter is all that it says: its holders match, and the
 * filter need not be evaluated. Not for ids, which are looked up in any letter case.
 */
export function isAllSaidBy({ path }: Lookup, filter: BoundFilter): boolean {
  return filter.kind === "compare" && filter.target.path === path && path !== "id";
}

/** `cost` orders alternatives: a unique key before one that many may share. */
type Plan = { readonly keys: readonly Lookup[]; readonly cost: number };

const COST_UNIQUE = 1;
const COST_SHARED = 10;

function plan(filter: BoundFilter): Plan | undefined {
  switch (filter.kind) {
    case "compare":
      return planCompare(filter);
    case "element":
      return plan(filter.filter);
    case "and": {
      const plans = filter.filters.flatMap((part) => plan(part) ?? []);
      return plans.sort((left, right) => left.cost - right.cost)[0];
    }
    case "or": {
      const plans = filter.filters.map(plan);
      if (plans.includes(undefined)) return undefined;
      const known = plans.flatMap((part) => part ?? []);
      return {
        keys: distinct(known.flatMap(({ keys }) => keys)),
        cost: known.reduce((sum, { cost }) => sum + cost, 0),
      };
    }
    case "nothing":
      return { keys: [], cost: 0 };
    default:
      return undefined;
  }
}

function planCompare(filter: BoundFilter & { readonly kind: "compare" }): Plan | undefined {
  const leaf = leafOf(filter.target);
  if (filter.op !== "eq" || !hasKeys(leaf)) return undefined;
  const cost = leaf.uniqueness === "none" ? COST_SHARED : COST_UNIQUE;
  return { keys: [{ path: filter.target.path, value: String(filter.value) }], cost };
}

function distinct(keys: readonly Lookup[]): readonly Lookup[] {
  return [...new Map(keys.map((key) => [`${key.path} ${key.value}`, key])).values()];
}
