import type { ObjectId } from "../../../core/ids.ts";
import { isObject, type JsonObject } from "../../../core/json.ts";
import type { Document } from "../../../core/scim/schema.ts";
import { ENTERPRISE_USER_URN, MANAGER_PATH } from "../../../core/scim/schema-urns.ts";
import type { Store, Write } from "../../../ports/store.ts";
import type { AssignmentRow, MembershipRow, ObjectRow } from "../../../ports/tables.ts";
import { collectRows, readEachPage, readRowsAmong } from "../../paging.ts";
import { membershipsOf } from "../query/read-relationships.ts";
import { createMemberFeed, leaveWrite, NO_MEMBER_CHANGE } from "./membership-writes.ts";
import { updateWrites, type WriteContext } from "./object-writes.ts";

const MANAGER = "manager";

/** Everything that refers to an object. */
export interface RelatedObjects {
  /** Its memberships, and the groups that they are in. */
  readonly memberships: readonly MembershipRow[];
  readonly groups: readonly ObjectRow[];
  /** Its members, when it is a group. */
  readonly members: readonly MembershipRow[];
  /** Memberships that it had when it was soft-deleted. */
  readonly former: readonly MembershipRow[];
  /** The users whose manager it is. */
  readonly reports: readonly ObjectRow[];
  readonly assignments: readonly AssignmentRow[];
}

/** The ids of the object and of all objects that change when it is deleted. */
export async function readRelatedIds(store: Store, row: ObjectRow): Promise<readonly ObjectId[]> {
  const { memberships, reportIds } = await readNeighbours(store, row);
  return [row.id, ...memberships.map(({ group_id }) => group_id), ...reportIds];
}

async function readNeighbours(
  store: Store,
  { org, id, type }: ObjectRow,
): Promise<{ readonly memberships: readonly MembershipRow[]; readonly reportIds: readonly ObjectId[] }> {
  const memberships = await membershipsOf(store, org, [id]);
  if (type !== "user") return { memberships, reportIds: [] };
  const manager = { org, type: "user" as const, path: MANAGER_PATH, value: id };
  const keys = await collectRows(readEachPage(store, "index_entry", manager));
  return { memberships, reportIds: keys.map((key) => key.id) };
}

/** Reads everything that refers to the object. */
export async function readRelatedObjects(store: Store, row: ObjectRow): Promise<RelatedObjects> {
  const { org, id, type } = row;
  const { memberships, reportIds } = await readNeighbours(store, row);
  const groupIds = memberships.map(({ group_id }) => group_id);
  return {
    memberships,
    groups: await readRowsAmong(store, "object", { org, deleted: null }, { column: "id", values: groupIds }),
    members:
      type !== "group"
        ? []
        : await collectRows(readEachPage(store, "membership", { org, group_id: id }, 5_000)),
    former: await collectRows(readEachPage(store, "former_membership", { org, member_id: id })),
    reports: await readRowsAmong(
      store,
      "object",
      { org, deleted: null },
      { column: "id", values: reportIds },
    ),
    assignments: await collectRows(readEachPage(store, "assignment", { org, subject: id })),
  };
}

/** Ends the memberships of the object in its groups, which get a new version, and of its own members. */
export function leaveWrites({ org, id }: ObjectRow, related: RelatedObjects, at: number): readonly Write[] {
  return [
    ...[...related.memberships, ...related.members].flatMap((row): Write[] => [
      leaveWrite(row),
      createMemberFeed(row, "removed", at),
    ]),
    // Another writer may have added it to a group since it was read.
    { op: "requireNone", table: "membership", where: { org, member_id: id } },
    ...related.groups.filter((group) => group.id !== id).map((group) => touchWrite(group, at)),
  ];
}

/** Gives a group whose members change a new version, though its own attributes stay. */
export function touchWrite({ org, id, version, modified }: ObjectRow, now: number): Write {
  return {
    op: "update",
    table: "object",
    key: { org, id },
    set: { version: version + 1, modified: Math.max(now, modified) },
    expect: { version, deleted: null },
  };
}

/** Removes the reference to a manager that is being deleted from its reports. */
export function clearManagers(
  context: WriteContext,
  { id }: ObjectRow,
  { reports }: RelatedObjects,
): readonly Write[] {
  return reports.flatMap((report) => {
    const next = {
      doc: withoutManager(report.doc, id),
      external: report.external,
      members: NO_MEMBER_CHANGE,
    };
    return updateWrites(context, context.types.standard("user"), report, next)?.writes ?? [];
  });
}

/** The id of the user's manager, if the user has one. */
export function managerOf(doc: Document): string | undefined {
  const extension = doc[ENTERPRISE_USER_URN];
  const reference = isObject(extension) ? extension[MANAGER] : undefined;
  const value = isObject(reference) ? reference["value"] : undefined;
  return typeof value === "string" ? value : undefined;
}

/** The document without this manager; the same document when its manager is another one. */
export function withoutManager(doc: Document, manager: string): Document {
  const extension = doc[ENTERPRISE_USER_URN];
  if (!isObject(extension) || managerOf(doc) !== manager) return doc;
  const { [MANAGER]: _, ...others } = extension;
  const { [ENTERPRISE_USER_URN]: __, ...rest } = doc;
  const next: JsonObject = others;
  return Object.keys(next).length === 0 ? rest : { ...doc, [ENTERPRISE_USER_URN]: next };
}

/** Removes the assignments of an object that is deleted for good. */
export function unassignWrites({ assignments }: RelatedObjects, at: number): readonly Write[] {
  return assignments.flatMap(({ org, app, subject, role }): Write[] => [
    { op: "delete", table: "assignment", key: { org, app, subject, role } },
    {
      op: "insert",
      table: "feed",
      row: { org, kind: "assignment", object: app, other: subject, change: "removed", at },
    },
  ]);
}
