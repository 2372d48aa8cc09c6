const FIRST_MS = 2_000;
const LONGEST_MS = 15 * 60_000;
/** A receiver may ask for a longer rest than we would give it, but not for ever. */
const ASKED_MS_MAX = 24 * 3_600_000;

/**
 * When to try a message again after this many failures in a row, in milliseconds from now: doubled each time up to
 * a quarter of an hour, less a share of up to a quarter of it, so that receivers that failed together are not tried
 * together. What the receiver asked for (`Retry-After`) is waited for in any case, up to a day.
 *
 * `share` is at least 0 and less than 1.
 */
export function deliveryDelayMs(attempts: number, share: number, askedMs: number | undefined): number {
  const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  const delay = Math.round(doubled * (1 - share / 4));
  return Math.max(delay, Math.min(askedMs ?? 0, ASKED_MS_MAX));
}

/** How long a receiver may fail before its webhook is paused. */
export const FAILING_MS_MAX = 3 * 24 * 3_600_000;
