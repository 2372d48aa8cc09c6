import type { ChangeSet, Store } from "../ports/store.ts";

/** Commits what nothing but a bug can refuse: a conflict is thrown, never dropped. */
export async function commitOrThrow(
  { store }: { readonly store: Pick<Store, "commit"> },
  changes: ChangeSet,
): Promise<void> {
  const committed = await store.commit(changes);
  if (committed.kind === "committed") return;
  const write = changes[committed.index];
  throw new Error(`a write was refused that cannot be: ${write?.op} ${write?.table} (${committed.reason})`);
}

/**
 * Commits what is right only as long as the rows are as expected, and may be left out when they are not. True when
 * it was written.
 */
export async function commitIfCurrent(
  { store }: { readonly store: Pick<Store, "commit"> },
  changes: ChangeSet,
): Promise<boolean> {
  const committed = await store.commit(changes);
  return committed.kind === "committed";
}
