/** Runs work at intervals, on the real clock. */
export interface Scheduler {
  /** Calls `run` every so many seconds, the first time one interval from now, never twice at once. */
  every(seconds: number, run: () => Promise<void>): Schedule;
}

export interface Schedule {
  /** When it runs next; milliseconds since 1970. */
  next(): number | null;
  stop(): void;
}
