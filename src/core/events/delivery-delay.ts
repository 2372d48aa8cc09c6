const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;
/** A receiver may request a longer delay (`Retry-After`), up to a day. */
const REQUESTED_MS_MAX = 24 * 3_600_000;

/**
 * The delay before the next attempt at a message after this many failures in a row. It doubles with each failure up to
 * a quarter of an hour, less a random share of up to a quarter, so that receivers that failed together are not tried
 * together. A delay that the receiver requests is respected, up to a day.
 *
 * `share` is at least 0 and less than 1.
 */
export function computeDeliveryDelayMs(
  attempts: number,
  share: number,
  requestedMs: number | undefined,
): number {
  const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  const delay = Math.round(doubled * (1 - share / 4));
  return Math.max(delay, Math.min(requestedMs ?? 0, REQUESTED_MS_MAX));
}

/** How long a receiver may fail before its webhook is paused. */
export const FAILING_MS_MAX = 3 * 24 * 3_600_000;
