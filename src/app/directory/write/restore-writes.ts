import { searchDocument } from "../../../core/scim/index/search-document.ts";
import type { Document } from "../../../core/scim/schema.ts";
import type { Write } from "../../../ports/store.ts";
import type { MembershipRow, ObjectRow } from "../../../ports/tables.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import { dropFormerWrites, indexEntryWrites } from "./index-entries.ts";
import { createMemberFeed } from "./membership-writes.ts";
import { createObjectAudit, createObjectFeed, type WriteContext } from "./object-writes.ts";
import { touchWrite } from "./related-objects.ts";

/** The state of a restored object. */
export interface RestoredState {
  readonly doc: Document;
  readonly former: readonly MembershipRow[];
  /** The former groups that still exist. */
  readonly groups: readonly ObjectRow[];
}

/** Brings a soft-deleted object back as it was, in the groups that still exist. */
export function restoreWrites(
  context: WriteContext,
  type: DirectoryType,
  before: ObjectRow,
  { doc, former, groups }: RestoredState,
): { readonly writes: readonly Write[]; readonly row: ObjectRow } {
  const { org, id, version, external } = before;
  const at = context.deps.env.now();
  const set = { version: version + 1, modified: Math.max(at, before.modified), deleted: null };
  const row: ObjectRow = { ...before, ...set, doc };
  const documentSet = doc === before.doc ? {} : { doc, search: searchDocument(type.resource, doc) };
  const writes: Write[] = [
    {
      op: "update",
      table: "object",
      key: { org, id },
      set: { ...set, ...documentSet },
      expect: { version, deleted: before.deleted },
    },
    ...dropFormerWrites(type, before),
    ...indexEntryWrites(type, before, { doc: {}, external }, row),
    createObjectFeed(type, row, { change: "changed", at, detail: { restored: true } }),
    ...groups.flatMap((group) => rejoinWrites(row, group, at)),
    ...former.map(({ group_id, member_id }): Write => {
      return { op: "delete", table: "former_membership", key: { org, member_id, group_id } };
    }),
    createObjectAudit(context, type, row, { verb: "Restore", detail: { memberships: groups.length } }),
  ];
  return { writes, row };
}

function rejoinWrites({ org, id }: ObjectRow, group: ObjectRow, at: number): readonly Write[] {
  const row: MembershipRow = { org, group_id: group.id, member_id: id, member_type: "user" };
  return [
    touchWrite(group, at),
    { op: "ensure", table: "membership", row },
    createMemberFeed(row, "added", at),
  ];
}
