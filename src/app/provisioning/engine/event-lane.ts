import type { AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import { completeSettings } from "../../../core/provisioning/settings.ts";
import type { Cursor } from "../../../ports/kinds.ts";
import type { Stop } from "../../background/shutdown-signal.ts";
import { type Deps, isRefusal } from "../../deps.ts";
import { closeContext, isTargetKnown, openContext } from "../context.ts";
import { readChanges } from "../plan/read-changes.ts";
import type { ApplicationLeases } from "./application-lease.ts";
import type { CycleRequests } from "./cycle-requests.ts";
import type { CycleRunner } from "./cycle-runner.ts";
import { findLeavers, isConcerned, readRetries } from "./find-leavers.ts";
import { hasWork } from "./has-work.ts";

/** How often changes by other processes are looked for; those by this one are noticed at once. */
const LOOK_MS = 1_000;
/** Changes that follow each other within this time are taken up together. */
const PAUSE_MS = 150;
/** The longest time that changes are waited for which go on and on. */
const PAUSE_MS_MAX = 500;
/** Pause after a look that failed, such as one at a database that is away. */
const RETRY_MS = 5_000;
/** How soon a cycle is begun again that another process kept from beginning. */
const BUSY_MS = 2_000;
/** How soon a user is looked at again whose account a step is being taken for. */
const AGAIN_MS = 250;
/** How soon the target is read again that did not say what became of a call for a leaver. */
const UNKNOWN_MS = 30_000;

/** An application that follows the changes of its organization at once. */
interface Followed {
  readonly org: OrgId;
  /** The changes up to here were looked at. */
  cursor: Cursor;
  /** Users who may have to lose access, once the step in hand for them has ended. */
  readonly left: Set<ObjectId>;
  /** When the loss of access is tried again for users of whom the target refused it for a while. */
  readonly retries: Map<ObjectId, number>;
  /** True if changes that concern the application came while a cycle ran: another one follows it. */
  isOwed: boolean;
  isLooking: boolean;
  isNews: boolean;
}

export interface EventLaneOptions {
  readonly leases: ApplicationLeases;
  readonly runner: CycleRunner;
  readonly requests: CycleRequests;
  readonly stop: Stop;
}

/**
 * Begins a cycle as soon as the directory has changed, for the applications that the change concerns. A user who loses
 * access while a cycle runs loses it beside that cycle, which may take an hour.
 */
export class EventLane {
  readonly #deps: Deps;
  readonly #options: EventLaneOptions;
  readonly #followed = new Map<AppId, Followed>();
  readonly #organizations = new Map<OrgId, Promise<void>>();
  /** Looks that are under way, which a stop waits for. */
  readonly #looks = new Set<Promise<void>>();
  readonly #ended = new AbortController();

  constructor(deps: Deps, options: EventLaneOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Follows the changes for an application whose schedule is on. A store that does not answer leaves it to the schedule. */
  async follow(org: OrgId, app: AppId): Promise<void> {
    if (this.#followed.has(app) || this.#ended.signal.aborted) return;
    const cursor = await this.#deps.store.feedHead(org).catch(() => undefined);
    if (cursor === undefined || this.#followed.has(app) || this.#ended.signal.aborted) return;
    // A cycle is owed for what changed while nothing followed, such as before a restart.
    const state = { isOwed: true, isLooking: false, isNews: false };
    this.#followed.set(app, { org, cursor, left: new Set(), retries: new Map(), ...state });
    if (!this.#organizations.has(org)) this.#organizations.set(org, this.#watch(org, cursor));
    this.#wake(app);
  }

  leave(app: AppId): void {
    this.#followed.delete(app);
  }

  /** Looks again at an application whose work has ended: what came meanwhile is still to be done. */
  resume(app: AppId): void {
    this.#wake(app);
  }

  /** Ends the lane once what it does now is done. */
  async stop(): Promise<void> {
    this.#ended.abort();
    await Promise.all(this.#organizations.values());
    await Promise.all(this.#looks);
  }

  /** Watches the feed of an organization until the lane ends or none of its applications follows it. */
  async #watch(org: OrgId, from: Cursor): Promise<void> {
    const { signal } = this.#ended;
    const { store, feedSignal } = this.#deps;
    const apps = () => [...this.#followed].filter(([, followed]) => followed.org === org);
    let head = from;
    while (!signal.aborted && apps().length > 0) {
      try {
        const now = await store.feedHead(org);
        if (now === head) {
          await feedSignal.next(org, LOOK_MS, signal);
          continue;
        }
        head = await this.#awaitPause(org, now);
        for (const [app] of apps()) this.#wake(app);
      } catch (error) {
        this.#deps.log("error", "engine.failed", { organization: org, error });
        await this.#deps.env.sleep(RETRY_MS, signal);
      }
    }
    this.#organizations.delete(org);
  }

  /** Waits until no more changes come, but not for long. Returns the end of the feed then. */
  async #awaitPause(org: OrgId, seen: Cursor): Promise<Cursor> {
    const { store, env } = this.#deps;
    let head = seen;
    for (let waited = 0; waited < PAUSE_MS_MAX; waited += PAUSE_MS) {
      await env.sleep(PAUSE_MS, this.#ended.signal);
      const now = await store.feedHead(org);
      if (now === head) return head;
      head = now;
    }
    return head;
  }

  /** Looks at the changes for one application; changes that come meanwhile are looked at afterwards. */
  #wake(app: AppId): void {
    const followed = this.#followed.get(app);
    if (followed === undefined) return;
    followed.isNews = true;
    if (followed.isLooking) return;
    followed.isLooking = true;
    const looked = this.#lookOn(app, followed);
    this.#looks.add(looked);
    void looked.finally(() => this.#looks.delete(looked));
  }

  /** Looks until nothing is new; never rejects. */
  async #lookOn(app: AppId, followed: Followed): Promise<void> {
    while (followed.isNews && !this.#ended.signal.aborted) {
      followed.isNews = false;
      const pauseMs = await this.#lookOnce(app, followed);
      if (pauseMs === undefined) continue;
      await this.#deps.env.sleep(pauseMs, this.#ended.signal);
      followed.isNews = true;
    }
    followed.isLooking = false;
  }

  /** Looks once. Returns after how many milliseconds it must be looked again, if so; never rejects. */
  async #lookOnce(app: AppId, followed: Followed): Promise<number | undefined> {
    try {
      const isBusy = await this.#look(app, followed);
      if (followed.left.size > 0) return AGAIN_MS;
      if (isBusy) return BUSY_MS;
      return followed.retries.size > 0 ? LOOK_MS : undefined;
    } catch (error) {
      this.#deps.log("error", "engine.failed", { organization: followed.org, app, error });
      return RETRY_MS;
    }
  }

  /** True if a cycle is owed and another process works on the application. */
  async #look(app: AppId, followed: Followed): Promise<boolean> {
    const { store } = this.#deps;
    const { org } = followed;
    const head = await store.feedHead(org);
    const [application, provisioning] = await Promise.all([
      store.get("application", { org, id: app }),
      store.get("provisioning", { org, app }),
    ]);
    const isOn = provisioning?.state === "on" || provisioning?.state === "waiting";
    if (application === undefined || !isOn || !completeSettings(application.settings).startOnChange) {
      followed.cursor = head;
      followed.left.clear();
      followed.retries.clear();
      return false;
    }
    const context = await openContext(this.#deps, org, app, this.#options.stop);
    if (isRefusal(context)) return false;
    try {
      const affected = await readChanges(context, followed.cursor, head);
      followed.isOwed ||= await isConcerned(context, affected);
      const due = takeDue(followed.retries, this.#deps.env.now());
      const turns = this.#options.runner.turnsOf(app);
      if (turns !== undefined) {
        const found = await findLeavers(context, turns, {
          affected,
          left: new Set([...followed.left, ...due]),
        });
        if (found.leavers.size > 0) await this.#options.requests.runEvent(org, app, found.leavers);
        followed.cursor = head;
        followed.left.clear();
        for (const id of found.inHand) followed.left.add(id);
        for (const [id, at] of await readRetries(context, found.leavers)) followed.retries.set(id, at);
        await this.#settle(app, followed, found.open);
        return false;
      }
      followed.cursor = head;
      followed.left.clear();
      // The cycle that they were refused beside has ended, so that they are the work of one of their own.
      followed.isOwed ||= due.length > 0;
      if (!followed.isOwed || provisioning.state !== "on" || !isTargetKnown(context)) return false;
    } finally {
      await closeContext(context);
    }
    return this.#begin(org, app, followed);
  }

  /**
   * Finds out whether calls of unknown outcome gave these users access. Those of whom it is known then are looked at again
   * at once, and the others after a while.
   */
  async #settle(app: AppId, { org, left, retries }: Followed, open: ReadonlySet<ObjectId>): Promise<void> {
    if (open.size === 0) return;
    const settled = await this.#options.requests.settleBeside(org, app, open);
    const again = this.#deps.env.now() + UNKNOWN_MS;
    for (const id of open) {
      if (settled.has(id)) left.add(id);
      else retries.set(id, again);
    }
  }

  /**
   * Begins a cycle, once the clean-up of the one before has ended. It is still owed while other work goes on: the end of that
   * work looks again. True where another process does it, whose end nothing reports here: it may have been planned before
   * the changes, and may not follow them.
   */
  async #begin(org: OrgId, app: AppId, followed: Followed): Promise<boolean> {
    const { leases, requests, stop } = this.#options;
    if (stop.requested) return false;
    // A cycle that ended meanwhile may have taken the changes up.
    if (!(await hasWork(this.#deps, org, app))) {
      followed.isOwed = false;
      return false;
    }
    const begun = await requests.startSync("system", org, app, "auto");
    const isBusy = isRefusal(begun) && begun.code === "engine.busy";
    if (!isRefusal(begun)) leases.markBrief(app);
    if (!isBusy) followed.isOwed = false;
    return isBusy && leases.running(app) === undefined;
  }
}

/** Takes out those whose time has come. */
function takeDue(retries: Map<ObjectId, number>, now: number): readonly ObjectId[] {
  const due = [...retries].filter(([, at]) => at <= now).map(([id]) => id);
  for (const id of due) retries.delete(id);
  return due;
}
