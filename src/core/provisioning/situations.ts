import type { Reason } from "./reason.ts";

/** How an object of the directory and the accounts of a target stand to each other. `docs/matching.md` has the table. */
export type Situation =
  | "confirmed"
  | "found"
  | "absent"
  | "ambiguous"
  | "missing"
  | "source-missing"
  | "unqualified"
  | "unassigned"
  | "collision";

/** The parts of a decision that show the situation. */
export interface SituationFacts {
  readonly isLinked: boolean;
  /** True if the link is void, because its account is not in the target. */
  readonly isLinkVoid: boolean;
  readonly isInScope: boolean;
  readonly reasons: readonly Pick<Reason, "code">[];
}

const COLLISIONS: ReadonlySet<string> = new Set([
  "hold.duplicate-source",
  "hold.account-of-leaver",
  "hold.account-of-former",
  "hold.former-name-taken",
  "hold.former-name-of-other",
  "pending.owner-leaving",
  "match.name-given-up",
  "adopt.approved",
]);
const BY_MATCH: readonly (readonly [Situation, readonly string[]])[] = [
  ["ambiguous", ["match.several", "match.several-together"]],
  ["found", ["match.found", "match.found-together"]],
  ["absent", ["match.none", "match.none-together"]],
];

/**
 * The situation that a decision was made in; undefined where no account was looked for, because the object is out of
 * scope or cannot be mapped. `unassigned` is a situation of accounts alone: a comparison finds it.
 */
export function findSituation(facts: SituationFacts): Situation | undefined {
  const codes = new Set(facts.reasons.map(({ code }) => code));
  if ([...codes].some((code) => COLLISIONS.has(code))) return "collision";
  if (facts.isLinkVoid) return "missing";
  if (facts.isLinked) {
    if (codes.has("scope.gone")) return "source-missing";
    return facts.isInScope ? "confirmed" : "unqualified";
  }
  if (codes.has("scope.gone")) return undefined;
  return BY_MATCH.find(([, any]) => any.some((code) => codes.has(code)))?.[0];
}
