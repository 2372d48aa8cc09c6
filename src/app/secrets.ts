import { type OrgId, type SecretId, trustId } from "../core/ids.ts";
import { SECRET_LENGTH_MIN } from "../core/secret-length.ts";
import type { Write } from "../ports/store.ts";
import { type Deps, type Refusal, refuse } from "./deps.ts";

/** Refuses a credential that is too short to be recognised in what a target answers. */
export function refuseShortSecret(text: string): Refusal | undefined {
  if (text.length >= SECRET_LENGTH_MIN) return undefined;
  return refuse("invalid", "app.secret-too-short", { least: SECRET_LENGTH_MIN });
}

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
