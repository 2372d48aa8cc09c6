import type { Write } from "../../../ports/store.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Revoking } from "../../tokens/revoke-user-tokens.ts";
import { dropFormerWrites, indexEntryWrites, keepFormerWrites } from "./index-entries.ts";
import { createObjectAudit, createObjectFeed, type WriteContext } from "./object-writes.ts";
import { clearManagers, leaveWrites, type RelatedObjects, unassignWrites } from "./related-objects.ts";

/** Everything that was read of an object that is about to be deleted or purged. */
export interface DeletionPlan {
  readonly type: DirectoryType;
  readonly row: ObjectRow;
  readonly related: RelatedObjects;
  /** The revocation of the tokens of a user. */
  readonly revoking: Revoking;
}

/**
 * The writes of a soft deletion; the merge of an import does the same to leavers, set-wise (src/store/imports).
 *
 * The row stays, with the time of its deletion. Its unique values become former values. External ids stay, because
 * they belong to their integrations. Memberships are remembered. Assignments stay: they bring a restored user back
 * into scope, and a deleted one is in no scope.
 */
export function createSoftDeleteWrites(context: WriteContext, plan: DeletionPlan): readonly Write[] {
  const { type, row, related, revoking } = plan;
  const { org, id, version, doc } = row;
  const at = context.deps.env.now();
  const set = { version: version + 1, modified: Math.max(at, row.modified), deleted: at };
  return [
    { op: "update", table: "object", key: { org, id }, set, expect: { version, deleted: null } },
    ...revoking.writes,
    ...indexEntryWrites(type, row, { doc, external: {} }, undefined),
    ...keepFormerWrites(type, row),
    createObjectFeed(type, row, { change: "removed", at }),
    ...leaveWrites(row, related, at),
    ...related.memberships.map((membership): Write => {
      return { op: "ensure", table: "former_membership", row: membership };
    }),
    ...clearManagers(context, row, related),
    createObjectAudit(context, type, row, {
      verb: "Delete",
      detail: {
        kept: true,
        memberships: related.memberships.length,
        reports: related.reports.length,
      },
    }),
  ];
}

/** The writes of a deletion for good. */
export function createHardDeleteWrites(context: WriteContext, plan: DeletionPlan): readonly Write[] {
  const { type, row, revoking } = plan;
  const { org, id, version } = row;
  return [
    { op: "delete", table: "object", key: { org, id }, expect: { version, deleted: null } },
    ...revoking.writes,
    ...indexEntryWrites(type, row, row, undefined),
    ...lastWrites(context, plan, "Delete"),
  ];
}

/** The writes that remove a soft-deleted object for good. */
export function purgeWrites(context: WriteContext, plan: DeletionPlan): readonly Write[] {
  const { type, row } = plan;
  const { org, id, version, deleted, external } = row;
  return [
    { op: "delete", table: "object", key: { org, id }, expect: { version, deleted } },
    ...indexEntryWrites(type, row, { doc: {}, external }, undefined),
    ...dropFormerWrites(type, row),
    ...lastWrites(context, plan, "Purge"),
  ];
}

/** Everything that goes with an object that is gone for good, beside its row and its index entries. */
function lastWrites(
  context: WriteContext,
  { type, row, related }: DeletionPlan,
  verb: "Delete" | "Purge",
): readonly Write[] {
  const { org, id } = row;
  const at = context.deps.env.now();
  const detail = verb === "Purge" ? ({ purged: true } as const) : {};
  return [
    createObjectFeed(type, row, { change: "removed", at, detail }),
    ...leaveWrites(row, related, at),
    ...related.former.map(({ group_id }): Write => {
      return { op: "delete", table: "former_membership", key: { org, member_id: id, group_id } };
    }),
    ...clearManagers(context, row, related),
    ...unassignWrites(related, at),
    createObjectAudit(context, type, row, {
      verb,
      detail: {
        memberships: related.memberships.length,
        members: related.members.length,
        reports: related.reports.length,
      },
    }),
  ];
}
