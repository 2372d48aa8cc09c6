/** What code needs of the world, so that tests and replays can give it another one. */
export interface Env {
  /** Milliseconds since 1970, UTC. */
  now(): number;
  /** A new UUIDv7: ids of one process sort by creation. */
  newId(): string;
  /** SHA-256 of the text, in lower-case hex. */
  hash(text: string): string;
  /** Resolves after `ms`, or at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
