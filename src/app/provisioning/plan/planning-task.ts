import type { PlanRow } from "../../../ports/cycle-tables.ts";
import type { CycleRun } from "../context.ts";
import type { PlanOptions } from "./plan-cycle.ts";

/** All that planning needs to know of a run, as data that another thread can be sent. It holds no secret. */
export interface PlanningTask
  extends Pick<CycleRun, "org" | "app" | "application" | "provisioning" | "rules" | "mappingSources"> {
  /** The one time of the whole run. */
  readonly now: number;
  readonly row: PlanRow;
  readonly options: PlanOptions;
}

/** The data of a run that is to be planned into this row. */
export function toPlanningTask(run: CycleRun, row: PlanRow, options: PlanOptions): PlanningTask {
  const { org, app, application, provisioning, rules, mappingSources, projection } = run;
  return { org, app, application, provisioning, rules, mappingSources, now: projection.now, row, options };
}
