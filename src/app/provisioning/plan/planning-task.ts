import { completeSettings } from "../../../core/provisioning/settings.ts";
import type { PlanRow } from "../../../ports/cycle-tables.ts";
import { isRefusal } from "../../deps.ts";
import { compileScopes } from "../compile-scopes.ts";
import {
  type CycleContext,
  type CycleRun,
  compileMappings,
  createProjectionEnvironment,
} from "../context.ts";
import { type Planned, type PlanOptions, planCycle } from "./plan-cycle.ts";

/** All that planning needs to know of a run, as data that another thread can be sent. It holds no secret. */
export interface PlanningTask
  extends Pick<CycleRun, "org" | "app" | "application" | "provisioning" | "rules" | "mappingSources"> {
  /** The one time of the whole run. */
  readonly now: number;
  readonly row: PlanRow;
  readonly options: PlanOptions;
}

/** The services of a run in the thread that plans it. */
export type PlanningServices = Pick<CycleContext, "deps" | "target" | "control" | "stop" | "signal">;

/** The data of a run that is to be planned into this row. */
export function toPlanningTask(run: CycleRun, row: PlanRow, options: PlanOptions): PlanningTask {
  const { org, app, application, provisioning, rules, mappingSources, projection } = run;
  return { org, app, application, provisioning, rules, mappingSources, now: projection.now, row, options };
}

/** Plans what `toPlanningTask` has described. */
export async function planTask(task: PlanningTask, services: PlanningServices): Promise<Planned> {
  const { org, app, application, provisioning, rules, mappingSources, now, row, options } = task;
  const { deps } = services;
  const mappings = compileMappings(deps, mappingSources);
  const scopes = compileScopes(deps, application.scopes);
  // The run was opened with the same configuration, so both compile.
  if (isRefusal(mappings) || isRefusal(scopes)) throw new Error(`application ${app} cannot be planned`);
  const context: CycleContext = {
    ...services,
    ...{ org, app, application, provisioning, rules, mappings, scopes },
    settings: completeSettings(application.settings),
    projection: { ...createProjectionEnvironment(deps, application), now },
  };
  return planCycle(context, row, options);
}
