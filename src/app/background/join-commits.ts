import type { Env } from "../../ports/env.ts";
import type { ChangeSet, Committed, Store } from "../../ports/store.ts";

/** Writes of one commit, at most: a longer one is handed to the store in parts. */
const WRITES_MAX = 500;

/** A change set that waits for its commit. */
interface Waiting {
  readonly changes: ChangeSet;
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The same store, which writes the change sets of one turn of the event loop, and those that come while it writes, in one
 * commit. Each is accepted or refused by itself all the same: a commit that is refused is taken apart.
 */
export function joinCommits({
  store,
  env,
}: {
  readonly store: Store;
  readonly env: Pick<Env, "sleep">;
}): Store {
  const waiting: Waiting[] = [];
  let isWriting = false;

  function take(): readonly Waiting[] {
    let writes = 0;
    let count = 0;
    for (const { changes } of waiting) {
      writes += changes.length;
      if (count > 0 && writes > WRITES_MAX) break;
      count += 1;
    }
    return waiting.splice(0, count);
  }

  async function write(): Promise<void> {
    while (waiting.length > 0) {
      await env.sleep(0);
      await settle(store, take());
    }
    isWriting = false;
  }

  return {
    ...store,
    commit(changes) {
      return new Promise((resolve, reject) => {
        waiting.push({ changes, resolve, reject });
        if (isWriting) return;
        isWriting = true;
        void write();
      });
    },
  };
}

async function settle(store: Store, batch: readonly Waiting[]): Promise<void> {
  try {
    const committed = await store.commit(batch.flatMap(({ changes }) => changes));
    if (committed.kind === "committed" || batch.length === 1) {
      for (const { resolve } of batch) resolve(committed);
      return;
    }
  } catch (error) {
    for (const { reject } of batch) reject(error);
    return;
  }
  for (const each of batch) await settle(store, [each]);
}
