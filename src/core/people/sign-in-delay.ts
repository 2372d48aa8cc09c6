/**
 * Failed attempts to sign in, in a row. Attempts that were refused because of a delay do not count, so a delay never
 * becomes longer while it lasts, and a person who waits can always try again.
 */
export interface Attempts {
  readonly failures: number;
  /** The next attempt is refused until then. */
  readonly until: number;
  /** The failures count until then. */
  readonly forgotten: number;
}

/** How failures of one kind of subject turn into delays. */
export interface DelayRule {
  /** This many failures in a row have no delay. */
  readonly free: number;
  /** The first delay; each further failure doubles it. */
  readonly firstMs: number;
}

/** An account and an address that was never refused before. */
export const NO_ATTEMPTS: Attempts = { failures: 0, until: 0, forgotten: 0 };

/** Mistyped passwords are common, and three of them cost nothing. */
export const ACCOUNT_RULE: DelayRule = { free: 3, firstMs: 2_000 };
/** Many people may share the address of an office, so an address has more free failures than an account. */
export const ADDRESS_RULE: DelayRule = { free: 20, firstMs: 2_000 };

/** No delay is longer: a person is never locked out for good. */
export const DELAY_MS_MAX = 15 * 60_000;
/** Failures are forgotten this long after the last one. */
export const FORGET_MS = 24 * 3_600_000;

/** How long the next attempt has to wait, in milliseconds; 0 if it may be made now. */
export function waitOf({ until }: Attempts, now: number): number {
  // A time further ahead than the longest delay was written before the clock was set back.
  const left = until - now;
  return left > 0 && left <= DELAY_MS_MAX ? left : 0;
}

/**
 * The state after one more attempt, counted as failed before its password is checked: of several attempts at the same
 * moment, each is counted before it learns anything. A right password clears the count.
 */
export function countAttempt(before: Attempts, rule: DelayRule, now: number): Attempts {
  const isForgotten = before.forgotten <= now || before.forgotten - now > FORGET_MS;
  const failures = (isForgotten ? 0 : before.failures) + 1;
  return { failures, until: now + delayAfter(failures, rule), forgotten: now + FORGET_MS };
}

/**
 * The state after a right password has given its own attempt back; undefined when no failure is left. `before` is the
 * state that the attempt found, if nothing was counted since. Otherwise other attempts were, and only one failure goes:
 * of many people who sign in at the same moment from one address, none leaves a failure behind.
 */
export function takeBack(
  counted: Attempts,
  rule: DelayRule,
  before: Attempts | undefined,
): Attempts | undefined {
  const failures = counted.failures - 1;
  if (failures <= 0) return undefined;
  if (before !== undefined) return before;
  return { ...counted, failures, until: failures <= rule.free ? 0 : counted.until };
}

function delayAfter(failures: number, { free, firstMs }: DelayRule): number {
  if (failures <= free) return 0;
  // The exponent is bounded, because a power of two beyond 2^1023 is infinite and would only be cut by the maximum.
  return Math.min(DELAY_MS_MAX, firstMs * 2 ** Math.min(30, failures - free - 1));
}
