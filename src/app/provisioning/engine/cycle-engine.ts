import { type AppId, type CycleId, type OrgId, type PlanId, trustId } from "../../../core/ids.ts";
import { NO_CYCLE_COUNTS } from "../../../core/provisioning/cycle-balance.ts";
import { readQuarantine } from "../../../core/provisioning/quarantine.ts";
import { readSettings } from "../../../core/provisioning/settings.ts";
import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Schedule, Scheduler } from "../../../ports/scheduler.ts";
import type { Write } from "../../../ports/store.ts";
import { type Author, auditWrite } from "../../audit.ts";
import { type Lease, takeLease } from "../../background/lease.ts";
import { ShutdownSignal } from "../../background/shutdown-signal.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { type CycleContext, closeContext, openContext } from "../context.ts";
import { cycleKindOf, newPlanRow } from "../plan/plan-cycle.ts";
import { applyRetention } from "./apply-retention.ts";
import { dropLeases, endInterruptedRuns } from "./end-interrupted.ts";
import type { Engine } from "./engine.ts";
import { hasWork } from "./has-work.ts";
import { changeProvisioning, enterQuarantine, leaveQuarantine } from "./quarantine.ts";
import { type Progress, runApply, runPlan, runSync } from "./run-cycle.ts";

/** How long to wait for a cycle that runs, in case it is over but for its clean-up. */
const SETTLE_MS = 500;

/** Runs cycles one at a time for each application, on request and by schedule. */
export class CycleEngine implements Engine {
  readonly #deps: Deps;
  readonly #scheduler: Scheduler;
  readonly #onCycle: (cycle: CycleRow) => void;
  readonly #holder: string;
  readonly #stop = new ShutdownSignal();
  readonly #running = new Map<AppId, Promise<void>>();
  /** Those that somebody waits for: what can be done another time lets them go. */
  readonly #wanted = new Set<AppId>();
  /** Tests of targets under way, which a stop waits for too. */
  readonly #asking = new Set<Promise<void>>();
  readonly #progress = new Map<string, Progress>();
  readonly #schedules = new Map<AppId, Schedule>();

  /** `onCycle` is told of every cycle that ended, as it is in the store then. */
  constructor(deps: Deps, scheduler: Scheduler, onCycle: (cycle: CycleRow) => void = () => {}) {
    this.#deps = deps;
    this.#scheduler = scheduler;
    this.#onCycle = onCycle;
    this.#holder = deps.env.newId();
  }

