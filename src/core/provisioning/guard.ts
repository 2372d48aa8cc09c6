import type { Decision } from "./decision.ts";
import { createReason, type Reason } from "./reason.ts";
import type { Settings } from "./settings.ts";

/** The numbers that the deprovisioning guard compares, for one type of object. */
export interface DeletionFacts {
  readonly type: "user" | "group";
  /** Accounts in scope before this plan. */
  readonly linked: number;
  /** Disabled and deleted already within the window, without what a person approved. */
  readonly recent: number;
  /** Disables and deletes that this plan wants, without those that a person approved. */
  readonly planned: number;
}

/**
 * How many accounts of a type may lose access in the window: the smaller of a share and a count, but never
 * less than the floor, so that small installations can still offboard.
 */
export function computeDeletionLimit(linked: number, settings: Settings): number {
  const smaller = Math.min(Math.floor(linked * settings.deletionShareMax), settings.deletionCountMax);
  return limitToMost(Math.max(settings.deletionFloor, smaller), linked);
}

/** Accounts in scope from which on no limit reaches all of them. */
const CAPPED_FROM = 20;
const CAP_SHARE = 0.9;

/** No setting switches a guard off: a limit never reaches more than nine tenths of the accounts, but for a handful of them. */
export function limitToMost(limit: number, linked: number): number {
  return linked < CAPPED_FROM ? limit : Math.min(limit, Math.floor(linked * CAP_SHARE));
}

/** Returns the reason to hold all of a plan's deprovisioning of this type, or undefined within the limit. */
export function holdDeletions(facts: DeletionFacts, settings: Settings): Reason | undefined {
  const limit = computeDeletionLimit(facts.linked, settings);
  const count = facts.recent + facts.planned;
  if (facts.planned === 0 || count <= limit) return undefined;
  return createReason("hold.deletion-threshold", {
    type: facts.type,
    count,
    limit,
    base: facts.linked,
    hours: settings.deletionWindowHours,
  });
}

/** True when the decision takes access away, so that the guard has to see it. */
export function isDeprovisioning(decision: Pick<Decision, "verb">): boolean {
  return decision.verb === "disable" || decision.verb === "delete";
}

/** The reason of a decision that a guard lets pass because a person approved it. */
const APPROVED = "guard.approved";
/** The reason of a deletion that ends a disabling which a person approved. */
const APPROVED_BEFORE = "guard.approved-before";

/**
 * Marks a decision that a person approved: it has been looked at, and does not count against later ones. `before` is the
 * time of the approval of an earlier decision that covers this one.
 */
export function markApproved(decision: Decision, before?: string): Decision {
  const { reasons } = decision;
  const why = before === undefined ? createReason(APPROVED) : createReason(APPROVED_BEFORE, { at: before });
  return { ...decision, reasons: [...reasons.slice(0, -1), why, ...reasons.slice(-1)] };
}

/** True for the reasons of a decision that a person approved. */
export function isApproved(reasons: readonly Reason[]): boolean {
  return reasons.some(({ code }) => code === APPROVED || code === APPROVED_BEFORE);
}

/** Puts a decision on hold. Its reasons and changes still show what it would have done. */
export function hold(decision: Decision, because: Reason): Decision {
  return { ...decision, verb: "hold", reasons: [...decision.reasons, because] };
}
