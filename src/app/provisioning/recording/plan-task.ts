import { completeSettings } from "../../../core/provisioning/settings.ts";
import type { Packer } from "../../../ports/packer.ts";
import { isRefusal, type Refusal } from "../../deps.ts";
import { compileScopes } from "../compile-scopes.ts";
import { type CycleContext, compileMappings, createProjectionEnvironment } from "../context.ts";
import type { Planned } from "../plan/plan-cycle.ts";
import type { PlanningTask } from "../plan/planning-task.ts";
import { planRecorded } from "./plan-recorded.ts";

/** The services of a run where it is planned. */
export type PlanningServices = Pick<CycleContext, "deps" | "target" | "control" | "stop" | "signal">;

/** Plans what `toPlanningTask` has described, and records what planning read. */
export async function planTask(
  task: PlanningTask,
  services: PlanningServices,
  packer: Packer,
): Promise<Planned> {
  const context = toContext(task, services);
  // The run was opened with the same configuration, so it compiles.
  if (isRefusal(context)) throw new Error(`application ${task.app} cannot be planned`);
  return planRecorded(context, task, packer);
}

/** The context of a task; a refusal names every error of its configuration. */
export function toContext(task: PlanningTask, services: PlanningServices): CycleContext | Refusal {
  const { org, app, application, provisioning, rules, mappingSources, now } = task;
  const { deps } = services;
  const mappings = compileMappings(deps, mappingSources);
  if (isRefusal(mappings)) return mappings;
  const scopes = compileScopes(deps, application.scopes);
  if (isRefusal(scopes)) return scopes;
  return {
    ...services,
    ...{ org, app, application, provisioning, rules, mappings, scopes },
    settings: completeSettings(application.settings),
    projection: { ...createProjectionEnvironment(deps, application), now },
  };
}
