import type { Stop } from "../provisioning/context.ts";

/** Time that a step in hand has to finish before its call is cut off. */
const GRACE_MS = 3_000;

/** Asked once; cuts off calls in hand some time later, unless all is done by then. */
export class ShutdownSignal implements Stop {
  asked = false;
  readonly #cut = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  get signal(): AbortSignal {
    return this.#cut.signal;
  }

  request(): void {
    this.asked = true;
    this.#timer ??= setTimeout(() => this.#cut.abort(), GRACE_MS);
  }

  done(): void {
    clearTimeout(this.#timer);
  }
}
