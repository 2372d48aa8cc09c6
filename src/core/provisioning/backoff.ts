import type { Fault } from "./fault.ts";

const FIRST_MS = 60_000;
const LONGEST_MS = 6 * 3_600_000;

/** When to try an object again after this many failures in a row, in milliseconds from now. */
export function retryDelayMs(attempts: number, fault: Pick<Fault, "retryAfterMs"> | undefined): number {
  const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
  return Math.max(doubled, fault?.retryAfterMs ?? 0);
}

/** True when the target refused the same thing for the same reason so often that asking again is noise. */
export function isParked(
  attempts: number,
  fault: Pick<Fault, "kind" | "code">,
  before: { readonly kind?: unknown; readonly code?: unknown } | undefined,
  parkAfter: number,
): boolean {
  const isRefusal =
    fault.kind === "invalid" ||
    fault.kind === "forbidden" ||
    fault.kind === "conflict" ||
    fault.kind === "already-exists";
  const isRepeated = parkAfter === 1 || (before?.kind === fault.kind && before.code === fault.code);
  return isRefusal && attempts >= parkAfter && isRepeated;
}
