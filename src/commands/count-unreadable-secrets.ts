import type { Store } from "../ports/store.ts";

/** Counts the secrets that were sealed under another master key than this one, so that they cannot be opened. */
export async function countUnreadableSecrets(store: Store, keyId: string): Promise<number> {
  return (await store.count("secret", {})) - (await store.count("secret", { key_id: keyId }));
}
