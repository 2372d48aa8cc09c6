import type { OrgId, TokenId } from "../core/ids.ts";
import type { TokenRow } from "../ports/tables.ts";
import { type Author, auditWrite } from "./audit.ts";
import { type Deps, type Refusal, refuse } from "./deps.ts";

/**
 * Revokes a token for good; revoking one again changes nothing. Who caches tokens has to forget this one:
 * see `Authenticator.forget`.
 */
export async function revokeToken(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly token: TokenId },
): Promise<TokenRow | Refusal> {
  const { org, token: id } = input;
  const row = await deps.store.get("token", { org, id });
  if (row === undefined) return refuse("not-found", "token.not-found", { token: id });
  if (row.revoked !== null) return row;
  const revoked = deps.env.now();
  const committed = await deps.store.commit([
    { op: "update", table: "token", key: { org, id }, set: { revoked }, expect: { revoked: null } },
    auditWrite(deps, author, {
      org,
      category: "token",
      activity: "revoke",
      target: id,
      detail: { name: row.name },
    }),
  ]);
  // Stale means that somebody else revoked it meanwhile, which is what was asked for.
  return committed.kind === "committed" ? { ...row, revoked } : row;
}
