/** Runs work at intervals, on the process's one clock. */
export interface Scheduler {
  /** Calls `run` at this interval, the first time one interval from now, and never while it still runs. */
  every(seconds: number, run: () => Promise<void>): Schedule;
}

/** Work that repeats until it is stopped. */
export interface Schedule {
  /** When it runs next, in milliseconds since 1970; null after `stop`. */
  next(): number | null;
  /** Begins no further run; the one in hand goes on. */
  stop(): void;
}
