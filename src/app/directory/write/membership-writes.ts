import type { ChangeKind } from "../../../core/events/event.ts";
import { formatDetail } from "../../../core/events/feed-detail.ts";
import { type ObjectId, type OrgId, parseUuid } from "../../../core/ids.ts";
import type { Json, JsonObject } from "../../../core/json.ts";
import { matchesElement } from "../../../core/scim/filter/evaluate.ts";
import type { RelationshipDelta } from "../../../core/scim/patch/operation.ts";
import { ELEMENTS_AT_ONCE, type Work } from "../../../core/work.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { Store, Write } from "../../../ports/store.ts";
import type { MembershipRow, ObjectRow } from "../../../ports/tables.ts";
import { runInTurns, Turn } from "../../background/turn.ts";
import type { Deps } from "../../deps.ts";
import { CHUNK, chunksOf, readEachPage, readRowsAmong } from "../../paging.ts";
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

/** The group whose members change. */
export interface GroupOfMembers {
  readonly org: OrgId;
  /** Undefined for a new group. */
  readonly group: ObjectId | undefined;
  /** Changes that are not stored yet, in their order. */
  readonly pending: readonly MemberChange[];
}

/**
 * Works out what the deltas of a PATCH, in order, do to the memberships of a group. Reads only the memberships that
 * they name, unless a delta concerns all members, so the size of the group does not matter.
 */
export async function planMembershipChange(
  { store, env }: Pick<Deps, "store" | "env">,
  { org, group, pending }: GroupOfMembers,
  deltas: readonly RelationshipDelta[],
): Promise<MemberChange | { readonly kind: "unknown-member"; readonly value: string }> {
  if (deltas.length === 0) return NO_MEMBER_CHANGE;
  const named = await runInTurns(env, nameMembers(deltas));
  if (named.unknown !== undefined) return { kind: "unknown-member", value: named.unknown };
  const stored =
    group === undefined ? EMPTY : await readPresent(store, { org, group_id: group }, deltas, named);
  const present = withPending(stored, pending, deltas, named);
  const types = await readTypes({ store, env }, org, present, named.wanted);
  return runInTurns(env, compareMembers(deltas, named, present, types));
}

interface Named {
  /** The ids that a delta adds. */
  readonly wanted: ReadonlySet<ObjectId>;
  /** The ids that a delta removes. */
  readonly unwanted: ReadonlySet<ObjectId>;
  /** A value that cannot be the id of an object. */
  readonly unknown: string | undefined;
}

function* nameMembers(deltas: readonly RelationshipDelta[]): Work<Named> {
  const wanted = new Set<ObjectId>();
  const unwanted = new Set<ObjectId>();
  let unknown: string | undefined;
  for (const delta of deltas) {
    const named = delta.kind === "remove" ? unwanted : wanted;
    for (const values of chunksOf(valuesOf(delta), ELEMENTS_AT_ONCE)) {
      const unfit = addIds(named, values);
      if (delta.kind !== "remove") unknown ??= unfit;
      yield;
    }
  }
  return { wanted, unwanted, unknown };
}

function valuesOf(delta: RelationshipDelta): readonly (Json | undefined)[] {
  if (delta.kind === "removeWhere") return [];
  return delta.kind === "remove" ? delta.values : delta.elements.map(({ value }) => value);
}

/** Adds the ids that these values stand for, and returns the first value that stands for none. */
function addIds(ids: Set<ObjectId>, values: readonly (Json | undefined)[]): string | undefined {
  let unfit: string | undefined;
  for (const value of values) {
    const id = idOf(value);
    if (id === undefined) unfit ??= String(value);
    else ids.add(id);
  }
  return unfit;
}

/** The object id that a member's value stands for, in any letter case; undefined for other values. */
function idOf(value: Json | undefined): ObjectId | undefined {
  return typeof value === "string" ? parseUuid<ObjectId>(value) : undefined;
}

async function readPresent(
  store: Store,
  where: { readonly org: OrgId; readonly group_id: ObjectId },
  deltas: readonly RelationshipDelta[],
  { wanted, unwanted }: Named,
): Promise<Members> {
  const present = new Map<ObjectId, ObjectType>();
  if (concernsAll(deltas)) {
    for await (const rows of readEachPage(store, "membership", where, PAGE)) {
      for (const row of rows) present.set(row.member_id, row.member_type);
    }
    return present;
  }
  for (const row of await readRowsAmong(store, "membership", where, {
    column: "member_id",
    values: [...wanted, ...unwanted],
  })) {
    present.set(row.member_id, row.member_type);
  }
  return present;
}

