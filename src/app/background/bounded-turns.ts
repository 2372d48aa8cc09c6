import { KeyedMutex } from "./keyed-mutex.ts";

/**
 * Turns on keys, as `KeyedMutex` gives them, of which a bounded number may be taken or awaited at the same time. A flood of
 * requests about one key is turned away here, before any of them has cost a reading.
 */
export class BoundedTurns {
  readonly #mutex = new KeyedMutex();
  readonly #taken = new Map<string, number>();
  readonly #max: number;
  #inHand = 0;

  /** `max` is the number of callers that may have or await a turn on one key. */
  constructor(max: number) {
    this.#max = max;
  }

  /** The number of callers that `tryRun` let begin and that have or await a turn, on whatever keys. */
  get inHand(): number {
    return this.#inHand;
  }

  /** Runs the work in its turn. Undefined, without running it, if too many callers have or await a turn on a key. */
  async tryRun<Result>(
    keys: readonly string[],
    work: () => Promise<Result>,
  ): Promise<{ readonly result: Result } | undefined> {
    if (keys.some((key) => (this.#taken.get(key) ?? 0) >= this.#max)) return undefined;
    for (const key of keys) this.#taken.set(key, (this.#taken.get(key) ?? 0) + 1);
    this.#inHand += 1;
    try {
      return { result: await this.#mutex.run(keys, work) };
    } finally {
      this.#inHand -= 1;
      for (const key of keys) this.#giveBack(key);
    }
  }

  /** Runs the work in its turn, however many callers wait: for the end of work that `tryRun` let begin. */
  run<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result> {
    return this.#mutex.run(keys, work);
  }

  #giveBack(key: string): void {
    const left = (this.#taken.get(key) ?? 1) - 1;
    if (left > 0) this.#taken.set(key, left);
    else this.#taken.delete(key);
  }
}
