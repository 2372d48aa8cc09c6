import { type BoundFilter, leafOf } from "../filter/bind.ts";
import { hasKeys } from "../schema.ts";

/** A key to look candidates up by; `value` is folded as `foldKey` does. */
export interface Lookup {
  readonly path: string;
  readonly value: string;
  /** True when at most one object has the key. */
  readonly isUnique: boolean;
}

/** How the index serves a filter. */
export interface LookupPlan {
  /** Every match has one of these keys; without keys, nothing can match. */
  readonly keys: readonly Lookup[];
  /** True when every object that has the key matches, so that the filter need not be evaluated. */
  readonly isExact: boolean;
}

/**
 * Plans how to find the matches of a filter in the index. Undefined when the filter implies no keys and the caller has
 * to scan. Ids are looked up in any letter case and compared exactly, so a look-up by id is never exact.
 */
export function planLookup(filter: BoundFilter): LookupPlan | undefined {
  const keys = findLookupKeys(filter);
  if (keys === undefined) return undefined;
  return { keys, isExact: filter.kind === "compare" && filter.target.path !== "id" };
}

/**
 * Keys whose holders, taken together, contain every match of the filter; the caller still evaluates the whole
 * filter on each candidate. Undefined when no such keys follow from it and the caller has to scan; empty when
 * nothing can match.
 *
 * They come from `eq` on attributes that are `indexed` or unique: `id`, `externalId`, `members.value` among them.
 */
export function findLookupKeys(filter: BoundFilter): readonly Lookup[] | undefined {
  return plan(filter)?.keys;
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
  const isUnique = leaf.uniqueness !== "none";
  const key = { path: filter.target.path, value: String(filter.value), isUnique };
  return { keys: [key], cost: isUnique ? COST_UNIQUE : COST_SHARED };
}

function distinct(keys: readonly Lookup[]): readonly Lookup[] {
  return [...new Map(keys.map((key) => [`${key.path} ${key.value}`, key])).values()];
}
