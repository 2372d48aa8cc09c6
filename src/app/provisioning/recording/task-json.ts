import { type ObjectId, trustId } from "../../../core/ids.ts";
import type { PlanningTask } from "../plan/planning-task.ts";

type Options = PlanningTask["options"];

/** A task as JSON holds it: its sets are lists. */
export interface TaskJson extends Omit<PlanningTask, "options"> {
  readonly options: Omit<Options, "unsettled" | "leavers"> & {
    readonly unsettled: readonly string[];
    readonly leavers?: readonly string[] | undefined;
  };
}

/**
 * The task of a plan without what decides nothing: the address of the target, the reference to its credential, and the
 * last refusal of the credential.
 */
export function toTaskJson(task: PlanningTask): TaskJson {
  const { application, provisioning, options } = task;
  return {
    ...task,
    application: { ...application, config: {}, secret: null },
    provisioning: { ...provisioning, quarantine: null, tested: null, abilities: null },
    options: {
      ...options,
      unsettled: [...options.unsettled],
      leavers: options.leavers === undefined ? undefined : [...options.leavers],
    },
  };
}

/** The task that `toTaskJson` has written. */
export function readTaskJson({ options, ...task }: TaskJson): PlanningTask {
  const { unsettled, leavers, ...others } = options;
  const toSet = (ids: readonly string[]) => new Set(ids.map((id) => trustId<ObjectId>(id)));
  return {
    ...task,
    options: {
      ...others,
      unsettled: toSet(unsettled),
      leavers: leavers === undefined ? undefined : toSet(leavers),
    },
  };
}
