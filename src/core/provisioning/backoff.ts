import { hasCome } from "../has-come.ts";
import { type Fault, isAnswerOfTarget } from "./fault.ts";

const FIRST_MS = 60_000;
const LONGEST_MS = 6 * 3_600_000;
/** A target may request a longer delay (`Retry-After`), up to a day. */
const REQUESTED_MS_MAX = 24 * 3_600_000;

/** When to try an object again after this many failures in a row, in milliseconds from now. */
export function retryDelayMs(attempts: number, fault: Pick<Fault, "retryAfterMs"> | undefined): number {
  const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  return Math.max(doubled, Math.min(fault?.retryAfterMs ?? 0, REQUESTED_MS_MAX));
}

/** An object that waits for its next attempt. */
export interface RetriedObject {
  readonly attempts: number;
  readonly next_attempt: number;
  readonly fault: Pick<Fault, "retryAfterMs"> | null;
}

/** True when the next attempt at a waiting object may begin. */
export function isAttemptDue({ attempts, next_attempt, fault }: RetriedObject, now: number): boolean {
  return hasCome(next_attempt, now, retryDelayMs(attempts, fault ?? undefined));
}

/** The last failure of an object, and how many failures before it were equal to it. */
export interface FailureStreak {
  readonly fault: Fault | null;
  readonly equal_failures: number;
}

/**
 * When an object that failed is tried again. The first answer that leaves open what happened is looked into at once; where
 * it repeats, nothing is gained by hurry.
 */
export function nextAttemptAt(attempts: number, fault: Fault, now: number): number {
  return fault.kind === "unknown-outcome" && attempts <= 1 ? now : now + retryDelayMs(attempts, fault);
}

/** When the last attempt at an object failed. */
export function lastFailureAt({ attempts, next_attempt, fault }: RetriedObject & FailureStreak): number {
  return fault === null ? next_attempt : next_attempt - nextAttemptAt(attempts, fault, 0);
}

/**
 * Equal refusals in a row, this one included. 0 for a fault that may pass by itself, and for one that did not come from
 * the target: the page of a gateway says nothing about the object. A failure inside the target is about the object if the
 * target has carried out the same for others since the failure before (`isTargetWorking`).
 */
export function countEqualFailures(
  fault: Fault,
  before: FailureStreak | undefined,
  isTargetWorking: boolean,
): number {
  const isInner = isInnerFailure(fault);
  if (!(isInner || isRefusal(fault)) || !isAnswerOfTarget(fault)) return 0;
  const last = before?.fault ?? undefined;
  const isEqual = last !== undefined && isEqualFault(last, fault);
  const equal = isEqual ? (before?.equal_failures ?? 0) : 0;
  if (!isInner) return equal + 1;
  return isEqual && isTargetWorking ? Math.max(equal, 1) + 1 : equal;
}

/** True when the target refused the same thing for the same reason so often that another attempt is noise. */
export function isParked(equalFailures: number, parkAfter: number): boolean {
  return equalFailures > 0 && equalFailures >= parkAfter;
}

function isRefusal({ kind }: Fault): boolean {
  return kind === "invalid" || kind === "forbidden" || kind === "conflict" || kind === "already-exists";
}

/** An answer 500 or 501 comes from the target itself; 502 to 504 also from a gateway, or from one that is overloaded. */
function isInnerFailure({ kind, status = 0 }: Fault): boolean {
  const isFailure = kind === "unavailable" || kind === "unknown-outcome";
  return isFailure && status >= 500 && (status < 502 || status > 504);
}

/** True for the same answer. The detail is not compared: targets put dates and numbers of requests into it. */
export function isEqualFault(one: Fault, other: Fault): boolean {
  return (
    one.kind === other.kind &&
    one.code === other.code &&
    one.status === other.status &&
    one.params["scimType"] === other.params["scimType"]
  );
}
