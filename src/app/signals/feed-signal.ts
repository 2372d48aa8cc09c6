import type { OrgId } from "../../core/ids.ts";
import type { Clock } from "../../ports/env.ts";
import type { ChangeSet, Store } from "../../ports/store.ts";

/** Announces that this process has appended to an organization's change feed; appends of other processes it misses. */
export class FeedSignal {
  readonly #clock: Clock;
  readonly #listeners = new Set<(org: OrgId) => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls the listener at each append, until the returned function is called. */
  listen(listener: (org: OrgId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Announces an append. */
  appended(org: OrgId): void {
    for (const listener of this.#listeners) listener(org);
  }

  /** Resolves at the next append to the organization's feed, after `ms`, or once the signal is aborted. */
  async next(org: OrgId, ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const appended = new AbortController();
    const unlisten = this.listen((changed) => {
      if (changed === org) appended.abort();
    });
    await this.#clock.sleep(ms, AbortSignal.any([signal, appended.signal]));
    unlisten();
  }
}

/** The same store; the signal announces each commit that appends to a change feed. */
export function withFeedSignal(store: Store, signal: FeedSignal): Store {
  return {
    ...store,
    async commit(changes) {
      const committed = await store.commit(changes);
      if (committed.kind === "committed") for (const org of feedsOf(changes)) signal.appended(org);
      return committed;
    },
    imports: {
      ...store.imports,
      async merge(org, id, options) {
        const merged = await store.imports.merge(org, id, options);
        if (merged.kind === "merged") signal.appended(org);
        return merged;
      },
    },
  };
}

function feedsOf(changes: ChangeSet): ReadonlySet<OrgId> {
  const orgs = new Set<OrgId>();
  for (const write of changes) if (write.table === "feed" && "row" in write) orgs.add(write.row.org);
  return orgs;
}