/** The stored memberships as pending changes leave them: those of the members that the deltas concern. */
function withPending(
  stored: Members,
  pending: readonly MemberChange[],
  deltas: readonly RelationshipDelta[],
  { wanted, unwanted }: Named,
): Members {
  if (pending.every((change) => !isMemberChange(change))) return stored;
  const isForAll = concernsAll(deltas);
  const present = new Map(stored);
  for (const { added, removed } of pending) {
    for (const [id, type] of added) {
      if (isForAll || wanted.has(id) || unwanted.has(id)) present.set(id, type);
    }
    for (const id of removed.keys()) present.delete(id);
  }
  return present;
}

/** True when a delta concerns members that it does not name. */
function concernsAll(deltas: readonly RelationshipDelta[]): boolean {
  return deltas.some(({ kind }) => kind === "replace" || kind === "removeWhere");
}

/** The object types of the wanted members. Those that are members already need no look-up. */
async function readTypes(
  { store, env }: Pick<Deps, "store" | "env">,
  org: OrgId,
  present: Members,
  wanted: ReadonlySet<ObjectId>,
): Promise<Members> {
  const types = new Map(present);
  const fresh = [...wanted].filter((id) => !present.has(id));
  const turn = new Turn(env);
  for (const ids of chunksOf(fresh, CHUNK)) {
    for (const { id, type } of await readRowsAmong(
      store,
      "object",
      { org, deleted: null },
      { column: "id", values: ids },
    )) {
      // Only users and groups can be members (RFC 7643 §4.2).
      if (isObjectType(type)) types.set(id, type);
    }
    if (turn.isOver) await turn.pass();
  }
  return types;
}

function* compareMembers(
  deltas: readonly RelationshipDelta[],
  { wanted }: Named,
  present: Members,
  types: Members,
): Work<MemberChange | { readonly kind: "unknown-member"; readonly value: string }> {
  for (const id of wanted) if (!types.has(id)) return { kind: "unknown-member", value: id };
  yield;
  const after = new Map(present);
  for (const delta of deltas) yield* applyDelta(after, delta, types);
  const added = new Map([...after].filter(([id]) => !present.has(id)));
  yield;
  return { added, removed: new Map([...present].filter(([id]) => !after.has(id))) };
}

function* applyDelta(
  members: Map<ObjectId, ObjectType>,
  delta: RelationshipDelta,
  types: Members,
): Work<void> {
  switch (delta.kind) {
    case "replace":
      members.clear();
      yield* addAll(members, delta.elements, types);
      return;
    case "add":
      yield* addAll(members, delta.elements, types);
      return;
    case "remove":
      for (const values of chunksOf(delta.values, ELEMENTS_AT_ONCE)) {
        for (const value of values) {
          const id = idOf(value);
          if (id !== undefined) members.delete(id);
        }
        yield;
      }
      return;
    case "removeWhere":
      for (const some of chunksOf([...members], ELEMENTS_AT_ONCE)) {
        for (const [id, type] of some) {
          if (matchesElement(delta.filter, { value: id, type: typeNameOf(type) })) members.delete(id);
        }
        yield;
      }
      return;
  }
}

function typeNameOf(type: ObjectType): string {
  return (type === "user" ? USERS : GROUPS).resource.name;
}

function* addAll(
  members: Map<ObjectId, ObjectType>,
  elements: readonly JsonObject[],
  types: Members,
): Work<void> {
  for (const some of chunksOf(elements, ELEMENTS_AT_ONCE)) {
    for (const { value } of some) {
      const id = idOf(value);
      const type = id && types.get(id);
      if (id !== undefined && type !== undefined) members.set(id, type);
    }
    yield;
  }
}

/** The rows of a change: memberships with their entries in the feed. A new member must still be there. */
export function* createMemberWrites(
  { org, id: group }: Pick<ObjectRow, "org" | "id">,
  { added, removed }: MemberChange,
  at: number,
): Work<readonly Write[]> {
  if (added.size + removed.size === 0) return [];
  const toRow = ([member_id, member_type]: readonly [ObjectId, ObjectType]): MembershipRow => {
    return { org, group_id: group, member_id, member_type };
  };
  const joining = chunksOf([...added].map(toRow), ELEMENTS_AT_ONCE);
  const leaving = chunksOf([...removed].map(toRow), ELEMENTS_AT_ONCE);
  const writes: Write[] = [];
  const addEach = function* (chunks: typeof joining, toWrite: (row: MembershipRow) => Write): Work<void> {
    for (const rows of chunks) {
      for (const row of rows) writes.push(toWrite(row));
      yield;
    }
  };
  yield* addEach(joining, ({ member_id: id }) => {
    return { op: "require", table: "object", key: { org, id }, expect: { deleted: null } };
  });
  yield* addEach(joining, (row) => ({ op: "insert", table: "membership", row }));
  yield* addEach(leaving, leaveWrite);
  yield* addEach(joining, (row) => createMemberFeed(row, "added", at));
  yield* addEach(leaving, (row) => createMemberFeed(row, "removed", at));
  return writes;
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
