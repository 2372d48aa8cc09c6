import { type OrgId, type SecretId, trustId } from "../core/ids.ts";
import type { Write } from "../ports/store.ts";
import type { Deps } from "./deps.ts";

/** Seals a credential under a new id; the write stores it. */
export function newSecret(
  deps: Deps,
  org: OrgId,
  text: string,
): { readonly id: SecretId; readonly write: Write } {
  const id = trustId<SecretId>(deps.env.newId());
  // The seal is bound to the row, so that a sealed text cannot be moved to another row.
  const { keyId, sealed } = deps.secrets.seal(org, id, text);
  const row = { org, id, key_id: keyId, sealed, created: deps.env.now() };
  return { id, write: { op: "insert", table: "secret", row } };
}

/**
 * True when the stored secret is this text. Fingerprints are compared, which depend on the master key. A stored secret
 * that cannot be read is another one.
 */
export async function isSecretText(
  { store, secrets }: Pick<Deps, "store" | "secrets">,
  { org, id }: { readonly org: OrgId; readonly id: SecretId },
  text: string,
): Promise<boolean> {
  const row = await store.get("secret", { org, id });
  if (row === undefined) return false;
  try {
    const stored = secrets.open(org, id, { keyId: row.key_id, sealed: row.sealed });
    return stored.fingerprint === secrets.wrap(text).fingerprint;
  } catch {
    return false;
  }
}
