import type { AppId, OrgId } from "../../../core/ids.ts";
import type { HeldJob, LeasedJobs } from "../../background/leased-jobs.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../../deps.ts";
import { type CycleRun, closeContext, openContext } from "../context.ts";
import { endInterruptedRuns } from "./end-interrupted.ts";

/** How long to wait for work of this process, which may be about to end. */
const SETTLE_MS = 500;

/** How long to wait for work that is short: a clean-up, which is cut short, or a cycle that a change of the directory began. */
const SHORT_WORK_MS = 10_000;

/** The right to run cycles of an application: for one piece of work in one process at a time. */
export class ApplicationLeases {
  readonly #deps: Deps;
  readonly #jobs: LeasedJobs;
  /** Applications that a request waits for: their clean-up is cut short. */
  readonly #wanted = new Set<AppId>();
  /** Applications whose work has ended but for its clean-up. */
  readonly #ended = new Set<AppId>();
  /** Applications whose cycle a change of the directory began. */
  readonly #brief = new Set<AppId>();

  constructor(deps: Deps, jobs: LeasedJobs) {
    this.#deps = deps;
    this.#jobs = jobs;
  }

  /** True while a request waits for the application's work of this process to end. */
  isWanted(app: AppId): boolean {
    return this.#wanted.has(app);
  }

  /** Notes that the application's work of this process has ended but for its clean-up: a request waits for that. */
  markEnded(app: AppId): void {
    this.#ended.add(app);
  }

  /** Notes that a change of the directory began the work: it is about few objects as a rule, so that a request waits for it. */
  markBrief(app: AppId): void {
    this.#brief.add(app);
  }

  /** Resolves when the work ends that this process does for the application; undefined when it does none. */
  running(app: AppId): Promise<void> | undefined {
    return this.#jobs.running(nameOf(app));
  }

  /**
   * Takes the application for one piece of work, until `free`, and marks as interrupted what a process left under way
   * that had it before. Refused while there is other work.
   */
  async hold(org: OrgId, app: AppId): Promise<HeldJob | Refusal> {
    if (this.#jobs.stopSignal.requested) return refuse("unavailable", "engine.stopping");
    const running = this.running(app);
    if (running !== undefined) {
      this.#wanted.add(app);
      await this.#waitFor(running, SETTLE_MS);
      const isShort = this.#ended.has(app) || this.#brief.has(app) || (await this.#isPlanned(org, app));
      if (isShort) await this.#waitFor(running, SHORT_WORK_MS);
      this.#wanted.delete(app);
    }
    const job = await this.#jobs.hold({ org, name: nameOf(app) });
    if (job === undefined) {
      const application = await this.#deps.store.get("application", { org, id: app });
      return refuse("conflict", "engine.busy", { app: application?.name ?? app });
    }
    this.#ended.delete(app);
    this.#brief.delete(app);
    try {
      await endInterruptedRuns(job.deps, org, app);
      return job;
    } catch (error) {
      await job.free();
      throw error;
    }
  }

  /** True if the last plan is made and no cycle runs: work that goes on keeps the recording of that plan, and then ends. */
  async #isPlanned(org: OrgId, app: AppId): Promise<boolean> {
    const { store } = this.#deps;
    const [plan] = await store.page("plan", { where: { org, app }, descending: true, limit: 1 });
    if (plan?.state !== "planned") return false;
    const among = { column: "state", values: ["planning", "running"] } as const;
    return (await store.page("cycle", { where: { org, app }, among, limit: 1 })).length === 0;
  }

  /** Waits for work at most this long. The timer ends with the work: left alone, it would hold up the end of the process. */
  async #waitFor(work: Promise<void>, ms: number): Promise<void> {
    const done = new AbortController();
    await Promise.race([work, this.#deps.env.sleep(ms, done.signal)]);
    done.abort();
  }

  /** Runs work that no cycle of the application may run beside. */
  async whileIdle<Result>(org: OrgId, app: AppId, work: () => Promise<Result>): Promise<Result | Refusal> {
    const job = await this.hold(org, app);
    if (isRefusal(job)) return job;
    try {
      return await work();
    } finally {
      await job.free();
    }
  }

  /** Runs work with the target of the application, whose commits require the lease. */
  async withTarget<Result>(
    org: OrgId,
    app: AppId,
    work: (context: CycleRun) => Promise<Result>,
  ): Promise<Result | Refusal> {
    const job = await this.hold(org, app);
    if (isRefusal(job)) return job;
    try {
      const context = await openContext(job.deps, org, app, job.stop);
      if (isRefusal(context)) return context;
      return await work(context).finally(() => closeContext(context));
    } finally {
      await job.free();
    }
  }
}

function nameOf(app: AppId): string {
  return `engine:${app}`;
}
