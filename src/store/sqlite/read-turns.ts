/** How long reads that follow each other may hold the event loop. */
const TURN_MS = 8;

/**
 * Keeps reads from holding the event loop: SQLite answers in place, so a caller that awaits one read after the other would
 * let nothing else run. Reads of one turn of the loop that took long together have the next one wait for the next turn.
 */
export class ReadTurns {
  #begun: number | undefined;

  /** Undefined when the next read may run at once; otherwise resolves when it may. */
  next(): Promise<void> | undefined {
    if (this.#begun === undefined) {
      this.#begun = performance.now();
      setImmediate(() => {
        this.#begun = undefined;
      });
      return undefined;
    }
    if (performance.now() - this.#begun < TURN_MS) return undefined;
    return new Promise((resolve) => setImmediate(resolve));
  }
}
