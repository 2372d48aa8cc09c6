import { findHiddenValue, listHiddenSources } from "../../../core/provisioning/replay/hidden-values.ts";
import type { Env } from "../../../ports/env.ts";
import type { Packer } from "../../../ports/packer.ts";
import type { RecordingRow } from "../../../ports/recording-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { commitOrThrow } from "../../commit.ts";
import type { CycleContext } from "../context.ts";
import { type Planned, PREVIEW_VERSION, planCycle } from "../plan/plan-cycle.ts";
import type { PlanningTask } from "../plan/planning-task.ts";
import { type FinishedRecording, PlanningRecorder } from "./planning-recorder.ts";
import { recordReads } from "./record-reads.ts";
import { recordTarget } from "./record-target.ts";
import { toTaskJson } from "./task-json.ts";

/** Characters of a megabyte of the setting. */
const MEGABYTE = 1_000_000;

/**
 * Plans a cycle and keeps a recording of what planning read, so that the plan can be computed once more on another machine.
 * A setting of the application bounds the recording. A plan that could not be made, and a preview, are not recorded.
 */
export async function planRecorded(
  context: CycleContext,
  task: PlanningTask,
  packer: Packer,
): Promise<Planned> {
  const { settings, mappings } = context;
  const { row, options } = task;
  const frozen = atOneTime(context);
  const sizeMax = settings.recordingSizeMax * MEGABYTE;
  if (sizeMax === 0 || row.config_version === PREVIEW_VERSION) return planCycle(frozen, row, options);
  const hidden = findHiddenValue(context);
  if (hidden !== undefined) {
    const planned = await planCycle(frozen, row, options);
    if (planned.ok) await keep(context, row.id, { state: "hidden", detail: hidden });
    return planned;
  }
  const recorder = new PlanningRecorder(packer, {
    sizeMax,
    blanked: {
      ofObjects: listHiddenSources(context),
      ofAccounts: [...mappings.user.writeOnlyPaths, ...mappings.group.writeOnlyPaths],
    },
  });
  recorder.note({ kind: "answer", to: ["task"], answer: toTaskJson(task) });
  const planned = await planCycle(recordContext(frozen, recorder, row.id), row, options);
  if (planned.ok)
    await keep(context, row.id, (await recorder.finish()) ?? { state: "too-large", detail: null });
  return planned;
}

/** The context at the time of the run: a decision must not depend on how long planning took. */
function atOneTime(context: CycleContext): CycleContext {
  const { now } = context.projection;
  return withEnv(context, { ...context.deps.env, now: () => now });
}

function withEnv(context: CycleContext, env: Env): CycleContext {
  return { ...context, deps: { ...context.deps, env } };
}

function recordContext(context: CycleContext, recorder: PlanningRecorder, plan: string): CycleContext {
  const { deps, target } = context;
  const newId = () => {
    const id = deps.env.newId();
    recorder.note({ kind: "answer", to: ["newId"], answer: id });
    return id;
  };
  return {
    ...context,
    deps: { ...deps, env: { ...deps.env, newId }, store: recordReads(deps.store, recorder, plan) },
    target: recordTarget(target, recorder),
  };
}

/** Writes the parts, and the head after the last one. */
async function keep(
  { deps, org }: CycleContext,
  plan: RecordingRow["plan"],
  kept: FinishedRecording | Pick<RecordingRow, "state" | "detail">,
): Promise<void> {
  const head: RecordingRow =
    "parts" in kept
      ? { org, plan, state: "whole", detail: null, size: kept.size }
      : { org, plan, ...kept, size: 0 };
  const parts = "parts" in kept ? kept.parts : [];
  for (const [n, data] of parts.entries()) {
    const write: Write = { op: "upsert", table: "recording_part", row: { org, plan, n, data } };
    await commitOrThrow(deps, [write]);
  }
  await commitOrThrow(deps, [{ op: "upsert", table: "recording", row: head }]);
}
