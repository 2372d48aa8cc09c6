import { totalmem } from "node:os";
import { getHeapStatistics } from "node:v8";
import type { Worker } from "node:worker_threads";
import type { Deps } from "../../app/deps.ts";
import type { CycleRun } from "../../app/provisioning/context.ts";
import type { Planned, PlanOptions } from "../../app/provisioning/plan/plan-cycle.ts";
import { type Planner, PlanningError } from "../../app/provisioning/plan/planner.ts";
import { toPlanningTask } from "../../app/provisioning/plan/planning-task.ts";
import type { MovableClock } from "../../platform/clock.ts";
import type { PlanRow } from "../../ports/cycle-tables.ts";
import type { StorePlace } from "../../store/open.ts";
import { startThread } from "../../store/sqlite/thread.ts";
import type { FromThread, PlanningThreadData, ToThread } from "./protocol.ts";
import { ServedRun } from "./served-run.ts";
import { toError, toThrownData } from "./thrown.ts";

/** How often a run looks whether it may still go on: a thread that computes sends no messages meanwhile. */
const LOOK_EVERY_MS = 50;
/** How long the thread may take to end at a stop, when it has nothing to do any more. */
const CLOSE_MS = 2_000;

export interface ThreadPlannerOptions {
  /** The store that this process has open. */
  readonly place: StorePlace;
  readonly clock: MovableClock;
  readonly log: Deps["log"];
  /** The heap of the thread in MiB, at most; as large as that of the main thread by default. */
  readonly heapMbMax?: number;
}

/** A smaller machine starts the planning thread with the first plan: the waiting thread takes 25 MB. */
const WARM_MEMORY_MB_MIN = 1_024;

/** The memory that this process may use: that of the machine, or of its container. */
function memoryMb(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20;
}

/** The planning thread that runs now, and the plans that it computes. */
interface Thread {
  readonly worker: Worker;
  readonly runs: Map<number, ServedRun>;
  /** True once the thread has loaded its modules and opened the store. */
  isReady: boolean;
}

/**
 * Plans in a thread of its own, which starts with `warm` or with the first plan. A thread that dies fails the plans that
 * it was computing, and the next plan starts another.
 */
export class ThreadPlanner implements Planner {
  readonly #options: ThreadPlannerOptions;
  readonly #heapMbMax: number;
  #thread: Thread | undefined;
  #lastRun = 0;

  constructor(options: ThreadPlannerOptions) {
    this.#options = options;
    this.#heapMbMax = options.heapMbMax ?? Math.round(getHeapStatistics().heap_size_limit / 2 ** 20);
  }

  /**
   * Starts the thread ahead of the first plan, which then does not wait for modules and the store; on a small machine not
   * before that plan.
   */
  warm(): void {
    if (memoryMb() >= WARM_MEMORY_MB_MIN) this.#thread ??= this.#start();
  }

  async plan(run: CycleRun, row: PlanRow, options: PlanOptions): Promise<Planned> {
    this.#thread ??= this.#start();
    const thread = this.#thread;
    this.#lastRun += 1;
    const id = this.#lastRun;
    const ended = new AbortController();
    let served: ServedRun | undefined;
    try {
      return await new Promise<Planned>((resolve, reject) => {
        served = new ServedRun(run, { resolve, reject });
        thread.runs.set(id, served);
        post(thread, {
          kind: "plan",
          run: id,
          task: toPlanningTask(run, row, options),
          abilities: run.target.abilities(),
          limits: served.limits,
          aheadMs: this.#options.clock.aheadMs(),
        });
        void this.#watch(thread, id, ended.signal);
      });
    } finally {
      ended.abort();
      thread.runs.delete(id);
      // Not awaited: the target may be slow to answer a page that a dead thread has requested.
      void served?.close();
    }
  }

