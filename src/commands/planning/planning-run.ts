import { createControl } from "../../app/provisioning/cycle-control.ts";
import type { Planned } from "../../app/provisioning/plan/plan-cycle.ts";
import type { PlanningTask } from "../../app/provisioning/plan/planning-task.ts";
import { planTask } from "../../app/provisioning/recording/plan-task.ts";
import type { RegexPort } from "../../core/mapping/expression/regex.ts";
import type { Abilities } from "../../core/provisioning/abilities.ts";
import type { Outcome } from "../../core/provisioning/fault.ts";
import type { Env } from "../../ports/env.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import type { Packer } from "../../ports/packer.ts";
import type { ChangeSet, StoreReader } from "../../ports/store.ts";
import type { Account, TargetReads } from "../../ports/target.ts";
import type { FromThread, PlanningCall, PlanningCalls, RunLimits, ToThread } from "./protocol.ts";
import { toError } from "./thrown.ts";

/** The services that all runs of the planning thread share. */
export interface ThreadServices {
  readonly env: Env;
  readonly regex: RegexPort;
  readonly reader: StoreReader;
  readonly packer: Packer;
  post(message: FromThread): void;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** One plan in the planning thread, and its calls that the main thread has yet to answer. */
export class PlanningRun {
  readonly #services: ThreadServices;
  readonly #run: number;
  readonly #task: PlanningTask;
  readonly #control = createControl();
  readonly #aborted = new AbortController();
  readonly #waiting = new Map<number, Waiting>();
  #abilities: Abilities;
  #isStopRequested = false;
  #lastCall = 0;
  #lastListing = 0;

  constructor(services: ThreadServices, begun: ToThread & { readonly kind: "plan" }) {
    this.#services = services;
    this.#run = begun.run;
    this.#task = begun.task;
    this.#abilities = begun.abilities;
    this.limit(begun.limits);
  }

  /** Computes the plan to its end. */
  plan(): Promise<Planned> {
    const { env, regex, reader, packer } = this.#services;
    const isStopRequested = () => this.#isStopRequested;
    const services = {
      deps: {
        env,
        regex,
        store: { ...reader, commit: (changes: ChangeSet) => this.#call({ kind: "commit", changes }) },
      },
      target: this.#target(),
      control: this.#control,
      stop: {
        get requested() {
          return isStopRequested();
        },
        signal: this.#aborted.signal,
      },
      signal: this.#aborted.signal,
    };
    return planTask(this.#task, services, packer);
  }

  /** Takes over how far the run may still go. */
  limit({ isStopRequested, isCancelled, isAborted }: RunLimits): void {
    this.#isStopRequested = isStopRequested;
    this.#control.isCancelled = isCancelled;
    if (isAborted) this.#aborted.abort();
  }

  /** Ends a call with the answer of the main thread. */
  settle(message: ToThread & { readonly kind: "answered" | "thrown" }): void {
    const waiting = this.#waiting.get(message.call);
    this.#waiting.delete(message.call);
    if (message.kind === "thrown") {
      waiting?.reject(toError(message.thrown));
      return;
    }
    if (message.abilities !== undefined) this.#abilities = message.abilities;
    waiting?.resolve(message.answer);
  }

  #call<Kind extends keyof PlanningCalls>(
    ask: PlanningCall & { readonly kind: Kind },
  ): Promise<PlanningCalls[Kind]["answer"]> {
    this.#lastCall += 1;
    const call = this.#lastCall;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, {
        resolve: (answer) => resolve(answer as PlanningCalls[Kind]["answer"]),
        reject,
      });
      this.#services.post({ kind: "call", run: this.#run, call, ask });
    });
  }

  /** The main thread makes the calls, under the signal of its own run. */
  #target(): TargetReads {
    return {
      abilities: () => this.#abilities,
      find: (type, search) => this.#call({ kind: "find", type, search }),
      read: (type, id) => this.#call({ kind: "read", type, id }),
      readMembers: (group) => this.#call({ kind: "readMembers", group }),
      checkMembers: (group, accounts) => this.#call({ kind: "checkMembers", group, accounts }),
      list: (type) => this.#list(type),
    };
  }

  /** Asks for one page after the other, so that no more than one waits here. */
  async *#list(type: ObjectType): AsyncGenerator<Outcome<readonly Account[]>> {
    this.#lastListing += 1;
    const listing = this.#lastListing;
    let isOver = false;
    try {
      while (!isOver) {
        const page = await this.#call({ kind: "listNext", listing, type });
        isOver = page === undefined;
        if (page !== undefined) yield page;
      }
    } finally {
      if (!isOver) await this.#call({ kind: "listEnd", listing });
    }
  }
}
