import type { AppId, OrgId } from "../../../core/ids.ts";
import type { CycleRow } from "../../../ports/cycle-tables.ts";
import { LeaseLostError } from "../../background/lease.ts";
import type { HeldJob } from "../../background/leased-jobs.ts";
import type { Stop } from "../../background/shutdown-signal.ts";
import { type Deps, isRefusal, type Refusal } from "../../deps.ts";
import { type CycleRun, closeContext, openContext, withUrgentWires } from "../context.ts";
import type { CycleControl } from "../cycle-control.ts";
import { ObjectTurns } from "../object-turns.ts";
import type { ApplicationLeases } from "./application-lease.ts";
import { applyRetention } from "./apply-retention.ts";
import { watchCycle } from "./watch-cycle.ts";

/** The row that a request has begun, and the work that goes on after the answer. */
export interface Begun<Row> {
  readonly begun: Row;
  readonly work: () => Promise<unknown>;
}

/** Work on an application that this process does now. */
interface Running {
  readonly job: HeldJob;
  readonly turns: ObjectTurns;
  /** Event cycles beside it: the lease is given back after their end. */
  readonly beside: Set<Promise<unknown>>;
}

export interface RunnerOptions {
  readonly leases: ApplicationLeases;
  /** The stop of the process. */
  readonly stop: Stop;
  /** Called with every cycle that ended, as it is in the store then, and its times to deprovision. */
  readonly onCycle: (cycle: CycleRow, deprovisioningMs: readonly number[]) => void;
  /** Called when the work on an application has ended, before another may begin. */
  readonly onEnded: (org: OrgId, app: AppId) => Promise<void>;
}

/** Runs work on an application to its end, under its lease. */
export class CycleRunner {
  readonly #deps: Deps;
  readonly #options: RunnerOptions;
  /** The controls of the cycles that this process runs; other processes see and change the cycle's row. */
  readonly #controls = new Map<string, CycleControl>();
  readonly #running = new Map<AppId, Running>();

  constructor(deps: Deps, options: RunnerOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Steps taken so far by a cycle that this process runs now. */
  progress(cycle: string): Pick<CycleControl, "done" | "total" | "since"> | undefined {
    return this.#controls.get(cycle);
  }

  /** Tells a cycle of this process to end early; false if this process does not run it. */
  cancel(cycle: string): boolean {
    const control = this.#controls.get(cycle);
    if (control !== undefined) control.isCancelled = true;
    return control !== undefined;
  }

  /**
   * Opens the application under its lease and begins; `work` goes on after this returned. Whatever happens in
   * between, the application is free again afterwards.
   */
  async run<Row>(
    org: OrgId,
    app: AppId,
    begin: (context: CycleRun) => Promise<Refusal | Begun<Row>>,
  ): Promise<Row | Refusal> {
    const job = await this.#options.leases.hold(org, app);
    if (isRefusal(job)) return job;
    const running: Running = { job, turns: new ObjectTurns(), beside: new Set() };
    try {
      const started = await this.#begin(running, org, app, begin);
      if (isRefusal(started)) await job.free();
      else {
        this.#running.set(app, running);
        void this.#finish(org, app, running, started.work());
      }
      return isRefusal(started) ? started : started.begun;
    } catch (error) {
      await job.free();
      throw error;
    }
  }

  /** The turns of the work on an application that this process does now; undefined when it does none. */
  turnsOf(app: AppId): ObjectTurns | undefined {
    return this.#running.get(app)?.turns;
  }

  /**
   * Runs short work beside a cycle of this process, under the same lease and with calls that go first; does nothing when
   * this process runs none of the application.
   */
  async runBeside(org: OrgId, app: AppId, work: (context: CycleRun) => Promise<unknown>): Promise<void> {
    const running = this.#running.get(app);
    if (running === undefined) return;
    const { job, turns, beside } = running;
    const run = async () => {
      const opened = await openContext(withUrgentWires(job.deps), org, app, job.stop);
      if (isRefusal(opened)) return;
      const context = { ...opened, turns };
      await work(context).finally(() => closeContext(context));
    };
    const done = run();
    beside.add(done);
    await done.finally(() => beside.delete(done));
  }

  /** Opens the application and begins. The connection to its target is closed when the work ends, or at once. */
  async #begin<Row>(
    { job: { deps, stop }, turns }: Running,
    org: OrgId,
    app: AppId,
    begin: (context: CycleRun) => Promise<Refusal | Begun<Row>>,
  ): Promise<Refusal | Begun<Row>> {
    // Read under the lease: a cycle may have closed just before.
    const opened = await openContext(deps, org, app, stop);
    if (isRefusal(opened)) return opened;
    const context = { ...opened, turns };
    let started: Refusal | Begun<Row> | undefined;
    try {
      started = await begin(context);
    } finally {
      if (started === undefined || isRefusal(started)) await closeContext(context);
    }
    if (isRefusal(started)) return started;
    const { begun, work } = started;
    const finish = () => {
      this.#options.leases.markEnded(app);
      return closeContext(context);
    };
    return { begun, work: () => work().finally(finish) };
  }