  /** Ends the thread. To be called when no plan is being made any more, and before the store is closed. */
  async close(): Promise<void> {
    const thread = this.#thread;
    if (thread === undefined) return;
    this.#thread = undefined;
    const exited = new Promise<void>((resolve) => thread.worker.once("exit", () => resolve()));
    // A thread that is still loading has nothing to close, and would first load the rest.
    if (thread.isReady) post(thread, { kind: "close" });
    else void thread.worker.terminate();
    const late = setTimeout(() => void thread.worker.terminate(), CLOSE_MS);
    await exited;
    clearTimeout(late);
  }

  #start(): Thread {
    const workerData: PlanningThreadData = { place: this.#options.place };
    const worker = startThread("./planning-thread", import.meta.url, {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: this.#heapMbMax },
    });
    const thread: Thread = { worker, runs: new Map(), isReady: false };
    worker.on("message", (message: FromThread) => void this.#take(thread, message));
    worker.on("error", (error) => this.#end(thread, error));
    worker.on("exit", () => this.#end(thread, new Error("the planning thread was ended")));
    return thread;
  }

  /** Fails the plans of a thread that has died. The main thread answers requests as before. */
  #end(thread: Thread, error: unknown): void {
    const isMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
    const failure = isMemory
      ? new PlanningError({ code: "cycle.planning-memory", params: { mb: this.#heapMbMax } }, error)
      : new PlanningError({ code: "cycle.planning-ended", params: {} }, error);
    if (this.#thread === thread) {
      this.#thread = undefined;
      this.#options.log("error", "planning.thread-ended", { plans: thread.runs.size, error });
    }
    for (const run of thread.runs.values()) run.reject(failure);
    thread.runs.clear();
  }

  async #take(thread: Thread, message: FromThread): Promise<void> {
    switch (message.kind) {
      case "ready":
        thread.isReady = true;
        return;
      case "planned":
        thread.runs.get(message.run)?.resolve(message.planned);
        return;
      case "failed":
        thread.runs.get(message.run)?.reject(toError(message.thrown));
        return;
      case "not-started":
        this.#refuse(thread, toError(message.thrown));
        return;
      case "call":
        return this.#answer(thread, message);
    }
  }

  /** The thread could not open the store: its plans fail with the error of the store. */
  #refuse(thread: Thread, error: Error): void {
    if (this.#thread === thread) this.#thread = undefined;
    for (const run of thread.runs.values()) run.reject(error);
    thread.runs.clear();
  }

  async #answer(thread: Thread, { run, call, ask }: FromThread & { readonly kind: "call" }): Promise<void> {
    const served = thread.runs.get(run);
    if (served === undefined) return;
    this.#tellLimits(thread, run, served);
    try {
      const before = served.target.abilities();
      const answer = await served.answer(ask);
      const now = served.target.abilities();
      post(thread, { kind: "answered", run, call, answer, abilities: now === before ? undefined : now });
    } catch (error) {
      post(thread, { kind: "thrown", run, call, thrown: toThrownData(error) });
    }
  }

  /** Passes a stop, a cancelled cycle, a lost lease and a moved clock on to the thread. */
  async #watch(thread: Thread, run: number, ended: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    let aheadMs = clock.aheadMs();
    while (!ended.aborted) {
      await clock.sleep(LOOK_EVERY_MS, ended);
      const served = thread.runs.get(run);
      if (ended.aborted || served === undefined) return;
      const isMoved = clock.aheadMs() !== aheadMs;
      aheadMs = clock.aheadMs();
      this.#tellLimits(thread, run, served, isMoved);
    }
  }

  #tellLimits(thread: Thread, run: number, served: ServedRun, isMoved = false): void {
    if (!served.updateLimits() && !isMoved) return;
    post(thread, { kind: "limits", run, limits: served.limits, aheadMs: this.#options.clock.aheadMs() });
  }
}

function post({ worker }: Thread, message: ToThread): void {
  worker.postMessage(message);
}
