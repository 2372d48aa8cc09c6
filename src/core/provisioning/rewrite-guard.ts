import type { Decision } from "./decision.ts";
import { limitToMost } from "./guard.ts";
import { createReason, type Reason } from "./reason.ts";
import type { Settings } from "./settings.ts";

/** The attributes whose rewriting is counted: by path, or all of them. */
export type CountedPaths = ReadonlySet<string> | "all";

/** The numbers that the guard against mass rewrites compares, for one attribute of users' accounts. */
export interface RewriteFacts {
  readonly path: string;
  /** Accounts of users in scope before this plan. */
  readonly linked: number;
  /** Accounts in which the attribute was rewritten already within the window. */
  readonly recent: number;
  /** Accounts in which this plan rewrites it, without those that a person approved. */
  readonly planned: number;
}

/** How many accounts may get another value of one attribute within the window. */
export function computeRewriteLimit(linked: number, settings: Settings): number {
  const smaller = Math.min(Math.floor(linked * settings.rewriteShareMax), settings.rewriteCountMax);
  return limitToMost(Math.max(settings.rewriteFloor, smaller), linked);
}

/**
 * Returns the reason to hold all of a plan's rewrites of this attribute, or undefined within the limit. The reason names
 * the limit and not the number, so that it is the same for the first and the last account that is held.
 */
export function holdRewrites(facts: RewriteFacts, settings: Settings): Reason | undefined {
  const limit = computeRewriteLimit(facts.linked, settings);
  if (facts.planned === 0 || facts.recent + facts.planned <= limit) return undefined;
  return createReason("hold.mass-rewrite", {
    path: facts.path,
    limit,
    base: facts.linked,
    hours: settings.deletionWindowHours,
  });
}

/**
 * The counted attributes that a decision gives another value. A first value rewrites nothing. Removals of
 * access are not counted here, because they do not wait: the deprovisioning guard limits them.
 */
export function listRewritten(
  { verb, changes }: Pick<Decision, "verb" | "changes">,
  counted: CountedPaths,
): readonly string[] {
  if (verb !== "update") return [];
  const isCounted = (path: string) => counted === "all" || counted.has(path);
  const paths = changes.filter(({ path, from }) => from !== null && isCounted(path)).map(({ path }) => path);
  return [...new Set(paths)];
}
