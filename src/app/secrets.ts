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
