import type { Schedule, Scheduler } from "../../ports/scheduler.ts";
import type { Key } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import type { LogCode } from "../log-lines.ts";
import { type Lease, LeaseLostError, takeLease } from "./lease.ts";
import { ShutdownSignal, type Stop, stopWithLease } from "./shutdown-signal.ts";
import { withLease } from "./with-lease.ts";

/** One piece of work that this process alone may do, until `free`. */
export interface HeldJob {
  /** For everything that the work writes and sends: it does neither once the lease is lost. */
  readonly deps: Deps;
  /** Requested when the process stops, and when the lease is lost. */
  readonly stop: Stop;
  /** Gives the lease back. To be called once, however the work ended. */
  free(): Promise<void>;
}

/**
 * How long work may take to end once its lease is lost. It can neither write nor send any more, so afterwards other work
 * of its name may begin beside what is left of it.
 */
const LOST_WORK_MS = 15_000;

/** `taken`: the work is under way already, here or in another process. */
export type JobResult = "done" | "failed" | "taken";

/** The background work of one kind: when it is due, which process does it, and how it ends with the process. */
export class LeasedJobs {
  readonly #deps: Deps;
  readonly #scheduler: Scheduler;
  /** The name of this process among those on one store. */
  readonly #holder: string;
  readonly #stop: ShutdownSignal;
  readonly #running = new Map<string, Promise<void>>();
  /** Work without a lease that a stop waits for too. */
  readonly #tracked = new Set<Promise<void>>();
  readonly #schedules = new Set<Schedule>();

  constructor(deps: Deps, scheduler: Scheduler) {
    this.#deps = deps;
    this.#scheduler = scheduler;
    this.#holder = deps.env.newId();
    this.#stop = new ShutdownSignal(deps.env);
  }

  /** The stop of the process, without any lease. */
  get stopSignal(): Stop {
    return this.#stop;
  }

  /** Pieces of work under way in this process. */
  get count(): number {
    return this.#running.size;
  }

  /** Runs this at an interval until its schedule or the process stops; a stop waits for the run in hand. */
  every(seconds: number, run: () => Promise<void>): Schedule {
    const schedule = this.#scheduler.every(seconds, () => this.track(run()));
    this.#schedules.add(schedule);
    return {
      next: () => schedule.next(),
      stop: () => {
        schedule.stop();
        this.#schedules.delete(schedule);
      },
    };
  }

  /** Resolves when the work of this name ends that this process does now; undefined when it does none. */
  running(name: string): Promise<void> | undefined {
    return this.#running.get(name);
  }

  /** Takes the lease for one piece of work; undefined while it is taken, here or by another process, or at a stop. */
  async hold(key: Key<"lease">): Promise<HeldJob | undefined> {
    const { name } = key;
    if (this.#running.has(name) || this.#stop.requested) return undefined;
    // Set before the first wait, so that two calls in the same moment cannot both begin.
    let end = () => {};
    const mine = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#running.set(name, mine);
    const leave = () => {
      if (this.#running.get(name) === mine) this.#running.delete(name);
      end();
    };
    let lease: Lease | undefined;
    try {
      lease = await takeLease(this.#deps, key, this.#holder);
    } finally {
      if (lease === undefined) leave();
    }
    return lease === undefined ? undefined : this.#jobUnder(lease, leave);
  }

  /** Does one piece of work under its lease. A failure is logged with `failureCode`, not thrown. */
  async run(
    key: Key<"lease">,
    failureCode: LogCode,
    work: (job: HeldJob) => Promise<void>,
  ): Promise<JobResult> {
    const { log } = this.#deps;
    try {
      const job = await this.hold(key);
      if (job === undefined) return "taken";
      try {
        await work(job);
      } finally {
        await job.free();
      }
      return "done";
    } catch (error) {
      // The loss of a lease is logged where it is noticed; the successor goes on with the work.
      if (!(error instanceof LeaseLostError))
        log("error", failureCode, { organization: key.org, lease: key.name, error });
      return "failed";
    }
  }

  /** Makes a stop wait for this work. */
  async track<Result>(work: Promise<Result>): Promise<Result> {
    const settled: Promise<void> = work.then(
      () => {},
      () => {},
    );
    this.#tracked.add(settled);
    return work.finally(() => this.#tracked.delete(settled));
  }

  /** Lets the steps in hand finish, cuts off what takes too long, begins no other, and resolves. */
  async stop(): Promise<void> {
    this.#stop.request();
    for (const schedule of this.#schedules) schedule.stop();
    while (this.#running.size > 0 || this.#tracked.size > 0) {
      await Promise.allSettled([...this.#tracked, ...this.#running.values()]);
    }
    this.#stop.done();
  }

  #jobUnder(lease: Lease, leave: () => void): HeldJob {
    const { env } = this.#deps;
    const freed = new AbortController();
    const leaveWhenLost = () => void env.sleep(LOST_WORK_MS, freed.signal).then(leave);
    lease.lost.addEventListener("abort", leaveWhenLost, { once: true });
    return {
      deps: withLease(this.#deps, lease),
      stop: stopWithLease(this.#stop, lease.lost),
      async free() {
        try {
          // A store that does not answer must not keep the name: the lease is not renewed any more, and expires.
          await Promise.race([lease.release(), env.sleep(LOST_WORK_MS, freed.signal)]);
        } finally {
          freed.abort();
          leave();
        }
      },
    };
  }
}
