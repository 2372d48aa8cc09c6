import { type AppId, type CycleId, INSTANCE, type OrgId, type PlanId, trustId } from "../../core/ids.ts";
import { NO_CYCLE_COUNTS } from "../../core/provisioning/counts.ts";
import { readSettings } from "../../core/provisioning/settings.ts";
import type { Engine, NotStarted } from "../../ports/engine.ts";
import type { Schedule, Scheduler } from "../../ports/scheduler.ts";
import type { CycleKind, CycleRow, PlanRow } from "../../ports/tables.ts";
import { type Deps, isRefusal, refuse } from "../deps.ts";
import { type CycleContext, openContext, type Stop } from "./context.ts";
import { type Lease, takeLease } from "./lease.ts";
import { rowsAmong } from "./pages.ts";
import { cycleKindOf, newPlanRow } from "./plan-cycle.ts";
import { type Progress, runApply, runPlan, runSync } from "./run-cycle.ts";

/** Runs cycles one at a time for each application, on request and by schedule. */
export class CycleEngine implements Engine {
  readonly #deps: Deps;
  readonly #scheduler: Scheduler;
  readonly #holder: string;
  readonly #stop = new StopSwitch();
  readonly #running = new Map<AppId, Promise<void>>();
  readonly #progress = new Map<string, Progress>();
  readonly #schedules = new Map<AppId, Schedule>();

  constructor(deps: Deps, scheduler: Scheduler) {
    this.#deps = deps;
    this.#scheduler = scheduler;
    this.#holder = deps.env.newId();
  }

  /**
   * Takes up after a start: what an earlier process left running is marked interrupted, and the schedules
   * begin. `isAlone` when no other process can be at work on this store.
   */
  async start(isAlone: boolean): Promise<void> {
    const { store } = this.#deps;
    for (const { org } of await store.page("organization", { where: {}, limit: 10_000 })) {
      if (org === INSTANCE) continue;
      if (isAlone) await this.#forget(org);
      for (const application of await store.page("application", { where: { org }, limit: 10_000 })) {
        await this.reschedule(org, application.id);
      }
    }
  }

