import type { AppId, OrgId } from "../../../core/ids.ts";
import { isProbeDue } from "../../../core/provisioning/quarantine.ts";
import { completeSettings } from "../../../core/provisioning/settings.ts";
import type { CycleRow } from "../../../ports/cycle-tables.ts";
import type { Schedule } from "../../../ports/scheduler.ts";
import type { LeasedJobs } from "../../background/leased-jobs.ts";
import { commitIfCurrent } from "../../commit.ts";
import { type Deps, isRefusal, type Refusal } from "../../deps.ts";
import { readEachPage } from "../../paging.ts";
import { findDueReconcile } from "../reconcile/find-due-reconcile.ts";
import type { ApplicationLeases } from "./application-lease.ts";
import type { CycleRequests } from "./cycle-requests.ts";
import { hasWork } from "./has-work.ts";
import { changeProvisioning, enterQuarantine } from "./quarantine.ts";

/** How often to look for applications that another process created, changed or deleted. */
const REFRESH_SECONDS = 300;

/** A schedule with the interval that it was made for. */
interface Planned {
  readonly everySeconds: number;
  readonly schedule: Schedule;
}

export interface CycleSchedulerOptions {
  readonly jobs: LeasedJobs;
  readonly leases: ApplicationLeases;
  readonly requests: CycleRequests;
  /** Called when the schedule of an application begins, and when it ends. */
  readonly onScheduled: (org: OrgId, app: AppId) => void;
  readonly onUnscheduled: (app: AppId) => void;
}

/** Begins cycles by schedule, when they are due. */
export class CycleScheduler {
  readonly #deps: Deps;
  readonly #options: CycleSchedulerOptions;
  readonly #schedules = new Map<AppId, Planned>();

  constructor(deps: Deps, options: CycleSchedulerOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Schedules every application there is, and from then on those that other processes create. */
  async start(): Promise<void> {
    await this.#refresh();
    this.#options.jobs.every(REFRESH_SECONDS, () => this.#refresh());
  }

  /** Reads the schedule of an application again; that of a deleted one, or of one turned off, ends. */
  async reschedule(org: OrgId, app: AppId): Promise<void> {
    const everySeconds = await this.#readInterval(org, app);
    if (this.#schedules.get(app)?.everySeconds !== everySeconds) this.#plan(org, app, everySeconds);
    if (everySeconds !== undefined) await this.#storeNextRun(org, app);
  }

  async #refresh(): Promise<void> {
    const { store } = this.#deps;
    const seen = new Set<AppId>();
    for await (const organizations of readEachPage(store, "organization", {})) {
      for (const { org } of organizations) {
        for await (const applications of readEachPage(store, "application", { org })) {
          for (const { id } of applications) {
            seen.add(id);
            const everySeconds = await this.#readInterval(org, id);
            await this.#adjust(org, id, everySeconds);
          }
        }
      }
    }
    for (const [app, { schedule }] of this.#schedules) {
      if (seen.has(app)) continue;
      schedule.stop();
      this.#schedules.delete(app);
      this.#options.onUnscheduled(app);
    }
  }

  /** Follows a changed interval. One that is the same may belong to an application that could not be followed before. */
  async #adjust(org: OrgId, app: AppId, everySeconds: number | undefined): Promise<void> {
    if (this.#schedules.get(app)?.everySeconds !== everySeconds) await this.reschedule(org, app);
    else if (everySeconds !== undefined) this.#options.onScheduled(org, app);
  }

  /** The interval of an application in seconds; undefined when it runs no cycles by itself. */
  async #readInterval(org: OrgId, app: AppId): Promise<number | undefined> {
    const { store } = this.#deps;
    const application = await store.get("application", { org, id: app });
    const provisioning = await store.get("provisioning", { org, app });
    if (application === undefined || provisioning === undefined || provisioning.state === "off") {
      return undefined;
    }
    return completeSettings(application.settings).everySeconds;
  }

  #plan(org: OrgId, app: AppId, everySeconds: number | undefined): void {
    const { jobs } = this.#options;
    this.#schedules.get(app)?.schedule.stop();
    this.#schedules.delete(app);
    if (everySeconds === undefined || jobs.stopSignal.requested) {
      this.#options.onUnscheduled(app);
      return;
    }
    this.#options.onScheduled(org, app);
    const schedule = jobs.every(everySeconds, () => this.#runScheduled(org, app));
    this.#schedules.set(app, { everySeconds, schedule });
  }

  /**
   * Runs the cycles that are due, but only after a person began provisioning, and not beside another: work that runs
   * already is waited for, so that its last clean-up does not cost the application a turn.
   */
  async #runScheduled(org: OrgId, app: AppId): Promise<void> {
    const { leases, requests, jobs } = this.#options;
    await leases.running(app);
    if (await this.#isDue(org, app)) {
      await this.#begin(org, app, () => requests.startSync("system", org, app, "auto"));
    } else await this.#storeNextRun(org, app);
    // After the cycle of the changes, which may take access away and must not wait for a whole listing.
    const onDrift = await findDueReconcile(this.#deps, { org, app });
    if (onDrift === undefined || jobs.stopSignal.requested) return;
    await this.#begin(org, app, () => requests.startReconcile("system", org, app, onDrift));
  }

  /** Begins a cycle whose time has come, and waits for its end. */
  async #begin(org: OrgId, app: AppId, start: () => Promise<CycleRow | Refusal>): Promise<void> {
    this.#deps.log("info", "schedule.due", { organization: org, app });
    const cycle = await start();
    if (isRefusal(cycle))
      this.#deps.log("warn", "schedule.refused", { organization: org, app, code: cycle.code });
    await this.#options.leases.running(app);
  }

  /** True when a scheduled cycle may run. A target in quarantine is probed first, when its time has come. */
  async #isDue(org: OrgId, app: AppId): Promise<boolean> {
    const { store, env } = this.#deps;
    const provisioning = await store.get("provisioning", { org, app });
    if (provisioning?.state === "on") return hasWork(this.#deps, org, app);
    if (provisioning?.state !== "quarantine") return false;
    const { quarantine } = provisioning;
    if (quarantine !== null && !isProbeDue(quarantine, env.now())) return false;
    const probed = await this.#options.requests.test(org, app);
    if (isRefusal(probed)) return false;
    if (!probed.ok) {
      const { fault } = probed;
      await changeProvisioning(this.#deps, { org, app }, (row) => enterQuarantine(this.#deps, row, fault));
    }
    return probed.ok;
  }

  /** Stores when the next cycle begins by itself, for people to see; a quarantine has a time of its own. */
  async #storeNextRun(org: OrgId, app: AppId): Promise<void> {
    const provisioning = await this.#deps.store.get("provisioning", { org, app });
    if (provisioning === undefined || provisioning.state === "quarantine") return;
    const { state } = provisioning;
    const next_run = state === "on" ? (this.#schedules.get(app)?.schedule.next() ?? null) : null;
    // Refused when the application was deleted, or changed its state, in between: then this is out of date.
    await commitIfCurrent(this.#deps, [
      { op: "update", table: "provisioning", key: { org, app }, set: { next_run }, expect: { state } },
    ]);
  }
}
