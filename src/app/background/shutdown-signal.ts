import type { Clock } from "../../ports/env.ts";

/** Time that a step in hand has to finish before its call is cut off. */
const GRACE_MS = 3_000;

/** How work learns that it should end: first nothing new begins, later what is in hand is cut off. */
export interface Stop {
  /** True once nothing new may begin. */
  readonly requested: boolean;
  /** Aborts calls in hand. */
  readonly signal: AbortSignal;
}

/** The stop of a process: cuts off calls in hand some time after the request, unless all is done before. */
export class ShutdownSignal implements Stop {
  readonly #clock: Clock;
  readonly #cut = new AbortController();
  readonly #done = new AbortController();
  #requested = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get requested(): boolean {
    return this.#requested;
  }

  get signal(): AbortSignal {
    return this.#cut.signal;
  }

  request(): void {
    if (this.#requested) return;
    this.#requested = true;
    void this.#clock.sleep(GRACE_MS, this.#done.signal).then(() => {
      if (!this.#done.signal.aborted) this.#cut.abort();
    });
  }

  /** Nothing is in hand any more: nothing needs to be cut off. */
  done(): void {
    this.#done.abort();
  }
}

/** A stop that is requested, and cuts off, as soon as `stop` does or the lease is lost. */
export function stopWithLease(stop: Stop, lost: AbortSignal): Stop {
  const signal = AbortSignal.any([stop.signal, lost]);
  return {
    get requested() {
      return stop.requested || lost.aborted;
    },
    signal,
  };
}
