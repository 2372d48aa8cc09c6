import { type OrgId, type SecretId, trustId } from "../core/ids.ts";
import type { Write } from "../ports/store.ts";
import type { Deps } from "./deps.ts";

/** A credential under a new id, and the write that keeps it sealed. */
export function newSecret(
  deps: Deps,
  org: OrgId,
  text: string,
): { readonly id: SecretId; readonly write: Write } {
  const id = trustId<SecretId>(deps.env.newId());
  // Bound to the row that holds it, so that a sealed text cannot be moved to another.
  const { keyId, sealed } = deps.secrets.seal(org, id, text);
  const row = { org, id, key_id: keyId, sealed, created: deps.env.now() };
  return { id, write: { op: "insert", table: "secret", row } };
}