  /**
   * Takes up after a start: the schedules begin. `isAlone` when no other process can be at work on this store:
   * then what an earlier one left running runs no more.
   */
  async start(isAlone: boolean): Promise<void> {
    const { store } = this.#deps;
    for (const { org } of await store.page("organization", { where: {}, limit: 10_000 })) {
      if (isAlone) await dropLeases(this.#deps, org);
      for (const { id } of await store.page("application", { where: { org }, limit: 10_000 })) {
        if (isAlone) await endInterruptedRuns(this.#deps, org, id);
        await this.reschedule(org, id);
      }
    }
  }

  async startPlan(
    author: Author,
    org: OrgId,
    app: AppId,
    kind: "auto" | "initial",
  ): Promise<PlanRow | Refusal> {
    return this.#run(org, app, async (context) => {
      const row = await newPlanRow(context, this.#newId<PlanId>(), cycleKindOf(context, kind));
      const audit = this.#audit(author, org, app, "plan", row.id);
      await this.#deps.store.commit([{ op: "insert", table: "plan", row }, audit]);
      return { begun: row, work: () => runPlan(context, row, false) };
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
    return this.#run(org, plan.app, async (context) => {
      const { provisioning, application } = context;
      if (provisioning.watermark !== plan.watermark || application.version !== plan.config_version) {
        const set = { state: "stale" as const };
        await this.#deps.store.commit([{ op: "update", table: "plan", key: { org, id }, set }]);
        return refuse("conflict", "plan.stale", { plan: id });
      }
      const audit = this.#audit(author, org, plan.app, "apply", id);
      const cycle = await this.#newCycle(context, plan, "running", audit);
      const work = (progress: Progress) => runApply(context, plan, cycle, progress);
      return { begun: cycle, work: () => this.#watch(cycle, work) };
    });
  }

  async startSync(
    author: Author,
    org: OrgId,
    app: AppId,
    kind: "auto" | "initial",
  ): Promise<CycleRow | Refusal> {
    const isScheduled = author === "system";
    return this.#run(org, app, async (context) => {
      const plan = await newPlanRow(context, this.#newId<PlanId>(), cycleKindOf(context, kind));
      await this.#deps.store.commit([{ op: "insert", table: "plan", row: plan }]);
      const audit = this.#audit(author, org, app, "sync", plan.id);
      const cycle = await this.#newCycle(context, plan, "planning", audit);
      const work = (progress: Progress) => runSync(context, plan, cycle, progress, isScheduled);
      return { begun: cycle, work: () => this.#watch(cycle, work) };
    });
  }

  async test(org: OrgId, app: AppId) {
    const asking = this.#ask(org, app);
    const settled: Promise<void> = asking.then(
      () => {},
      () => {},
    );
    this.#asking.add(settled);
    return asking.finally(() => this.#asking.delete(settled));
  }

  async #ask(org: OrgId, app: AppId): ReturnType<Engine["test"]> {
    const context = await openContext(this.#deps, org, app, this.#stop);
    if (isRefusal(context)) return context;
    try {
      const outcome = await context.target.test(context.signal);
      await context.wire.flush();
      if (outcome.ok) await changeProvisioning(this.#deps, context.provisioning, leaveQuarantine);
      return outcome;
    } finally {
      await closeContext(context);
    }
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
    if (this.#running.has(app)) return;
    if (!(await this.#isDue(org, app))) {
      await this.#noteNextRun(org, app);
      return;
    }
    const cycle = await this.startSync("system", org, app, "auto");
    if (isRefusal(cycle)) this.#deps.log("warn", cycle.code, { app });
    await this.#running.get(app);
  }

  /** True when a scheduled cycle may run. A resting target is asked first, when its time has come. */
  async #isDue(org: OrgId, app: AppId): Promise<boolean> {
    const provisioning = await this.#deps.store.get("provisioning", { org, app });
    if (provisioning?.state === "on") return hasWork(this.#deps, org, app);
    if (provisioning?.state !== "quarantine") return false;
    const quarantine = readQuarantine(provisioning.quarantine);
    if (quarantine !== undefined && quarantine.next > this.#deps.env.now()) return false;
    const probed = await this.test(org, app);
    if (isRefusal(probed)) return false;
    if (!probed.ok) {
      const { fault } = probed;
      await changeProvisioning(this.#deps, { org, app }, (row) => enterQuarantine(this.#deps, row, fault));
    }
    return probed.ok;
  }

  /** Tells people when the next cycle begins by itself. */
  async #noteNextRun(org: OrgId, app: AppId): Promise<void> {
    const provisioning = await this.#deps.store.get("provisioning", { org, app });
    if (provisioning === undefined || provisioning.state === "quarantine") return;
    const next_run = provisioning.state === "on" ? (this.#schedules.get(app)?.next() ?? null) : null;
    await this.#deps.store.commit([
      { op: "update", table: "provisioning", key: { org, app }, set: { next_run } },
    ]);
  }

  async whileIdle<Result>(org: OrgId, app: AppId, work: () => Promise<Result>): Promise<Result | Refusal> {
    const lease = await this.#hold(org, app);
    if (isRefusal(lease)) return lease;
    const working = endInterruptedRuns(this.#deps, org, app).then(work);
    this.#running.set(
      app,
      Promise.allSettled([working]).then(() => {}),
    );
    try {
      return await working;
    } finally {
      await this.#free(app, lease);
    }
  }

  async stop(): Promise<void> {
    this.#stop.request();
    for (const schedule of this.#schedules.values()) schedule.stop();
    await Promise.allSettled([...this.#running.values(), ...this.#asking]);
    this.#stop.done();
  }

  /**
   * Opens the application under its lease and begins; `work` goes on after this returned. Whatever happens
   * in between, the application is free again afterwards.
   */
  async #run<Begun>(
    org: OrgId,
    app: AppId,
    begin: (
      context: CycleContext,
    ) => Promise<Refusal | { readonly begun: Begun; readonly work: () => Promise<unknown> }>,
  ): Promise<Begun | Refusal> {
    const lease = await this.#hold(org, app);
    if (isRefusal(lease)) return lease;
    let context: CycleContext | Refusal | undefined;
    try {
      await endInterruptedRuns(this.#deps, org, app);
      // Read under the lease: a cycle may have closed just before.
      context = await openContext(this.#deps, org, app, this.#stop);
      const started = isRefusal(context) ? context : await begin(context);
      if (!isRefusal(started) && !isRefusal(context)) {
        const opened = context;
        const work = started.work().finally(() => closeContext(opened));
        this.#running.set(app, this.#finish(org, app, lease, work));
        return started.begun;
      }
      if (!isRefusal(context)) await closeContext(context);
      await this.#free(app, lease);
      return isRefusal(started) ? started : refuse("unavailable", "engine.stopping");
    } catch (error) {
      if (context !== undefined && !isRefusal(context)) await closeContext(context);
      await this.#free(app, lease);
      throw error;
    }
  }

  /** Takes the application for this process and one piece of work alone, until `#free`. */
  async #hold(org: OrgId, app: AppId): Promise<Lease | Refusal> {
    if (this.#stop.asked) return refuse("unavailable", "engine.stopping");
    const application = await this.#deps.store.get("application", { org, id: app });
    const busy = refuse("conflict", "engine.busy", { app: application?.name ?? app });
    // A cycle that has just closed still puts its things away: who follows at once waits for that.
    const running = this.#running.get(app);
    if (running !== undefined) {
      this.#wanted.add(app);
      await Promise.race([running, this.#deps.env.sleep(SETTLE_MS)]);
      this.#wanted.delete(app);
    }
    if (this.#running.has(app)) return busy;
    // Held from here on, so that two requests in the same moment cannot both begin.
    this.#running.set(app, Promise.resolve());
    let lease: Lease | undefined;
    try {
      lease = await takeLease(this.#deps, org, app, this.#holder);
    } finally {
      if (lease === undefined) this.#running.delete(app);
    }
    return lease ?? busy;
  }

  async #finish(org: OrgId, app: AppId, lease: Lease, work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#deps.log("error", "engine.failed", { app, error });
    }
    await this.#trim(org, app);
    try {
      // The first cycle of an application is where its schedule begins.
      if (this.#schedules.has(app)) await this.#noteNextRun(org, app);
      else await this.reschedule(org, app);
    } finally {
      await this.#free(app, lease);
    }
  }

  /** After whatever it came to: a target that never answers leaves plans and exchanges behind too. */
  async #trim(org: OrgId, app: AppId): Promise<void> {
    const mayGoOn = () => !this.#stop.asked && !this.#wanted.has(app);
    try {
      if (mayGoOn()) await applyRetention(this.#deps, org, app, mayGoOn);
    } catch (error) {
      this.#deps.log("warn", "engine.not-trimmed", { app, error });
    }
  }

  async #free(app: AppId, lease: Lease): Promise<void> {
    try {
      // First: who has waited for us takes the lease next.
      await lease.release();
    } finally {
      this.#running.delete(app);
    }
  }

  /** Shows the progress of a cycle while it runs, and tells of its end. */
  async #watch(cycle: CycleRow, work: (progress: Progress) => Promise<unknown>): Promise<void> {
    const progress = { done: 0, total: 0 };
    this.#progress.set(cycle.id, progress);
    try {
      await work(progress);
    } finally {
      this.#progress.delete(cycle.id);
      const ended = await this.#deps.store.get("cycle", { org: cycle.org, id: cycle.id });
      if (ended !== undefined) this.#onCycle(ended);
    }
  }

  async #newCycle(
    context: CycleContext,
    plan: PlanRow,
    state: CycleRow["state"],
    audit: Write,
  ): Promise<CycleRow> {
    const { org, app } = context;
    const cycle: CycleRow = {
      org,
      id: this.#newId<CycleId>(),
      app,
      plan: plan.id,
      kind: plan.kind,
      state,
      started: this.#deps.env.now(),
      ended: null,
      counts: { ...NO_CYCLE_COUNTS },
      closed: 0,
      message: null,
    };
    await this.#deps.store.commit([{ op: "insert", table: "cycle", row: cycle }, audit]);
    return cycle;
  }

  /** Who asked for it; a scheduled cycle is Muster's own. */
  #audit(author: Author, org: OrgId, app: AppId, activity: string, plan: PlanId): Write {
    const entry = { org, category: "provisioning", activity, target: app, detail: { plan } } as const;
    return auditWrite(this.#deps, author, entry);
  }

  #newId<Kind extends PlanId | CycleId>(): Kind {
    return trustId<Kind>(this.#deps.env.newId());
  }
}

function refusePlan(plan: PlanRow, hash: string | undefined): Refusal | undefined {
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
