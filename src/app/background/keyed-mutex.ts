/**
 * Lets one at a time work on an object, in the order they came. Between processes compare-and-swap decides who
 * was first; within one, waiting is cheaper than trying again, and no caller starves.
 */
export class KeyedMutex {
  readonly #last = new Map<string, Promise<void>>();

  /** Runs the work once all these keys are free, and keeps them until it ended. */
  async run<Result>(keys: readonly string[], work: () => Promise<Result>): Promise<Result> {
    const leaves: (() => void)[] = [];
    try {
      // Always in the same order, so that two never wait for each other.
      for (const key of [...new Set(keys)].sort()) leaves.push(await this.#enter(key));
      return await work();
    } finally {
      for (const leave of leaves) leave();
    }
  }

  async #enter(key: string): Promise<() => void> {
    const before = this.#last.get(key);
    let end: () => void = () => undefined;
    const mine = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#last.set(key, mine);
    await before;
    return () => {
      if (this.#last.get(key) === mine) this.#last.delete(key);
      end();
    };
  }
}