  /** What a process that is no more left behind: its leases, cycles that run no longer, half-built plans. */
  async #forget(org: OrgId): Promise<void> {
    const { store, env } = this.#deps;
    const leases = await store.page("lease", { where: { org }, limit: 10_000 });
    for (const { name } of leases) await store.commit([{ op: "delete", table: "lease", key: { org, name } }]);
    const running = await rowsAmong(store, "cycle", { org }, "state", ["planning", "running"]);
    for (const { id } of running) {
      const set = {
        state: "interrupted" as const,
        ended: env.now(),
        message: { code: "cycle.interrupted", params: {} },
      };
      await store.commit([{ op: "update", table: "cycle", key: { org, id }, set }]);
    }
    const unfinished = await rowsAmong(store, "plan", { org }, "state", ["building", "applying"]);
    for (const { id, state } of unfinished) {
      const set = { state: state === "building" ? ("failed" as const) : ("stale" as const) };
      await store.commit([{ op: "update", table: "plan", key: { org, id }, set }]);
    }
  }

  async startPlan(org: OrgId, app: AppId, kind: "auto" | "initial"): Promise<PlanRow | NotStarted> {
    const begun = await this.#begin(org, app);
    if (isRefusal(begun)) return begun;
    const { context, lease } = begun;
    const row = await newPlanRow(context, this.#newId<PlanId>(), cycleKindOf(context, kind));
    await this.#deps.store.commit([{ op: "insert", table: "plan", row }]);
    this.#track(
      org,
      app,
      lease,
      runPlan(context, row, false).then(() => undefined),
    );
    return row;
  }

  async startApply(org: OrgId, id: PlanId, hash: string | undefined): Promise<CycleRow | NotStarted> {
    const plan = await this.#deps.store.get("plan", { org, id });
    if (plan === undefined) return refuse("not-found", "plan.not-found", { plan: id });
    const wrong = refusePlan(plan, hash);
    if (wrong !== undefined) return wrong;
    const begun = await this.#begin(org, plan.app);
    if (isRefusal(begun)) return begun;
    const { context, lease } = begun;
    const { provisioning, application } = context;
    if (provisioning.watermark !== plan.watermark || application.version !== plan.config_version) {
      await lease.release();
      await this.#deps.store.commit([
        { op: "update", table: "plan", key: { org, id }, set: { state: "stale" } },
      ]);
      return refuse("conflict", "plan.stale", { plan: id });
    }
    const cycle = await this.#newCycle(context, plan.kind, "running", id);
    const progress = this.#watch(cycle);
    this.#track(
      org,
      plan.app,
      lease,
      runApply(context, plan, cycle, progress).then(() => undefined),
    );
    return cycle;
  }

  async startSync(org: OrgId, app: AppId, kind: "auto" | "initial"): Promise<CycleRow | NotStarted> {
    return this.#sync(org, app, kind, false);
  }

  async #sync(
    org: OrgId,
    app: AppId,
    kind: "auto" | "initial",
    isScheduled: boolean,
  ): Promise<CycleRow | NotStarted> {
    const begun = await this.#begin(org, app);
    if (isRefusal(begun)) return begun;
    const { context, lease } = begun;
    const plan = await newPlanRow(context, this.#newId<PlanId>(), cycleKindOf(context, kind));
    await this.#deps.store.commit([{ op: "insert", table: "plan", row: plan }]);
    const cycle = await this.#newCycle(context, plan.kind, "planning", plan.id);
    const progress = this.#watch(cycle);
    this.#track(org, app, lease, runSync(context, plan, cycle, progress, isScheduled));
    return cycle;
  }

  async test(org: OrgId, app: AppId) {
    const context = await openContext(this.#deps, org, app, this.#stop);
    if (isRefusal(context)) return context;
    const outcome = await context.target.test(context.signal);
    await context.wire.flush();
    return outcome;
  }

  progress(cycle: string): Progress | undefined {
    return this.#progress.get(cycle);
  }

  async reschedule(org: OrgId, app: AppId): Promise<void> {
    this.#schedules.get(app)?.stop();
    this.#schedules.delete(app);
    const { store } = this.#deps;
    const application = await store.get("application", { org, id: app });
    const provisioning = await store.get("provisioning", { org, app });
    if (application === undefined || provisioning === undefined) return;
    if (provisioning.state === "off" || this.#stop.asked) return;
    const { everySeconds } = readSettings(application.settings);
    const schedule = this.#scheduler.every(everySeconds, () => this.#runScheduled(org, app));
    this.#schedules.set(app, schedule);
    await this.#noteNextRun(org, app);
  }

  /** A cycle that nobody asked for: only after a person began provisioning, and not beside another. */
  async #runScheduled(org: OrgId, app: AppId): Promise<void> {
    const provisioning = await this.#deps.store.get("provisioning", { org, app });
    if (provisioning?.state !== "on" || this.#running.has(app)) return;
    const cycle = await this.#sync(org, app, "auto", true);
    if (isRefusal(cycle)) this.#deps.log("warn", cycle.code, { app });
    await this.#running.get(app);
  }

  /** Tells people when the next cycle begins by itself. */
  async #noteNextRun(org: OrgId, app: AppId): Promise<void> {
    const provisioning = await this.#deps.store.get("provisioning", { org, app });
    const next_run = provisioning?.state === "on" ? (this.#schedules.get(app)?.next() ?? null) : null;
    await this.#deps.store.commit([
      { op: "update", table: "provisioning", key: { org, app }, set: { next_run } },
    ]);
  }

  async stop(): Promise<void> {
    this.#stop.ask();
    for (const schedule of this.#schedules.values()) schedule.stop();
    await Promise.allSettled(this.#running.values());
    this.#stop.done();
  }

  /** Opens the application and takes its lease, or says why not. */
  async #begin(
    org: OrgId,
    app: AppId,
  ): Promise<{ readonly context: CycleContext; readonly lease: Lease } | NotStarted> {
    if (this.#stop.asked) return refuse("unavailable", "engine.stopping");
    const before = await openContext(this.#deps, org, app, this.#stop);
    if (isRefusal(before)) return before;
    const busy = refuse("conflict", "engine.busy", { app: before.application.name });
    if (this.#running.has(app)) return busy;
    // Held from here on, so that two requests in the same moment cannot both begin.
    this.#running.set(app, Promise.resolve());
    const lease = await takeLease(this.#deps, org, app, this.#holder);
    if (lease === undefined) {
      this.#running.delete(app);
      return busy;
    }
    // Read again under the lease: a cycle may have closed in between.
    const context = await openContext(this.#deps, org, app, this.#stop);
    if (!isRefusal(context)) return { context, lease };
    this.#running.delete(app);
    await lease.release();
    return context;
  }

  #track(org: OrgId, app: AppId, lease: Lease, work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => {
        this.#deps.log("error", "engine.failed", { app, error });
      })
      .finally(async () => {
        await this.#noteNextRun(org, app);
        await lease.release();
        this.#running.delete(app);
      });
    this.#running.set(app, done);
  }

  #watch(cycle: CycleRow): Progress {
    const progress = { done: 0, total: 0 };
    this.#progress.set(cycle.id, progress);
    return progress;
  }

  async #newCycle(
    context: CycleContext,
    kind: CycleKind,
    state: CycleRow["state"],
    plan: PlanId,
  ): Promise<CycleRow> {
    const cycle: CycleRow = {
      org: context.org,
      id: this.#newId<CycleId>(),
      app: context.app,
      plan,
      kind,
      state,
      started: this.#deps.env.now(),
      ended: null,
      counts: { ...NO_CYCLE_COUNTS },
      closed: 0,
      message: null,
    };
    await this.#deps.store.commit([{ op: "insert", table: "cycle", row: cycle }]);
    return cycle;
  }

  #newId<Kind extends PlanId | CycleId>(): Kind {
    return trustId<Kind>(this.#deps.env.newId());
  }
}

/** Time that a step in hand has to finish before its call is cut off. */
const GRACE_MS = 3_000;

class StopSwitch implements Stop {
  asked = false;
  readonly #cut = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  get signal(): AbortSignal {
    return this.#cut.signal;
  }

  ask(): void {
    this.asked = true;
    this.#timer ??= setTimeout(() => this.#cut.abort(), GRACE_MS);
  }

  done(): void {
    clearTimeout(this.#timer);
  }
}

function refusePlan(plan: PlanRow, hash: string | undefined): NotStarted | undefined {
  if (plan.state === "applied" || plan.state === "applying") {
    return refuse("conflict", "plan.already-applied", { plan: plan.id });
  }
  if (plan.state === "building") return refuse("conflict", "plan.building", { plan: plan.id });
  if (plan.state === "failed") return refuse("conflict", "plan.failed", { plan: plan.id });
  if (plan.state === "stale") return refuse("conflict", "plan.stale", { plan: plan.id });
  if (hash !== undefined && hash !== plan.hash) {
    return refuse("conflict", "plan.hash-mismatch", { expected: plan.hash ?? "" });
  }
  return undefined;
}
