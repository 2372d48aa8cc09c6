import type { ObjectId, OrgId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import type { TokenRow } from "../../ports/tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import type { Deps } from "../deps.ts";
import { readEachPage } from "../paging.ts";

const PAGE = 1_000;

/** Why the tokens of a user are revoked. */
export type RevocationCause = "deactivated" | "deleted";

/** A revocation that is not committed yet. */
export interface Revoking {
  readonly writes: readonly Write[];
  /** The number of tokens. */
  readonly count: number;
}

/** The revocation of no tokens. */
export const NOTHING_REVOKED: Revoking = { writes: [], count: 0 };

/**
 * Revokes all tokens of a user for good; restoring the user does not bring them back. The writes belong into the change
 * set that deactivates or deletes the user, after the write of the object. They make it a conflict when a token was
 * issued meanwhile. The use case that commits them reports it to `Deps.revocations`.
 */
export async function revokeUserTokens(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly user: ObjectId; readonly cause: RevocationCause },
): Promise<Revoking> {
  const { org, user, cause } = input;
  const live = { org, issued_to: user, revoked: null };
  const tokens: TokenRow[] = [];
  for await (const rows of readEachPage(deps.store, "token", live, PAGE)) tokens.push(...rows);
  const revoked = deps.env.now();
  const writes = tokens.flatMap(({ id, name }): Write[] => [
    { op: "update", table: "token", key: { org, id }, set: { revoked }, expect: { revoked: null } },
    createAuditWrite(deps, author, {
      org,
      category: "token",
      activity: "revoke",
      target: id,
      detail: { name, issuedTo: user, cause },
    }),
  ]);
  return {
    writes: [...writes, { op: "requireNone", table: "token", where: live }],
    count: tokens.length,
  };
}
