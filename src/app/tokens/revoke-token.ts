import type { OrgId, TokenId } from "../../core/ids.ts";
import type { TokenRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { listTokens } from "./list-tokens.ts";

/**
 * Revokes a token for good; revoking it again changes nothing. The last valid token of an instance administrator is not
 * revoked: no token would be left that can create another.
 */
export async function revokeToken(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly token: TokenId },
): Promise<TokenRow | Refusal> {
  const { org, token: id } = input;
  const row = await deps.store.get("token", { org, id });
  if (row === undefined) return refuse("not-found", "token.not-found", { token: id });
  if (row.revoked !== null) {
    deps.revocations.happened();
    return row;
  }
  const revoked = deps.env.now();
  if (row.kind === "instance-admin" && !(await hasAnother(deps, row))) {
    return refuse("conflict", "token.last", { name: row.name });
  }
  const committed = await deps.store.commit([
    { op: "update", table: "token", key: { org, id }, set: { revoked }, expect: { revoked: null } },
    createAuditWrite(deps, author, {
      org,
      category: "token",
      activity: "revoke",
      target: id,
      detail: { name: row.name },
    }),
  ]);
  deps.revocations.happened();
  // A conflict means that another request revoked it meanwhile, so the result is the one requested.
  return committed.kind === "committed" ? { ...row, revoked } : row;
}

async function hasAnother(deps: Deps, row: TokenRow): Promise<boolean> {
  const now = deps.env.now();
  const tokens = await listTokens(deps, row.org);
  return tokens.some(
    ({ id, kind, revoked, expires }) =>
      id !== row.id && kind === row.kind && revoked === null && expires > now,
  );
}
