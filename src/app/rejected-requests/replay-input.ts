import { type OrgId, type TokenId, trustId } from "../../core/ids.ts";
import { REDACTED } from "../../core/redact.ts";
import type { RejectedRequestRow } from "../../ports/rejection-tables.ts";
import type { TokenRow } from "../../ports/tables.ts";
import { type Deps, type Refusal, refuse, type TokenActor } from "../deps.ts";
import { actorOf } from "../tokens/authenticator.ts";

/** The members of a body that name the target of an operation or the filter of a search. */
const TARGET = /^(?:path|filter)$/i;

/**
 * True when a secret was redacted from the target of a request and not from its values: from its query, the path of an
 * operation, the filter of a search, or a body of which only the structure was kept. Its meaning is lost then.
 */
export function isIllegible({ path, body, redacted }: RejectedRequestRow): boolean {
  return path.includes(REDACTED) || redacted.includes("*") || (body !== null && hasRedactedTarget(body));
}

/** Parses the body instead of matching patterns, which a long text full of quotes would keep busy for minutes. */
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
    // A body that is not JSON has no target.
  }
  return found;
}

const NO_TOKEN = "00000000-0000-0000-0000-000000000000";

/**
 * The actor that a request is tried as: the holder of the token, whether or not the token is still valid; without a
 * token, an actor without external ids.
 */
export async function replayActor(
  deps: Deps,
  org: OrgId,
  token: TokenId | undefined,
): Promise<TokenActor | Refusal> {
  if (token === undefined) {
    return {
      org,
      tokenId: trustId<TokenId>(NO_TOKEN),
      kind: "scim",
      name: "replay",
      principal: null,
      profile: null,
      issuedTo: null,
      requestsPerSecond: null,
    };
  }
  const row = await scimToken(deps, org, token);
  return row === undefined ? refuse("not-found", "token.not-found", { token }) : actorOf(row);
}

/** The actor that a request is sent again as: the holder of a token that is still valid. */
export async function findSendingActor(
  deps: Deps,
  org: OrgId,
  token: TokenId | undefined,
): Promise<TokenActor | Refusal> {
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
