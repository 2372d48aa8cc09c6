import type { ObjectId } from "../../../core/ids.ts";
import type { Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import { NOTHING_REVOKED, type Revoking, revokeUserTokens } from "../../tokens/revoke-user-tokens.ts";
import type { Caller, Directory, VersionTest, WriteRefusal } from "../directory.ts";
import { commitWithRetry, type PreparedWrite, readLive } from "./commit-with-retry.ts";
import { indexEntryWrites } from "./index-entries.ts";
import { objectAudit, objectFeed, type Writer } from "./object-writes.ts";
import {
  clearManagers,
  leaveWrites,
  type RelatedObjects,
  readRelatedObjects,
  relatedIds,
  unassignWrites,
} from "./related-objects.ts";
import { softDeleteWrites } from "./soft-delete.ts";

/**
 * Removes an object, what it is found by, its memberships on either side and the references of those it managed, in
 * one change set; a user loses what is issued to it. Its id is never given again.
 *
 * It is gone for good, with its assignments, unless it is a user and the organization keeps those for some days:
 * then clients cannot tell, and an administrator can restore it.
 */
export async function deleteObject(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  input: { readonly id: ObjectId; readonly isExpected?: VersionTest | undefined },
): Promise<{ readonly kind: "deleted" } | WriteRefusal> {
  const { deps, turns } = directory;
  const { org } = caller.actor;
  const row = await readLive(deps, org, type, input.id);
  if (row === undefined) return { kind: "not-found" };
  const ids = await relatedIds(deps.store, row);
  const committed = await turns.run(
    ids.map((id) => `${org} ${id}`),
    () => commitWithRetry(deps, () => prepareDelete(directory, caller, type, input)),
  );
  return committed.kind === "settled" ? { kind: "deleted" } : committed;
}

async function prepareDelete(
  { deps }: Directory,
  caller: Caller,
  type: DirectoryType,
  { id, isExpected }: { readonly id: ObjectId; readonly isExpected?: VersionTest | undefined },
): Promise<PreparedWrite<ObjectRow>> {
  const { org } = caller.actor;
  const row = await readLive(deps, org, type, id);
  if (row === undefined) return { kind: "not-found" };
  if (isExpected?.(row.version) === false) return { kind: "version-mismatch" };
  const around = await readRelatedObjects(deps.store, row);
  const revoking =
    type.kind === "user"
      ? await revokeUserTokens(deps, caller.actor, { org, user: id, cause: "deleted" })
      : NOTHING_REVOKED;
  const isKept =
    type.kind === "user" && ((await deps.store.get("organization", { org }))?.soft_delete_days ?? 0) > 0;
  const writes = isKept
    ? softDeleteWrites(deps, caller, type, row, around, revoking)
    : deleteWrites(deps, caller, type, row, around, revoking);
  return { kind: "write", writes, value: row, revokes: revoking.count };
}

function deleteWrites(
  deps: Deps,
  writer: Writer,
  type: DirectoryType,
  row: ObjectRow,
  around: RelatedObjects,
  revoking: Revoking,
): readonly Write[] {
  const { org, id, version } = row;
  return [
    { op: "delete", table: "object", key: { org, id }, expect: { version, deleted: null } },
    ...revoking.writes,
    ...indexEntryWrites(org, type, id, row, undefined),
    ...lastWrites(deps, writer, type, row, around, "Delete"),
  ];
}

/** All that goes with an object that is gone for good, beside its row and what it is found by. */
export function lastWrites(
  deps: Deps,
  writer: Writer,
  type: DirectoryType,
  row: ObjectRow,
  around: RelatedObjects,
  verb: "Delete" | "Purge",
): readonly Write[] {
  const { org, id } = row;
  const now = deps.env.now();
  return [
    objectFeed(type, row, -1, now, verb === "Purge" ? { purged: true } : {}),
    ...leaveWrites(row, around, now),
    ...around.former.map(({ group_id }): Write => {
      return { op: "delete", table: "former_membership", key: { org, member_id: id, group_id } };
    }),
    ...clearManagers(deps, writer, id, around.reports),
    ...unassignWrites(around, now),
    objectAudit(deps, writer, type, row, verb, {
      memberships: around.memberships.length,
      members: around.members.length,
      reports: around.reports.length,
    }),
  ];
}
