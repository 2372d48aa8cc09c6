import type { PlanRow } from "../../../ports/cycle-tables.ts";
import type { CycleRun } from "../context.ts";
import { type Planned, type PlanOptions, planCycle } from "./plan-cycle.ts";

/** Makes the plans of cycles, in this thread or in another. */
export interface Planner {
  /**
   * Plans a cycle into a row that is `building`. Rejects with what the store rejects with, and with a `PlanningError`
   * when the thread that plans has ended.
   */
  plan(run: CycleRun, row: PlanRow, options: PlanOptions): Promise<Planned>;
}

/** Plans in the calling thread, which answers no requests meanwhile for up to eight milliseconds at a time. */
export const INLINE_PLANNER: Planner = { plan: planCycle };

/** Planning broke off for a reason that is neither the target's nor the store's: the code of a message for people. */
export class PlanningError extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(code, { cause });
    this.name = "PlanningError";
    this.code = code;
    this.params = params;
  }
}
