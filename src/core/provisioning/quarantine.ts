import { hasCome } from "../has-come.ts";
import type { Fault } from "./fault.ts";

const MINUTE_MS = 60_000;
/** The wait after the first refusal, after the second, and so on; the last one repeats. */
const PROBE_AFTER_MS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS);

/**
 * The state of a target that refused our credentials: nothing is written, and at long intervals a harmless
 * call finds out whether the credentials are accepted again.
 */
export interface Quarantine {
  readonly since: number;
  /** Refusals in a row. */
  readonly attempts: number;
  /** When the next probe is due. */
  readonly next: number;
  /** The last refusal. */
  readonly fault: Fault;
}

/** The quarantine after one more refusal. */
export function extendQuarantine(before: Quarantine | null, now: number, fault: Fault): Quarantine {
  const attempts = (before?.attempts ?? 0) + 1;
  return { since: before?.since ?? now, attempts, next: now + waitMsAfter(attempts), fault };
}

/** True when the target may be probed. */
export function isProbeDue({ attempts, next }: Quarantine, now: number): boolean {
  return hasCome(next, now, waitMsAfter(attempts));
}

/** When a quarantine was last imposed. */
export function imposedAt({ attempts, next }: Quarantine): number {
  return next - waitMsAfter(attempts);
}

function waitMsAfter(attempts: number): number {
  return PROBE_AFTER_MS[Math.min(attempts, PROBE_AFTER_MS.length) - 1] ?? 60 * MINUTE_MS;
}
