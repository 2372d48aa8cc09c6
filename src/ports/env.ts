/** The one source of time: dates, timers, schedules, leases and retries all follow it. */
export interface Clock {
  /** Milliseconds since 1970, UTC. An administrator or a time server may set it back. */
  now(): number;
  /** Milliseconds since some moment in the past; never goes back. For measuring how much time has passed. */
  monotonic(): number;
  /** Resolves after `ms`, or at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The world outside the code, which tests and replays can replace. */
export interface Env extends Clock {
  /** A new UUIDv7: ids of one process sort by creation. */
  newId(): string;
  /** SHA-256 of the text, in lower-case hex. */
  hash(text: string): string;
  /** Sixty-four hexadecimal digits of the machine's secure randomness. */
  randomHex(): string;
}