  /** Shows the progress of a cycle while it runs, ends it early when that is requested, and reports its end. */
  async watch(
    { deps, control }: Pick<CycleRun, "deps" | "control">,
    cycle: CycleRow,
    work: () => Promise<unknown>,
  ): Promise<void> {
    this.#controls.set(cycle.id, control);
    logBegun(this.#deps, cycle);
    const done = new AbortController();
    const watched = watchCycle(deps, cycle, control, done.signal);
    try {
      await work();
    } finally {
      done.abort();
      await watched;
      this.#controls.delete(cycle.id);
      const { org, id } = cycle;
      const ended = await this.#deps.store.get("cycle", { org, id });
      // One that still runs in the store lost its lease: the process that took it over reports the end.
      if (ended !== undefined && ended.ended !== null) {
        logEnded(this.#deps, ended);
        this.#options.onCycle(ended, control.deprovisioningMs);
      }
    }
  }

  /** Never rejects: nothing waits for it but the next piece of work. */
  async #finish(org: OrgId, app: AppId, running: Running, work: Promise<unknown>): Promise<void> {
    const { log } = this.#deps;
    const { job, beside } = running;
    try {
      await work.catch((error: unknown) => {
        if (!(error instanceof LeaseLostError))
          log("error", "engine.failed", { organization: org, app, error });
      });
      // After a lost lease another run may have begun.
      if (this.#running.get(app) === running) this.#running.delete(app);
      await Promise.allSettled(beside);
      await this.#trim(org, app, job);
      await this.#options.onEnded(org, app);
    } catch (error) {
      log("error", "engine.failed", { organization: org, app, error });
    } finally {
      await job
        .free()
        .catch((error: unknown) => log("error", "engine.failed", { organization: org, app, error }));
    }
  }

  /** However the work ended: a target that never answers leaves plans and exchanges behind too. */
  async #trim(org: OrgId, app: AppId, { deps, stop }: HeldJob): Promise<void> {
    const mayGoOn = () => !stop.requested && !this.#options.leases.isWanted(app);
    try {
      if (mayGoOn()) await applyRetention(deps, org, app, mayGoOn);
    } catch (error) {
      this.#deps.log("warn", "engine.not-trimmed", { organization: org, app, error });
    }
  }
}

function logBegun({ log }: Deps, { org, app, id, kind, plan }: CycleRow): void {
  log("info", "cycle.begun", { organization: org, app, cycle: id, kind, plan });
}

/** The line of a cycle's end: its state, what became of its objects, and why it did not close. */
function logEnded({ log }: Deps, cycle: CycleRow): void {
  const { org, app, id, kind, state, started, ended, message } = cycle;
  const counts = Object.fromEntries(
    Object.entries(cycle.counts).filter(([name, count]) => name === "evaluated" || count > 0),
  );
  log(state === "closed" || state === "cancelled" ? "info" : "warn", "cycle.ended", {
    ...{ organization: org, app, cycle: id, kind, state, isBalanced: cycle.closed === 1, counts },
    ms: (ended ?? started) - started,
    ...(message === null ? {} : { code: message.code }),
  });
}
