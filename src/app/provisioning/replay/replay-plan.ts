import type { RegexPort } from "../../../core/mapping/expression/regex.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import type { DecisionRow, PlanMemberRow } from "../../../ports/cycle-tables.ts";
import type { Env } from "../../../ports/env.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { isRefusal, type Refusal } from "../../deps.ts";
import { createControl } from "../cycle-control.ts";
import { planCycle } from "../plan/plan-cycle.ts";
import type { PlanningTask } from "../plan/planning-task.ts";
import { toContext } from "../recording/plan-task.ts";
import type { MissingAnswers } from "./missing-answers.ts";
import { PlanRows } from "./plan-rows.ts";
import type { RecordedAnswers } from "./recorded-answers.ts";
import { openRecordedStore } from "./recorded-store.ts";
import { openRecordedTarget } from "./recorded-target.ts";

/** The services of the machine that replays. */
export interface ReplayServices {
  readonly env: Env;
  readonly regex: RegexPort;
}

/** A plan that was computed from a recording. */
export interface ReplayedPlan {
  readonly hash: string | null;
  readonly decisions: readonly DecisionRow[];
  readonly members: readonly PlanMemberRow[];
  readonly evaluated: Readonly<Record<ObjectType, number>>;
}

/** The id of a probe where the recording has none. */
const NO_ID = "00000000-0000-7000-8000-000000000000";

/**
 * Computes a plan from a recording, without a store and without a target. Throws a `NotRecordedError` for a question that
 * the recording cannot answer and that is not tolerated.
 */
export async function replayPlan(
  { env, regex }: ReplayServices,
  task: PlanningTask,
  { answers, missing }: { readonly answers: RecordedAnswers; readonly missing: MissingAnswers },
): Promise<ReplayedPlan | Refusal | Fault> {
  const { row, now, options } = task;
  const rows = new PlanRows();
  const probes = new Set<string>();
  const sources = { answers, missing, rows, plan: row.id };
  const newId = () => {
    const id = String(answers.take(["newId"])?.answer ?? NO_ID);
    probes.add(id);
    return id;
  };
  const signal = new AbortController().signal;
  const context = toContext(task, {
    deps: {
      env: { ...env, now: () => now, newId, sleep: () => Promise.resolve() },
      regex,
      store: openRecordedStore(sources),
    },
    target: openRecordedTarget(sources, probes),
    control: createControl(),
    stop: { requested: false, signal },
    signal,
  });
  if (isRefusal(context)) return context;
  const planned = await planCycle(context, row, options);
  if (!planned.ok) return planned.fault;
  return {
    hash: planned.plan.hash,
    decisions: rows.all("decision") as readonly object[] as readonly DecisionRow[],
    members: rows.all("plan_member") as readonly object[] as readonly PlanMemberRow[],
    evaluated: planned.evaluated,
  };
}
