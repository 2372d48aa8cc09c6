const DAY_MS = 24 * 3_600_000;
/** The hour of the day, in UTC, from which on the digest of the day is sent. */
const DIGEST_HOUR = 6;
/** Days before its end at which a token is announced. */
const ANNOUNCED_DAYS = [60, 30, 7, 1] as const;
const LISTED_DAYS = 60;

/** The day, as `2026-11-30`, whose digest may be sent; undefined before its hour. */
export function digestDay(now: number): string | undefined {
  const date = new Date(now);
  return date.getUTCHours() < DIGEST_HOUR ? undefined : date.toISOString().slice(0, 10);
}

/** A token that ends soon. `isAnnounced`: within the last day it came to 60, 30, 7 days or 1 day before its end. */
export interface EndingToken {
  readonly days: number;
  readonly isAnnounced: boolean;
}

/** How soon a token ends; undefined when that is more than 60 days ahead, or has passed. */
export function readEndingToken(expires: number, now: number): EndingToken | undefined {
  const left = expires - now;
  const days = Math.ceil(left / DAY_MS);
  if (left <= 0 || days > LISTED_DAYS) return undefined;
  const isAnnounced = ANNOUNCED_DAYS.some((each) => left <= each * DAY_MS && left > (each - 1) * DAY_MS);
  return { days, isAnnounced };
}
