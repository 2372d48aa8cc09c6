import type { AppId, OrgId, PlanId } from "../../../core/ids.ts";
import type { Outcome } from "../../../core/provisioning/fault.ts";
import type { DriftPolicy } from "../../../core/provisioning/reconcile.ts";
import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Scheduler } from "../../../ports/scheduler.ts";
import type { Author } from "../../audit.ts";
import { LeasedJobs } from "../../background/leased-jobs.ts";
import { type Deps, isRefusal, type Refusal } from "../../deps.ts";
import type { CycleRun } from "../context.ts";
import { INLINE_PLANNER, type Planner } from "../plan/planner.ts";
import type { OnlyObject } from "../plan/read-changes.ts";
import type { Rehearsal } from "../rehearsal/try-on-demand.ts";
import { ApplicationLeases } from "./application-lease.ts";
import { requestCancel } from "./cancel-cycle.ts";
import { CycleRequests } from "./cycle-requests.ts";
import { CycleRunner } from "./cycle-runner.ts";
import { CycleScheduler } from "./cycle-scheduler.ts";
import { dropLeases, endAllInterruptedRuns } from "./end-interrupted.ts";
import type { Engine, PlanRequest } from "./engine.ts";
import { EventLane } from "./event-lane.ts";
import type { TargetReport } from "./probe-target.ts";

export interface EngineOptions {
  readonly planner?: Planner;
  /** Called with every cycle that ended, as it is in the store then, and its times to deprovision in milliseconds. */
  readonly onCycle?: (cycle: CycleRow, deprovisioningMs: readonly number[]) => void;
  /** False if changes of the directory wait for the schedule, whatever the settings of an application say. */
  readonly startsOnChange?: boolean;
}

/** The engine of one process: requests, exclusivity, runs and schedules put together. */
export class CycleEngine implements Engine {
  readonly #deps: Deps;
  readonly #planner: Planner;
  readonly #jobs: LeasedJobs;
  readonly #leases: ApplicationLeases;
  readonly #runner: CycleRunner;
  readonly #requests: CycleRequests;
  readonly #scheduler: CycleScheduler;
  readonly #lane: EventLane;

  constructor(
    deps: Deps,
    scheduler: Scheduler,
    { planner = INLINE_PLANNER, onCycle = () => {}, startsOnChange = true }: EngineOptions = {},
  ) {
    const jobs = new LeasedJobs(deps, scheduler);
    const leases = new ApplicationLeases(deps, jobs);
    // The first cycle of an application is where its schedule begins.
    const onEnded = async (org: OrgId, app: AppId) => {
      await this.reschedule(org, app);
      this.#lane.resume(app);
    };
    this.#deps = deps;
    this.#planner = planner;
    this.#jobs = jobs;
    this.#leases = leases;
    this.#runner = new CycleRunner(deps, { leases, stop: jobs.stopSignal, onCycle, onEnded });
    this.#requests = new CycleRequests(deps, { runner: this.#runner, jobs, planner });
    const requests = this.#requests;
    this.#lane = new EventLane(deps, { leases, requests, runner: this.#runner, stop: jobs.stopSignal });
    this.#scheduler = new CycleScheduler(deps, {
      ...{ jobs, leases, requests },
      onScheduled: (org, app) => {
        if (startsOnChange) void this.#lane.follow(org, app);
      },
      onUnscheduled: (app) => this.#lane.leave(app),
    });
  }

  /**
   * Begins the schedules. `isAlone` when no other process can be at work on this store: then what an earlier process
   * left under way is marked as interrupted at once, without waiting for its leases to end.
   */
  async start(isAlone: boolean): Promise<void> {
    if (isAlone) {
      await dropLeases(this.#deps);
      await endAllInterruptedRuns(this.#deps);
    }
    await this.#scheduler.start();
  }

  startPlan(author: Author, org: OrgId, app: AppId, kind: PlanRequest): Promise<PlanRow | Refusal> {
    return this.#requests.startPlan(author, org, app, kind);
  }

  startApply(
    author: Author,
    org: OrgId,
    plan: PlanId,
    hash: string | undefined,
  ): Promise<CycleRow | Refusal> {
    return this.#requests.startApply(author, org, plan, hash);
  }

  startSync(author: Author, org: OrgId, app: AppId, kind: "auto" | "initial"): Promise<CycleRow | Refusal> {
    return this.#requests.startSync(author, org, app, kind);
  }

  startOnDemand(author: Author, org: OrgId, app: AppId, only: OnlyObject): Promise<CycleRow | Refusal> {
    return this.#requests.startOnDemand(author, org, app, only);
  }

  startReconcile(author: Author, org: OrgId, app: AppId, onDrift: DriftPolicy): Promise<CycleRow | Refusal> {
    return this.#requests.startReconcile(author, org, app, onDrift);
  }

  rehearse(org: OrgId, app: AppId, only: OnlyObject): Promise<Rehearsal | Refusal> {
    return this.#requests.rehearse(org, app, only);
  }

  test(org: OrgId, app: AppId): Promise<Outcome<TargetReport> | Refusal> {
    return this.#requests.test(org, app);
  }

  async cancel(author: Author, { org, id }: Pick<CycleRow, "org" | "id">): Promise<CycleRow | Refusal> {
    const cycle = await requestCancel(this.#deps, author, { org, id });
    if (isRefusal(cycle) || cycle.ended !== null || this.#runner.cancel(id)) return cycle;
    // The server that ran it may have died. The next holder of the lease ends its cycle.
    await this.#leases.whileIdle(org, cycle.app, async () => {});
    return (await this.#deps.store.get("cycle", { org, id })) ?? cycle;
  }

  progress(cycle: string): ReturnType<CycleRunner["progress"]> {
    return this.#runner.progress(cycle);
  }

  whileIdle<Result>(org: OrgId, app: AppId, work: () => Promise<Result>): Promise<Result | Refusal> {
    return this.#leases.whileIdle(org, app, work);
  }

  withTarget<Result>(
    org: OrgId,
    app: AppId,
    work: (context: CycleRun) => Promise<Result>,
  ): Promise<Result | Refusal> {
    return this.#leases.withTarget(org, app, work);
  }

  prepare(): void {
    this.#planner.warm();
  }

  reschedule(org: OrgId, app: AppId): Promise<void> {
    return this.#scheduler.reschedule(org, app);
  }

  async stop(): Promise<void> {
    await Promise.all([this.#lane.stop(), this.#jobs.stop()]);
  }
}
