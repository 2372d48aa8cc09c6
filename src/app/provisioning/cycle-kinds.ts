import type { CycleKind } from "../../ports/cycle-tables.ts";

/**
 * True for cycles that take up the changes of the directory. An on-demand cycle looks at one object, so that the changes
 * of all others are left to the next cycle.
 */
export function isFollowingChanges(kind: CycleKind): boolean {
  return kind === "initial" || kind === "incremental";
}
