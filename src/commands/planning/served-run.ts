import type { CycleRun } from "../../app/provisioning/context.ts";
import type { Planned } from "../../app/provisioning/plan/plan-cycle.ts";
import type { Outcome } from "../../core/provisioning/fault.ts";
import type { Account } from "../../ports/target.ts";
import type { PlanningCall, RunLimits } from "./protocol.ts";

/** One plan as seen from the main thread: answers its calls, with the rights and the connections of its run. */
export class ServedRun {
  readonly #run: CycleRun;
  readonly #listings = new Map<number, AsyncIterator<Outcome<readonly Account[]>>>();
  readonly resolve: (planned: Planned) => void;
  readonly reject: (error: Error) => void;
  #limits: RunLimits;

  constructor(
    run: CycleRun,
    end: { readonly resolve: (planned: Planned) => void; readonly reject: (error: Error) => void },
  ) {
    this.#run = run;
    this.resolve = end.resolve;
    this.reject = end.reject;
    this.#limits = this.#readLimits();
  }

  get target(): CycleRun["target"] {
    return this.#run.target;
  }

  /** How far the run may go, as last read. */
  get limits(): RunLimits {
    return this.#limits;
  }

  /** Reads how far the run may go; true when that has changed. */
  updateLimits(): boolean {
    const before = this.#limits;
    this.#limits = this.#readLimits();
    return (
      before.isStopRequested !== this.#limits.isStopRequested ||
      before.isCancelled !== this.#limits.isCancelled ||
      before.isAborted !== this.#limits.isAborted
    );
  }

  /** Does what the planning thread requests. */
  async answer(call: PlanningCall): Promise<unknown> {
    const { deps, target, signal } = this.#run;
    switch (call.kind) {
      case "commit":
        return deps.store.commit(call.changes);
      case "find":
        return target.find(call.type, call.search, signal);
      case "read":
        return target.read(call.type, call.id, signal);
      case "readMembers":
        return target.readMembers(call.group, signal);
      case "checkMembers":
        return target.checkMembers(call.group, call.accounts, signal);
      case "listNext":
        return this.#nextPage(call);
      case "listEnd":
        return this.#endListing(call.listing);
    }
  }

  /** Ends the listings that the thread has not ended. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#listings.keys()].map((listing) => this.#endListing(listing)));
  }

  #readLimits(): RunLimits {
    const { stop, control, signal } = this.#run;
    return {
      isStopRequested: stop.requested,
      isCancelled: control.isCancelled,
      isAborted: signal.aborted,
    };
  }

  async #nextPage({ listing, type }: PlanningCall & { readonly kind: "listNext" }) {
    const { target, signal } = this.#run;
    const pages = this.#listings.get(listing) ?? target.list(type, signal)[Symbol.asyncIterator]();
    this.#listings.set(listing, pages);
    const { done, value } = await pages.next();
    if (done !== true) return value;
    this.#listings.delete(listing);
    return undefined;
  }

  async #endListing(listing: number): Promise<undefined> {
    const pages = this.#listings.get(listing);
    this.#listings.delete(listing);
    await pages?.return?.();
    return undefined;
  }
}
