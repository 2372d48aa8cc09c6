import type { ChangeKind } from "../../../core/events/event.ts";
import { formatDetail } from "../../../core/events/feed-detail.ts";
import { type ObjectId, type OrgId, parseUuid } from "../../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../../core/json.ts";
import { matchesElement } from "../../../core/scim/filter/evaluate.ts";
import type { RelationshipDelta } from "../../../core/scim/patch/operation.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Store, Write } from "../../../ports/store.ts";
import type { MembershipRow, ObjectRow } from "../../../ports/tables.ts";
import { readEachPage, readRowsAmong } from "../../paging.ts";
import { GROUPS, isObjectType, USERS } from "../../resource-types/directory-type.ts";

const PAGE = 5_000;

type Members = ReadonlyMap<ObjectId, ObjectType>;

/** Which members join a group and which leave it. */
export interface MemberChange {
  readonly added: Members;
  readonly removed: Members;
}

const EMPTY: Members = new Map();
export const NO_MEMBER_CHANGE: MemberChange = { added: EMPTY, removed: EMPTY };

/** True when the change adds or removes a member. */
export function isMemberChange({ added, removed }: MemberChange): boolean {
  return added.size > 0 || removed.size > 0;
}

/**
 * Works out what the deltas of a PATCH, in order, do to the memberships of a group. Reads only the memberships that
 * they name, unless a delta concerns all members, so the size of the group does not matter. `group` undefined is a
 * new group.
 */
export async function planMembershipChange(
  store: Store,
  org: OrgId,
  group: ObjectId | undefined,
  deltas: readonly RelationshipDelta[],
): Promise<MemberChange | { readonly kind: "unknown-member"; readonly value: string }> {
  if (deltas.length === 0) return NO_MEMBER_CHANGE;
  const named = nameMembers(deltas);
  if (named.unknown !== undefined) return { kind: "unknown-member", value: named.unknown };
  const present =
    group === undefined ? EMPTY : await readPresent(store, { org, group_id: group }, deltas, named);
  const types = await readTypes(store, org, present, named.wanted);
  const missing = [...named.wanted].find((id) => !types.has(id));
  if (missing !== undefined) return { kind: "unknown-member", value: missing };
  const after = new Map(present);
  for (const delta of deltas) applyDelta(after, delta, types);
  return {
    added: new Map([...after].filter(([id]) => !present.has(id))),
    removed: new Map([...present].filter(([id]) => !after.has(id))),
  };
}

interface Named {
  /** The ids that a delta adds. */
  readonly wanted: ReadonlySet<ObjectId>;
  /** The ids that a delta removes. */
  readonly unwanted: ReadonlySet<ObjectId>;
  /** A value that cannot be the id of an object. */
  readonly unknown: string | undefined;
}

function nameMembers(deltas: readonly RelationshipDelta[]): Named {
  const wanted = new Set<ObjectId>();
  const unwanted = new Set<ObjectId>();
  let unknown: string | undefined;
  for (const delta of deltas) {
    if (delta.kind === "remove") for (const id of delta.values.flatMap(idsOf)) unwanted.add(id);
    if (delta.kind !== "add" && delta.kind !== "replace") continue;
    for (const { value } of delta.elements) {
      const [id] = idsOf(value);
      if (id === undefined) unknown ??= String(value);
      else wanted.add(id);
    }
  }
  return { wanted, unwanted, unknown };
}

/** The object id that a member's value stands for, in any letter case; none for other values. */
function idsOf(value: Json | undefined): readonly ObjectId[] {
  const id = typeof value === "string" ? parseUuid<ObjectId>(value) : undefined;
  return id === undefined ? [] : [id];
}

async function readPresent(
  store: Store,
  where: { readonly org: OrgId; readonly group_id: ObjectId },
  deltas: readonly RelationshipDelta[],
  { wanted, unwanted }: Named,
): Promise<Members> {
  const present = new Map<ObjectId, ObjectType>();
  if (deltas.some(({ kind }) => kind === "replace" || kind === "removeWhere")) {
    for await (const rows of readEachPage(store, "membership", where, PAGE)) {
      for (const row of rows) present.set(row.member_id, row.member_type);
    }
    return present;
  }
  for (const row of await readRowsAmong(store, "membership", where, "member_id", [...wanted, ...unwanted])) {
    present.set(row.member_id, row.member_type);
  }
  return present;
}

/** The object types of the wanted members. Those that are members already need no look-up. */
async function readTypes(
  store: Store,
  org: OrgId,
  present: Members,
  wanted: ReadonlySet<ObjectId>,
): Promise<Members> {
  const fresh = [...wanted].filter((id) => !present.has(id));
  const objects =
    fresh.length === 0 ? [] : await readRowsAmong(store, "object", { org, deleted: null }, "id", fresh);
  // Only users and groups can be members (RFC 7643 §4.2).
  const found = objects.flatMap(({ id, type }) => (isObjectType(type) ? [[id, type] as const] : []));
  return new Map([...present, ...found]);
}

function applyDelta(members: Map<ObjectId, ObjectType>, delta: RelationshipDelta, types: Members): void {
  switch (delta.kind) {
    case "replace":
      members.clear();
      addAll(members, delta.elements, types);
      return;
    case "add":
      addAll(members, delta.elements, types);
      return;
    case "remove":
      for (const id of delta.values.flatMap(idsOf)) members.delete(id);
      return;
    case "removeWhere":
      for (const [id, type] of [...members]) {
        if (matchesElement(delta.filter, { value: id, type: typeNameOf(type) })) members.delete(id);
      }
      return;
  }
}

function typeNameOf(type: ObjectType): string {
  return (type === "user" ? USERS : GROUPS).resource.name;
}

function addAll(members: Map<ObjectId, ObjectType>, elements: readonly JsonObject[], types: Members): void {
  for (const element of elements) {
    for (const id of isObject(element) ? idsOf(element["value"]) : []) {
      const type = types.get(id);
      if (type !== undefined) members.set(id, type);
    }
  }
}

/** The rows of a change: memberships with their entries in the feed. A new member must still be there. */
export function createMemberWrites(
  { org, id: group }: Pick<ObjectRow, "org" | "id">,
  { added, removed }: MemberChange,
  at: number,
): readonly Write[] {
  const requires = [...added.keys()].map((id): Write => {
    return { op: "require", table: "object", key: { org, id }, expect: { deleted: null } };
  });
  const joining = [...added].map(([member_id, member_type]): MembershipRow => {
    return { org, group_id: group, member_id, member_type };
  });
  const leaving = [...removed].map(([member_id, member_type]): MembershipRow => {
    return { org, group_id: group, member_id, member_type };
  });
  return [
    ...requires,
    ...joining.map((row): Write => ({ op: "insert", table: "membership", row })),
    ...leaving.map(leaveWrite),
    ...joining.map((row) => createMemberFeed(row, "added", at)),
    ...leaving.map((row) => createMemberFeed(row, "removed", at)),
  ];
}

/** Removes a membership. */
export function leaveWrite({ org, group_id, member_id }: MembershipRow): Write {
  return { op: "delete", table: "membership", key: { org, group_id, member_id } };
}

/** The entry of a membership in the change feed: `added` for a member that joined, `removed` for one that left. */
export function createMemberFeed(
  { org, group_id, member_id, member_type }: MembershipRow,
  change: Exclude<ChangeKind, "changed">,
  at: number,
): Write {
  const detail = formatDetail(member_type === "group" ? { member: member_type } : {});
  return {
    op: "insert",
    table: "feed",
    row: { org, kind: "member", object: group_id, other: member_id, change, at, detail },
  };
}
