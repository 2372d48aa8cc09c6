import type { ObjectId, OrgId } from "../../core/ids.ts";
import type { Write } from "../../ports/store.ts";
import { type Author, auditWrite } from "../audit.ts";
import type { Deps } from "../deps.ts";

/** More tokens than one user can sensibly hold. */
const ISSUED_MAX = 10_000;

/** Why what was issued to a user ends. */
export type RevocationCause = "deactivated" | "deleted";

/** Writes that revoke, and how much; none is told of before they are committed. */
export interface Revoking {
  readonly writes: readonly Write[];
  readonly count: number;
}

export const NOTHING_REVOKED: Revoking = { writes: [], count: 0 };

/**
 * Revokes all that is issued to a user, for good: restoring the account brings nothing of it back. The writes belong
 * into the change set that ends the account, after the write of the object; they refuse it as stale when something
 * was issued meanwhile. Whoever commits them says so to `Deps.revocations`.
 */
export async function revokeUserTokens(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly user: ObjectId; readonly cause: RevocationCause },
): Promise<Revoking> {
  const { org, user, cause } = input;
  const live = { org, issued_to: user, revoked: null };
  const tokens = await deps.store.page("token", { where: live, limit: ISSUED_MAX });
  const revoked = deps.env.now();
  const writes = tokens.flatMap(({ id, name }): Write[] => [
    { op: "update", table: "token", key: { org, id }, set: { revoked }, expect: { revoked: null } },
    auditWrite(deps, author, {
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
