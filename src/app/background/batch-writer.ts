import type { Clock } from "../../ports/env.ts";

/**
 * Writes gathered items some time after the first of them came, one batch at a time. The owner keeps the items, and
 * takes them out in `write`.
 */
export class BatchWriter {
  readonly #clock: Clock;
  readonly #delayMs: number;
  readonly #write: () => Promise<void>;
  #wake: AbortController | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** `write` must not reject: nothing waits for it but `flush`. */
  constructor(clock: Clock, delayMs: number, write: () => Promise<void>) {
    this.#clock = clock;
    this.#delayMs = delayMs;
    this.#write = write;
  }

  /** Writes after the delay, unless a write is due already. */
  startLater(): void {
    if (this.#wake !== undefined) return;
    const alarm = new AbortController();
    this.#wake = alarm;
    void this.#clock.sleep(this.#delayMs, alarm.signal).then(() => {
      // Aborted by `flush`, which writes at once, or by `cancel`.
      if (this.#wake !== alarm) return;
      this.#wake = undefined;
      void this.#writeNext();
    });
  }

  /** Writes at once; resolves when everything gathered before the call is written or given up. */
  flush(): Promise<void> {
    this.cancel();
    return this.#writeNext();
  }

  /** Drops the write that is due later. */
  cancel(): void {
    this.#wake?.abort();
    this.#wake = undefined;
  }

  #writeNext(): Promise<void> {
    this.#writing = this.#writing.then(this.#write);
    return this.#writing;
  }
}
