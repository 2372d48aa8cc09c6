import type { CycleCounts } from "./cycle-balance.ts";

/** A cycle that ended, in milliseconds since 1970. */
export interface Execution {
  readonly cycle: string;
  readonly began: number;
  readonly ended: number;
}

/** How the cycles of an application went until now, in the terms of the reference service. */
export interface CycleStatistics {
  /** Cycles in a row that failed as a whole. */
  readonly completeFailures: number;
  readonly lastSuccessful: Execution | null;
  /** The last successful cycle that wrote something into the target. */
  readonly lastWithExports: Execution | null;
  /** When nothing was left to do: at first, and last. */
  readonly steadyFirst: number | null;
  readonly steadyLast: number | null;
}

export const NO_STATISTICS: CycleStatistics = {
  completeFailures: 0,
  lastSuccessful: null,
  lastWithExports: null,
  steadyFirst: null,
  steadyLast: null,
};

/** The end of a cycle. A cycle that was cancelled or interrupted is neither a failure nor a success, and is left out. */
export interface CycleEnd extends Execution {
  readonly isSuccess: boolean;
  readonly counts: CycleCounts;
  /** True if no object waits after a cycle that takes up all changes. */
  readonly isSteady: boolean;
}

/** The statistics after one more cycle. */
export function noteCycle(before: CycleStatistics, end: CycleEnd): CycleStatistics {
  const { cycle, began, ended, isSuccess, isSteady } = end;
  if (!isSuccess) return { ...before, completeFailures: before.completeFailures + 1 };
  const execution: Execution = { cycle, began, ended };
  return {
    completeFailures: 0,
    lastSuccessful: execution,
    lastWithExports: hasExports(end.counts) ? execution : before.lastWithExports,
    steadyFirst: before.steadyFirst ?? (isSteady ? ended : null),
    steadyLast: isSteady ? ended : before.steadyLast,
  };
}

/** True if something was written into the target. */
export function hasExports({ created, adopted, updated, disabled, deleted }: CycleCounts): boolean {
  return created + adopted + updated + disabled + deleted > 0;
}
