import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { CacheChange } from "./stream-changes.ts";

/** The shortest time between two readings that a burst of events causes. */
const SPREAD_MS = 5_000;

/** Brings the changes that events report into the cache. The first one of a burst counts at once, the others together. */
export class StaleMarks {
  readonly #queries: QueryClient;
  readonly #waiting = new Map<string, QueryKey>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  apply({ value, stale, isLast }: CacheChange): void {
    if (value !== undefined) this.#queries.setQueryData(value.key, value.data);
    for (const key of stale) this.#waiting.set(JSON.stringify(key), key);
    if (this.#waiting.size === 0) return;
    if (isLast || this.#timer === undefined) this.#mark();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.clear();
  }

  #mark(): void {
    for (const queryKey of this.#waiting.values()) void this.#queries.invalidateQueries({ queryKey });
    this.#waiting.clear();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#waiting.size > 0) this.#mark();
    }, SPREAD_MS);
  }
}
