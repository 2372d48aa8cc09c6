import { searchDocument } from "../../../core/scim/index/search-document.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { Write } from "../../../ports/store.ts";
import type { MembershipRow, ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Revoking } from "../../tokens/revoke-user-tokens.ts";
import { dropFormerWrites, indexEntryWrites, keepFormerWrites } from "./index-entries.ts";
import { memberFeed } from "./membership-writes.ts";
import { objectAudit, objectFeed, type Writer } from "./object-writes.ts";
import { clearManagers, leaveWrites, type RelatedObjects, touchWrite } from "./related-objects.ts";

/**
 * What a soft deletion writes; the merge of an import does the same to leavers, set-wise (src/store/imports).
 *
 * The row stays, with the time of its deletion. What it was found by is free for others, and found as a former
 * name; external ids stay, as they belong to their integrations. Memberships are remembered. Assignments stay: they
 * bring who is restored back into scope, and nobody who is deleted into any.
 */
export function softDeleteWrites(
  deps: Deps,
  writer: Writer,
  type: DirectoryType,
  row: ObjectRow,
  around: RelatedObjects,
  revoking: Revoking,
): readonly Write[] {
  const { org, id, version, doc } = row;
  const now = deps.env.now();
  const set = { version: version + 1, modified: Math.max(now, row.modified), deleted: now };
  return [
    { op: "update", table: "object", key: { org, id }, set, expect: { version, deleted: null } },
    ...revoking.writes,
    ...indexEntryWrites(org, type, id, { doc, external: {} }, undefined),
    ...keepFormerWrites(org, type, id, doc),
    objectFeed(type, row, -1, now),
    ...leaveWrites(row, around, now),
    ...around.memberships.map((membership): Write => {
      return { op: "ensure", table: "former_membership", row: membership };
    }),
    ...clearManagers(deps, writer, id, around.reports),
    objectAudit(deps, writer, type, row, "Delete", {
      kept: true,
      memberships: around.memberships.length,
      reports: around.reports.length,
    }),
  ];
}

/** What brings a soft-deleted object back: as it was, in the groups that are still there. */
export function restoreWrites(
  deps: Deps,
  writer: Writer,
  type: DirectoryType,
  before: ObjectRow,
  next: {
    readonly doc: Document;
    readonly former: readonly MembershipRow[];
    /** Those of the former groups that are there. */
    readonly groups: readonly ObjectRow[];
  },
): { readonly writes: readonly Write[]; readonly row: ObjectRow } {
  const { org, id, version, external } = before;
  const { doc, former, groups } = next;
  const now = deps.env.now();
  const set = { version: version + 1, modified: Math.max(now, before.modified), deleted: null };
  const row: ObjectRow = { ...before, ...set, doc };
  const writes: Write[] = [
    {
      op: "update",
      table: "object",
      key: { org, id },
      set: {
        ...set,
        ...(doc === before.doc ? {} : { doc, search: searchDocument(type.resource, doc) }),
      },
      expect: { version, deleted: before.deleted },
    },
    ...dropFormerWrites(org, type, id, before.doc),
    ...indexEntryWrites(org, type, id, { doc: {}, external }, row),
    objectFeed(type, row, 0, now, { restored: true }),
    ...groups.flatMap((group) => rejoinWrites(row, group, now)),
    ...former.map(({ group_id, member_id }): Write => {
      return { op: "delete", table: "former_membership", key: { org, member_id, group_id } };
    }),
    objectAudit(deps, writer, type, row, "Restore", { memberships: groups.length }),
  ];
  return { writes, row };
}

function rejoinWrites({ org, id }: ObjectRow, group: ObjectRow, at: number): readonly Write[] {
  const row: MembershipRow = { org, group_id: group.id, member_id: id, member_type: "user" };
  return [
    touchWrite(group, at),
    { op: "ensure", table: "membership", row },
    memberFeed(org, group.id, [id, "user"], 1, at),
  ];
}
