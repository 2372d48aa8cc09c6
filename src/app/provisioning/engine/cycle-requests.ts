import { type AppId, type ObjectId, type OrgId, type PlanId, trustId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import type { DriftPolicy } from "../../../core/provisioning/reconcile.ts";
import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import { type Author, createAuditWrite } from "../../audit.ts";
import type { LeasedJobs } from "../../background/leased-jobs.ts";
import { commitIfCurrent, commitOrThrow } from "../../commit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { recoverStepsOf } from "../apply/recover.ts";
import {
  type CycleRun,
  closeContext,
  ensureAbilities,
  openContext,
  withDefaultMappings,
} from "../context.ts";
import { cycleKindOf, newPlanRow, PREVIEW_VERSION } from "../plan/plan-cycle.ts";
import { INLINE_PLANNER, type Planner } from "../plan/planner.ts";
import type { OnlyObject } from "../plan/read-changes.ts";
import { type Rehearsal, tryOnDemand } from "../rehearsal/try-on-demand.ts";
import { newCycle } from "../writes/cycle.ts";
import { markInitialOwed } from "../writes/owed-initial.ts";
import { setPlanState } from "../writes/plan.ts";
import { keepTest } from "../writes/provisioning.ts";
import type { CycleRunner } from "./cycle-runner.ts";
import type { Engine, PlanRequest } from "./engine.ts";
import { isOvertaken } from "./overtaken-plan.ts";
import { probeTarget, type TargetReport } from "./probe-target.ts";
import { changeProvisioning, leaveQuarantine } from "./quarantine.ts";
import { type PlanningMode, runApply, runPlan, runSync } from "./run-cycle.ts";

interface StartedKind {
  readonly org: OrgId;
  readonly app: AppId;
  readonly kind: CycleRow["kind"];
  readonly activity: string;
}

/** Requests of people and of schedules. Each begins, returns its row, and the work goes on after that. */
export class CycleRequests
  implements
    Pick<
      Engine,
      "startPlan" | "startApply" | "startSync" | "startOnDemand" | "startReconcile" | "rehearse" | "test"
    >
{
  readonly #deps: Deps;
  readonly #runner: CycleRunner;
  readonly #jobs: LeasedJobs;
  readonly #planner: Planner;

  constructor(
    deps: Deps,
    {
      runner,
      jobs,
      planner,
    }: { readonly runner: CycleRunner; readonly jobs: LeasedJobs; readonly planner: Planner },
  ) {
    this.#deps = deps;
    this.#runner = runner;
    this.#jobs = jobs;
    this.#planner = planner;
  }

  startPlan(author: Author, org: OrgId, app: AppId, kind: PlanRequest): Promise<PlanRow | Refusal> {
    return this.#runner.run(org, app, async (opened) => {
      const isPreview = kind === "default-mapping";
      const context = isPreview ? withDefaultMappings(opened) : opened;
      if (isRefusal(context)) return context;
      const planned = cycleKindOf(context, isPreview ? "initial" : kind);
      const made = await newPlanRow(context, newId<PlanId>(context), planned);
      const row = isPreview ? { ...made, config_version: PREVIEW_VERSION } : made;
      const audit = auditRequest(context, author, "plan", { plan: row.id });
      await commitOrThrow(context.deps, [{ op: "insert", table: "plan", row }, audit]);
      return {
        begun: row,
        work: () => runPlan(context, row, { planner: this.#planner, isScheduled: false }),
      };
    });
  }

  async startApply(
    author: Author,
    org: OrgId,
    id: PlanId,
    hash: string | undefined,
  ): Promise<CycleRow | Refusal> {
    const plan = await this.#deps.store.get("plan", { org, id });
    if (plan === undefined) return refuse("not-found", "plan.not-found", { plan: id });
    const wrong = refusePlan(plan, hash);
    if (wrong !== undefined) return wrong;
    return this.#runner.run(org, plan.app, async (context) => {
      const { provisioning, application, deps } = context;
      const isOld = provisioning.watermark !== plan.watermark || application.version !== plan.config_version;
      if (isOld || (await isOvertaken(deps, plan))) {
        await commitOrThrow(deps, [setPlanState({ org, id }, "stale")]);
        return refuse("conflict", "plan.stale", { plan: id });
      }
      const cycle = newCycle(context, plan, "running");
      const audit = auditRequest(context, author, "apply", { plan: id });
      await commitOrThrow(deps, [
        { op: "insert", table: "cycle", row: cycle },
        ...markInitialOwed(context, plan),
        audit,
      ]);
      const work = () => runApply(context, { plan, cycle }, { isForced: true });
      return { begun: cycle, work: () => this.#runner.watch(context, cycle, work) };
    });
  }

  startSync(author: Author, org: OrgId, app: AppId, kind: "auto" | "initial"): Promise<CycleRow | Refusal> {
    const mode = { planner: this.#planner, isScheduled: author === "system" };
    return this.#runner.run(org, app, async (context) => {
      const plan = await newPlanRow(context, newId<PlanId>(context), cycleKindOf(context, kind));
      const cycle = newCycle(context, plan, "planning");
      await commitOrThrow(context.deps, [
        { op: "insert", table: "plan", row: plan },
        { op: "insert", table: "cycle", row: cycle },
        ...markInitialOwed(context, plan),
        auditRequest(context, author, "sync", { plan: plan.id }),
      ]);
      const work = () => runSync(context, { plan, cycle }, mode);
      return { begun: cycle, work: () => this.#runner.watch(context, cycle, work) };
    });
  }

  startOnDemand(author: Author, org: OrgId, app: AppId, only: OnlyObject): Promise<CycleRow | Refusal> {
    const mode = { planner: this.#planner, isScheduled: false, only };
    return this.#startKind(author, { org, app, kind: "on-demand", activity: "provision" }, mode);
  }

  /** Begins a cycle that does not follow the changes. */
  #startKind(
    author: Author,
    { org, app, kind, activity }: StartedKind,
    mode: PlanningMode,
  ): Promise<CycleRow | Refusal> {
    const { only } = mode;
    return this.#runner.run(org, app, async (context) => {
      const { plan, cycle } = await insertRows(context, kind, (id) => {
        const detail = only === undefined ? { plan: id } : { plan: id, object: only.id };
        return auditRequest(context, author, activity, detail);
      });
      const work = () => runSync(context, { plan, cycle }, mode);
      return { begun: cycle, work: () => this.#runner.watch(context, cycle, work) };
    });
  }

  /** Takes access away from these users beside the cycle that runs; resolves at the end. */
  runEvent(org: OrgId, app: AppId, leavers: ReadonlySet<ObjectId>): Promise<void> {
    const mode = { planner: INLINE_PLANNER, isScheduled: true, leavers };
    return this.#runner.runBeside(org, app, async (context) => {
      const { plan, cycle } = await insertRows(context, "event", (id) =>
        auditRequest(context, "system", "sync", { plan: id }),
      );
      await this.#runner.watch(context, cycle, () => runSync(context, { plan, cycle }, mode));
    });
  }

  /**
   * Reads the target to find out what became of calls of unknown outcome for these objects, beside the cycle that runs.
   * Returns the objects of which it is known then.
   */
  async settleBeside(org: OrgId, app: AppId, objects: ReadonlySet<ObjectId>): Promise<ReadonlySet<ObjectId>> {
    const settled = new Set<ObjectId>();
    await this.#runner.runBeside(org, app, async (context) => {
      const ready = await ensureAbilities(context);
      const unsettled = ready.ok ? await recoverStepsOf(context, objects) : objects;
      for (const id of objects) if (!unsettled.has(id)) settled.add(id);
      await context.wire.flush();
    });
    return settled;
  }

  startReconcile(author: Author, org: OrgId, app: AppId, onDrift: DriftPolicy): Promise<CycleRow | Refusal> {
    const mode = { planner: this.#planner, isScheduled: author === "system", onDrift };
    return this.#startKind(author, { org, app, kind: "reconcile", activity: "reconcile" }, mode);
  }

  rehearse(org: OrgId, app: AppId, only: OnlyObject): Promise<Rehearsal | Refusal> {
    return this.#jobs.track(tryOnDemand(this.#deps, this.#jobs.stopSignal, { org, app, only }));
  }

  test(org: OrgId, app: AppId): Promise<Outcome<TargetReport> | Refusal> {
    return this.#jobs.track(this.#probe(org, app));
  }

  /** Changes nothing at the target, so it needs no lease. An answer ends a quarantine. */
  async #probe(org: OrgId, app: AppId): Promise<Outcome<TargetReport> | Refusal> {
    const context = await openContext(this.#deps, org, app, this.#jobs.stopSignal);
    if (isRefusal(context)) return context;
    try {
      const outcome = await probeTarget(context);
      await context.wire.flush();
      const fault = outcome.ok ? null : outcome.fault;
      // Refused if the application was deleted meanwhile.
      await commitIfCurrent(this.#deps, [keepTest(context.application, { at: this.#deps.env.now(), fault })]);
      if (outcome.ok) await changeProvisioning(this.#deps, context.provisioning, leaveQuarantine);
      return outcome;
    } finally {
      await closeContext(context);
    }
  }
}

/** Stores the rows of a cycle that does not follow the changes, with the audit entry of its plan. */
async function insertRows(
  context: CycleRun,
  kind: CycleRow["kind"],
  audit: (plan: PlanId) => Write,
): Promise<{ readonly plan: PlanRow; readonly cycle: CycleRow }> {
  const plan = await newPlanRow(context, newId<PlanId>(context), kind);
  const cycle = newCycle(context, plan, "planning");
  await commitOrThrow(context.deps, [
    { op: "insert", table: "plan", row: plan },
    { op: "insert", table: "cycle", row: cycle },
    audit(plan.id),
  ]);
  return { plan, cycle };
}

/** The audit entry of a request; a scheduled cycle is Muster's own. */
function auditRequest(context: CycleRun, author: Author, activity: string, detail: JsonObject): Write {
  const { deps, org, app } = context;
  return createAuditWrite(deps, author, {
    org,
    category: "provisioning",
    activity,
    target: app,
    detail,
  });
}

function newId<Kind extends PlanId>({ deps }: CycleRun): Kind {
  return trustId<Kind>(deps.env.newId());
}

function refusePlan(plan: PlanRow, hash: string | undefined): Refusal | undefined {
  if (plan.state === "applied" || plan.state === "applying") {
    return refuse("conflict", "plan.already-applied", { plan: plan.id });
  }
  if (plan.config_version === PREVIEW_VERSION) return refuse("conflict", "plan.preview", { plan: plan.id });
  if (plan.state === "building") return refuse("conflict", "plan.building", { plan: plan.id });
  if (plan.state === "failed") return refuse("conflict", "plan.failed", { plan: plan.id });
  if (plan.state === "stale") return refuse("conflict", "plan.stale", { plan: plan.id });
  if (hash !== undefined && hash !== plan.hash) {
    return refuse("conflict", "plan.hash-mismatch", { expected: plan.hash ?? "" });
  }
  return undefined;
}
