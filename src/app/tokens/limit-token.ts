import type { OrgId, TokenId } from "../../core/ids.ts";
import type { TokenRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";

/**
 * Sets how many requests a token of an organization may go on sending each second: 0 for no limit, null for what the server allows by
 * default. Within a second every process goes by it. Refused for the tokens of persons and of the instance, which
 * have no limit.
 */
export async function limitToken(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly token: TokenId; readonly requestsPerSecond: number | null },
): Promise<TokenRow | Refusal> {
  const { org, token: id, requestsPerSecond } = input;
  const row = await deps.store.get("token", { org, id });
  if (row === undefined) return refuse("not-found", "token.not-found", { token: id });
  if (row.kind !== "scim" && row.kind !== "organization-admin")
    return refuse("conflict", "token.without-limit", { name: row.name });
  if (row.requests_per_second === requestsPerSecond) return row;
  const committed = await deps.store.commit([
    {
      op: "update",
      table: "token",
      key: { org, id },
      set: { requests_per_second: requestsPerSecond },
      expect: {},
    },
    createAuditWrite(deps, author, {
      org,
      category: "token",
      activity: "limit",
      target: id,
      detail: { name: row.name, requestsPerSecond, before: row.requests_per_second },
    }),
  ]);
  if (committed.kind !== "committed") return refuse("not-found", "token.not-found", { token: id });
  // Each request reads its token again from now on.
  deps.revocations.happened();
  return { ...row, requests_per_second: requestsPerSecond };
}
