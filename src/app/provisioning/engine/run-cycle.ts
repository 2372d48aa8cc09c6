import type { ObjectId } from "../../../core/ids.ts";
import type { Fault } from "../../../core/provisioning/fault.ts";
import type { DriftPolicy } from "../../../core/provisioning/reconcile.ts";
import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { LeaseLostError } from "../../background/lease.ts";
import { commitIfCurrent, commitOrThrow } from "../../commit.ts";
import { type ApplyOptions, applyPlan } from "../apply/apply-plan.ts";
import { readOpenSteps, recoverSteps } from "../apply/recover.ts";
import { type CycleRun, ensureAbilities } from "../context.ts";
import { dropWriteOnlyValues } from "../drop-write-only-values.ts";
import { hashPlan } from "../plan/hash-plan.ts";
import type { Planned } from "../plan/plan-cycle.ts";
import { type Planner, PlanningError } from "../plan/planner.ts";
import type { OnlyObject } from "../plan/read-changes.ts";
import { endCycleWrite } from "../writes/cycle.ts";
import { settleInitial } from "../writes/owed-initial.ts";
import { setPlanState } from "../writes/plan.ts";
import { noteEnd } from "../writes/statistics.ts";
import { changeProvisioning, enterQuarantine } from "./quarantine.ts";

/** The way in which a cycle is planned. */
export interface PlanningMode {
  readonly planner: Planner;
  readonly isScheduled: boolean;
  /** The one object of an on-demand cycle. */
  readonly only?: OnlyObject | undefined;
  /** The users of an event cycle, which runs beside another one. */
  readonly leavers?: ReadonlySet<ObjectId>;
  /** The action of a reconciliation on differences. */
  readonly onDrift?: DriftPolicy;
}

/** Settles what earlier runs left open, then plans into the row. A fault, or an error, ends it as `failed`. */
export async function runPlan(
  context: CycleRun,
  row: PlanRow,
  { planner, isScheduled, only, leavers, onDrift }: PlanningMode,
): Promise<Planned> {
  const { deps } = context;
  try {
    const ready = await ensureAbilities(context);
    // A 401 rests the target here as everywhere else: its kind must not be lost on the way.
    if (!ready.ok) return await failPlan(context, row, ready.fault);
    // The steps that are open beside an event cycle belong to the cycle that runs.
    const unsettled =
      leavers === undefined ? await recoverSteps(context) : await readOpenSteps(context, leavers);
    if (leavers === undefined && row.config_version === context.application.version)
      await dropWriteOnlyValues(context);
    const planned = await planner.plan(context, row, {
      ...{ isScheduled, unsettled, only, leavers, onDrift },
    });
    return planned.ok ? planned : await failPlan(context, row, planned.fault);
  } catch (error) {
    const notes = error instanceof PlanningError ? { notes: [toMessage(error)] } : {};
    await commitOrThrow(deps, [setPlanState(row, "failed", notes)]);
    throw error;
  } finally {
    await context.wire.flush();
  }
}

async function failPlan(context: CycleRun, row: PlanRow, fault: Fault): Promise<Planned> {
  const { code, params } = fault;
  await commitOrThrow(context.deps, [setPlanState(row, "failed", { notes: [{ code, params }] })]);
  await changeProvisioning(context.deps, context.provisioning, (now) =>
    enterQuarantine(context.deps, now, fault),
  );
  return { ok: false, fault };
}

/** Applies a planned plan, after proving that what is stored is still what was hashed. */
export async function runApply(
  context: CycleRun,
  { plan, cycle }: { readonly plan: PlanRow; readonly cycle: CycleRow },
  options: ApplyOptions,
): Promise<CycleRow> {
  const { deps, org, control } = context;
  try {
    const hash = await hashPlan(deps, plan, plan.counts);
    if (hash !== plan.hash) throw new Error(`plan ${plan.id} is not what was hashed`);
    const key = { org, id: plan.id };
    const taken = await deps.store.commit([
      { op: "update", table: "plan", key, set: { state: "applying" }, expect: { state: "planned" } },
      { op: "update", table: "cycle", key: { org, id: cycle.id }, set: { state: "running" } },
    ]);
    if (taken.kind === "conflict") throw new Error(`plan ${plan.id} is being applied already`);
    control.total = await deps.store.count("decision", { org, plan: plan.id, outcome: null });
    control.since = deps.env.now();
    return await applyPlan(context, { plan, cycle: { ...cycle, state: "running" } }, options);
  } catch (error) {
    await failCycle(context, cycle, { code: "cycle.failed", params: {} });
    throw error;
  }
}

/** Plans and applies in one go. */
export async function runSync(
  context: CycleRun,
  { plan: row, cycle }: { readonly plan: PlanRow; readonly cycle: CycleRow },
  mode: PlanningMode,
): Promise<void> {
  let planned: Planned;
  try {
    planned = await runPlan(context, row, mode);
  } catch (error) {
    await failCycle(context, cycle, toMessage(error));
    throw error;
  }
  if (!planned.ok) {
    const { code, params } = planned.fault;
    // The person who asked learns of the fault; a stop of the process is not one. An initial cycle that was owed before,
    // after a restart or an interruption, stays owed until one was planned or cancelled.
    const wasOwed = context.provisioning.initial_owed === 1 && code !== "cycle.cancelled";
    if (code !== "engine.stopping" && !wasOwed)
      await commitIfCurrent(context.deps, settleInitial(context, row));
    if (code === "cycle.cancelled") await cancelUnplanned(context, cycle);
    else await failCycle(context, cycle, { code, params, fault: planned.fault });
    return;
  }
  await runApply(context, { plan: planned.plan, cycle }, { isForced: !mode.isScheduled });
}

/** The reason of a failure, for people. The log has the error itself. */
function toMessage(error: unknown): { readonly code: string; readonly params: Fault["params"] } {
  if (!(error instanceof PlanningError)) return { code: "cycle.failed", params: {} };
  return error.end;
}

/** Ends a cycle that was cancelled before its plan was made: nothing was sent, and the next cycle plans again. */
async function cancelUnplanned({ deps }: CycleRun, cycle: CycleRow): Promise<void> {
  const message = { code: "cycle.cancelled", params: {} };
  const ended = { state: "cancelled" as const, ended: deps.env.now(), closed: 1 as const, message };
  await commitOrThrow(deps, [endCycleWrite({ ...cycle, ...ended })]);
}

/** Stores that a cycle failed. A full disk may be why it failed, so this is tried for a while. */
async function failCycle(context: CycleRun, cycle: CycleRow, message: CycleRow["message"]): Promise<void> {
  const { deps, org, stop } = context;
  const set = { state: "failed" as const, ended: deps.env.now(), message };
  const write: Write = { op: "update", table: "cycle", key: { org, id: cycle.id }, set };
  const counted = noteEnd(context.provisioning, { ...cycle, ...set }, { isSuccess: false, isSteady: false });
  for (const waitMs of [0, 1_000, 5_000, 15_000, 30_000, 60_000]) {
    await deps.env.sleep(stop.requested ? 0 : waitMs, context.signal);
    try {
      // Of an application that was deleted meanwhile, the cycle alone is kept.
      if (!(await commitIfCurrent(deps, [write, counted]))) await commitOrThrow(deps, [write]);
      return;
    } catch (error) {
      // The process that took the lease has marked the cycle as interrupted.
      if (error instanceof LeaseLostError) return;
      deps.log("error", "engine.failure-not-stored", {
        organization: org,
        app: cycle.app,
        cycle: cycle.id,
        error,
      });
    }
  }
}
