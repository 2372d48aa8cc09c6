import { createReason, type Reason } from "./reason.ts";

/** The facts about an application that decide whether a person should look at it. */
export interface AttentionFacts {
  readonly state: "waiting" | "on" | "off" | "quarantine";
  /** Kinds of operations that rest after too many failures. */
  readonly resting: number;
  /** How the last cycle that has ended did so; undefined before the first. */
  readonly lastEnded: "closed" | "cancelled" | "interrupted" | "failed" | undefined;
  readonly held: number;
  readonly failed: number;
  readonly parked: number;
}

/** A reason to look at an application; the smaller the rank, the sooner. */
interface Attention {
  readonly rank: number;
  readonly reason: Reason;
}

/** The reasons why a person should look at an application, the most urgent first; empty for an application that runs well. */
export function findAttention(facts: AttentionFacts): readonly Attention[] {
  const { state, resting, lastEnded, held, failed, parked } = facts;
  const found: Attention[] = [];
  if (state === "quarantine") found.push({ rank: 1, reason: createReason("overview.quarantine") });
  if (resting > 0) found.push({ rank: 2, reason: createReason("overview.resting", { count: resting }) });
  if (held > 0) found.push({ rank: 3, reason: createReason("overview.held", { count: held }) });
  if (lastEnded === "failed" || lastEnded === "interrupted") {
    found.push({ rank: 4, reason: createReason(`overview.cycle-${lastEnded}`) });
  }
  if (parked > 0) found.push({ rank: 5, reason: createReason("overview.parked", { count: parked }) });
  if (failed > parked) {
    found.push({ rank: 6, reason: createReason("overview.failed", { count: failed - parked }) });
  }
  if (state === "waiting") found.push({ rank: 7, reason: createReason("overview.not-started") });
  if (state === "off") found.push({ rank: 8, reason: createReason("overview.off") });
  return found;
}

/** The rank of an application that needs no attention. */
export const NO_ATTENTION = 100;
