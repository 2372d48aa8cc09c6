import { type ObjectId, type OrgId, trustId } from "../../../src/core/ids.ts";
import type { JsonObject } from "../../../src/core/json.ts";
import type { ObjectType } from "../../../src/ports/kinds.ts";
import type { LeaseRow } from "../../../src/ports/lease-tables.ts";
import type { ChangeSet, Write } from "../../../src/ports/store.ts";
import type { AssignmentRow, FeedRow, MembershipRow, ObjectRow } from "../../../src/ports/tables.ts";

export const id = (text: string) => trustId<ObjectId>(text);

export function lease(org: OrgId, name: string, more: Partial<LeaseRow> = {}): LeaseRow {
  return { org, name, holder: "one", expires: 1_000, version: 1, ...more };
}

export function insertLease(org: OrgId, name: string): Write {
  return { op: "insert", table: "lease", row: lease(org, name) };
}

export function directoryObject(
  org: OrgId,
  name: string,
  type: ObjectType,
  more: Partial<ObjectRow> = {},
): ObjectRow {
  const doc: JsonObject = { displayName: name };
  return {
    ...{ org, id: id(name), type, version: 1, created: 1, modified: 1, deleted: null },
    ...{ external: {}, doc },
    ...more,
  };
}

export function putObject(org: OrgId, name: string, type: ObjectType, more: Partial<ObjectRow> = {}): Write {
  return { op: "insert", table: "object", row: { ...directoryObject(org, name, type, more), search: {} } };
}

export function membership(org: OrgId, group: string, member: string, type: ObjectType): MembershipRow {
  return { org, group_id: id(group), member_id: id(member), member_type: type };
}

export function putMember(org: OrgId, group: string, member: string, type: ObjectType = "user"): Write {
  return { op: "insert", table: "membership", row: membership(org, group, member, type) };
}

export function putAssignment(org: OrgId, app: string, subject: string, more: Partial<AssignmentRow>): Write {
  const row = { org, app: trustId<AssignmentRow["app"]>(app), subject, role: "", created: 1, ...more };
  return { op: "insert", table: "assignment", row: { subject_type: "group", ...row } };
}

export function feedRow(org: OrgId, object: string, at = 1): FeedRow {
  return { org, kind: "user", object, other: null, change: "changed", at };
}

export function putFeed(org: OrgId, ...objects: readonly string[]): ChangeSet {
  return objects.map((object) => ({ op: "insert", table: "feed", row: feedRow(org, object) }));
}
