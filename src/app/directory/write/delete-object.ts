import type { ObjectId } from "../../../core/ids.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import { NOTHING_REVOKED, revokeUserTokens } from "../../tokens/revoke-user-tokens.ts";
import type { Caller, Directory, NotWritten, VersionTest } from "../directory.ts";
import { readLive } from "../query/read-live.ts";
import { commitWithRetry, type PreparedWrite } from "./commit-with-retry.ts";
import { createHardDeleteWrites, createSoftDeleteWrites, type DeletionPlan } from "./deletion-writes.ts";
import type { WriteContext } from "./object-writes.ts";
import { readRelatedIds, readRelatedObjects } from "./related-objects.ts";

/** Which object is to be deleted, and on what condition. */
export interface DeleteInput {
  readonly id: ObjectId;
  readonly isExpected?: VersionTest | undefined;
}

/**
 * Deletes an object, its index entries, its memberships on either side and the manager references to it, in one
 * change set. Tokens of a user are revoked. No other object ever gets its id.
 *
 * The object is gone for good, with its assignments, unless it is a user and the organization keeps deleted users:
 * then clients see no difference, and an administrator can restore it.
 */
export async function deleteObject(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: DeleteInput,
): Promise<{ readonly kind: "deleted" } | NotWritten> {
  const { deps } = directory;
  const { actor } = caller;
  const row = await readLive(deps, actor.org, type, input.id);
  if (row === undefined) return { kind: "not-found" };
  const keys = { org: actor.org, ids: await readRelatedIds(deps.store, row), types: caller.types };
  const committed = await commitWithRetry(directory, keys, async (types) => {
    const current = types === caller.types ? type : types.find(type.kind);
    if (current === undefined) return { kind: "types-changed" };
    return prepareDelete({ deps, author: actor, types }, current, { ...input, org: actor.org });
  });
  return committed.kind === "done" ? { kind: "deleted" } : committed;
}

async function prepareDelete(
  context: WriteContext,
  type: DirectoryType,
  { org, id, isExpected }: DeleteInput & { readonly org: Caller["actor"]["org"] },
): Promise<PreparedWrite<true>> {
  const { deps, author } = context;
  const row = await readLive(deps, org, type, id);
  if (row === undefined) return { kind: "not-found" };
  if (isExpected?.(row.version) === false) return { kind: "version-mismatch" };
  const related = await readRelatedObjects(deps.store, row);
  const isUser = type.kind === "user";
  const revoking = isUser
    ? await revokeUserTokens(deps, author, { org, user: id, cause: "deleted" })
    : NOTHING_REVOKED;
  const organization = isUser ? await deps.store.get("organization", { org }) : undefined;
  const isKept = (organization?.soft_delete_days ?? 0) > 0;
  const plan: DeletionPlan = { type, row, related, revoking };
  const writes = isKept ? createSoftDeleteWrites(context, plan) : createHardDeleteWrites(context, plan);
  return { kind: "write", writes, value: true, revokes: revoking.count };
}
