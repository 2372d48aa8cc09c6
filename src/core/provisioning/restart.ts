import type { Fault } from "./fault.ts";

/** The parts of a restart that act, in the order in which people read them. */
export const RESTART_PARTS = ["escrows", "watermark", "quarantine", "force-deletes"] as const;

/** One part of a restart. */
export type RestartPart = (typeof RESTART_PARTS)[number];

/** The choices of a person: a part, or `full` for all of them but `force-deletes`. */
export type RestartScope = RestartPart | "full";

/** `full` never stands for an approval of deletions: a guard is passed only on a word of its own. */
const FULL: readonly RestartPart[] = ["escrows", "watermark", "quarantine"];

/** The parts that these scopes stand for, each once, in their own order. */
export function listRestartParts(scopes: readonly RestartScope[]): readonly RestartPart[] {
  const wanted = new Set(scopes.flatMap((scope) => (scope === "full" ? FULL : [scope])));
  return RESTART_PARTS.filter((part) => wanted.has(part));
}

/** How the attempts at an object stand between cycles. */
export interface FailingObject {
  readonly attempts: number;
  readonly equal_failures: number;
  readonly next_attempt: number;
  readonly parked: 0 | 1;
  readonly fault: Fault | null;
  readonly failing_since: number | null;
}

/** Faults that say which other account has the name: the plan needs them to put an exchange of names in order. */
const ABOUT_NAMES: ReadonlySet<string> = new Set([
  "target.value-of-leaver",
  "target.value-of-other",
  "target.name-in-use",
]);

/**
 * The object as if it had not failed yet: due now, without failures in a row. Undefined for one that no earlier failure
 * delays, such as an object that is held.
 */
export function forgetFailures(row: FailingObject, now: number): FailingObject | undefined {
  const { attempts, equal_failures, next_attempt, parked, fault } = row;
  if (attempts === 0 && equal_failures === 0 && parked === 0 && next_attempt <= now) return undefined;
  return {
    attempts: 0,
    equal_failures: 0,
    next_attempt: now,
    parked: 0,
    fault: fault !== null && ABOUT_NAMES.has(fault.code) ? fault : null,
    failing_since: null,
  };
}
