import { type OrgId, type TokenId, trustId } from "../../core/ids.ts";
import { REDACTED } from "../../core/redact.ts";
import type { RejectedRequestRow } from "../../ports/rejection-tables.ts";
import type { TokenRow } from "../../ports/tables.ts";
import { type Actor, type Deps, type Refusal, refuse } from "../deps.ts";
import { actorOf } from "../tokens/authenticate.ts";

/** What an operation is about, and what a search looks for. */
const TARGET = /^(?:path|filter)$/i;

/**
 * True when what stands in place of secrets is in what the request asks for and not in its values: its query, the
 * path of an operation, the filter of a search, or a body that is a structure alone. What it asked for nobody can
 * tell any more.
 */
export function isIllegible({ path, body, redacted }: RejectedRequestRow): boolean {
  return path.includes(REDACTED) || redacted.includes("*") || (body !== null && hasRedactedTarget(body));
}

/** Not by patterns: a long text full of quotes would keep them busy for minutes. */
function hasRedactedTarget(body: string): boolean {
  let found = false;
  const look = (name: string, value: unknown): unknown => {
    // Without a path of its own, the names of an operation's value are paths.
    found ||= name.includes(REDACTED) || (TARGET.test(name) && String(value).includes(REDACTED));
    return value;
  };
  try {
    JSON.parse(body, look);
  } catch {
    // No JSON: it asks for nothing.
  }
  return found;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/**
 * Who a request is tried as: the token's holder, whether or not the token still opens anything; without a token,
 * somebody who gave no object a name.
 */
export async function replayActor(
  deps: Deps,
  org: OrgId,
  token: TokenId | undefined,
): Promise<Actor | Refusal> {
  if (token === undefined) {
    return {
      org,
      tokenId: trustId<TokenId>(NOBODY),
      kind: "scim",
      name: "replay",
      principal: null,
      profile: null,
      issuedTo: null,
    };
  }
  const row = await scimToken(deps, org, token);
  return row === undefined ? refuse("not-found", "token.not-found", { token }) : actorOf(row);
}

/** Who a request is sent again as: the holder of a token that is still good. */
export async function sendingActor(
  deps: Deps,
  org: OrgId,
  token: TokenId | undefined,
): Promise<Actor | Refusal> {
  if (token === undefined) return refuse("invalid", "replay.token-needed");
  const row = await scimToken(deps, org, token);
  if (row === undefined) return refuse("not-found", "token.not-found", { token });
  const isGood = row.revoked === null && row.expires > deps.env.now();
  return isGood ? actorOf(row) : refuse("conflict", "replay.token-ended", { name: row.name });
}

async function scimToken(deps: Deps, org: OrgId, id: TokenId): Promise<TokenRow | undefined> {
  const row = await deps.store.get("token", { org, id });
  return row?.kind === "scim" ? row : undefined;
}
