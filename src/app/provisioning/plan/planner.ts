import type { PlanRow } from "../../../ports/cycle-tables.ts";
import type { CycleRun } from "../context.ts";
import { planRecorded } from "../recording/plan-recorded.ts";
import type { Planned, PlanOptions } from "./plan-cycle.ts";
import { toPlanningTask } from "./planning-task.ts";

/** Makes the plans of cycles, in this thread or in another. */
export interface Planner {
  /** Gets ready for plans to come, so that the first one does not wait for it. */
  warm(): void;
  /**
   * Plans a cycle into a row that is `building`. Rejects with what the store rejects with, and with a `PlanningError`
   * when the thread that plans has ended.
   */
  plan(run: CycleRun, row: PlanRow, options: PlanOptions): Promise<Planned>;
}

/** Plans in the calling thread, which answers no requests meanwhile for up to eight milliseconds at a time. */
export const INLINE_PLANNER: Planner = {
  plan: (run, row, options) => planRecorded(run, toPlanningTask(run, row, options), run.deps.packer),
  warm() {},
};

/** The end of the thread that plans, as a message for people: it died, or needed more memory than this. */
export type PlanningEnd =
  | { readonly code: "cycle.planning-ended"; readonly params: Readonly<Record<string, never>> }
  | { readonly code: "cycle.planning-memory"; readonly params: { readonly mb: number } };

/** Planning broke off for a reason that is neither the target's nor the store's. */
export class PlanningError extends Error {
  readonly end: PlanningEnd;

  constructor(end: PlanningEnd, cause: unknown) {
    super(end.code, { cause });
    this.name = "PlanningError";
    this.end = end;
  }
}
