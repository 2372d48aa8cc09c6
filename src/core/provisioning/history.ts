const DAY_MS = 86_400_000;

/** How long it took until accounts were disabled or deleted, in milliseconds. */
export interface DeprovisionTimes {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly accounts: number;
}

/** The half, the 99th percent and the longest of these times; null without any. */
export function measureDelays(delays: readonly number[]): DeprovisionTimes | null {
  const sorted = [...delays].sort((left, right) => left - right);
  const longest = sorted.at(-1);
  if (longest === undefined) return null;
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? longest;
  return { p50Ms: at(0.5), p99Ms: at(0.99), maxMs: longest, accounts: sorted.length };
}

/** The beginnings of the last days in UTC, the oldest first; the day of this moment is the last one. */
export function listDays(now: number, count: number): readonly number[] {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return Array.from({ length: count }, (_, at) => today - (count - 1 - at) * DAY_MS);
}

/** The moment at which the day that begins here has ended. */
export function endOfDay(start: number): number {
  return start + DAY_MS;
}
