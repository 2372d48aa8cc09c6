import { type ObjectId, type OrgId, trustId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import { locationOf } from "../../../core/scim/request/project.ts";
import type { HeldGroup, ObjectSnapshot, Store } from "../../../ports/store.ts";
import type { MembershipRow, ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { chunksOf, eachPage, rowsAmong } from "../../paging.ts";
import type { Caller, Directory, ShownResource, TooMany } from "../directory.ts";
import type { Relationships } from "../view.ts";

const MEMBER_PAGE = 10_000;
/** Users whose groups are read in one go, and the memberships that may come back: 100 each. */
const USERS_AT_ONCE = 100;

/** Whose attributes are read; groups that came with it are not read again. */
type Owner = Pick<ObjectRow, "org" | "id" | "type"> & Partial<Pick<ObjectSnapshot, "groups">>;

export type RelationshipsById = ReadonlyMap<ObjectId, Relationships>;

/**
 * The attributes of these objects that are not in their documents: members of groups, groups of users. Reads
 * nothing that is not shown. The total of members is bounded: beyond, `too-many`.
 */
export async function readRelationships(
  { deps, limits }: Directory,
  caller: Caller,
  rows: readonly Owner[],
  shown: ShownResource,
): Promise<RelationshipsById | TooMany> {
  const found = new Map<ObjectId, Relationships>();
  const groups = shown.members ? rows.filter(({ type }) => type === "group") : [];
  let left = limits.membersMax;
  for (const { org, id } of groups) {
    const members = await readMembers(deps, caller, org, id, left);
    if (members === undefined) return { kind: "too-many", what: "members", limit: limits.membersMax };
    left -= members.length;
    found.set(id, { members });
  }
  if (shown.details) await nameMembers(deps.store, caller, found);
  const users = shown.groups ? rows.filter(({ type }) => type === "user") : [];
  for (const [id, relationships] of await readGroups(deps.store, caller, users, shown.details === true))
    found.set(id, relationships);
  return found;
}

/** Beyond so many members in an answer, their names would cost more than the members themselves. */
const NAMED_MAX = 1_000;

/** Adds the names of members, unless there are very many. */
async function nameMembers(store: Store, caller: Caller, found: Map<ObjectId, Relationships>): Promise<void> {
  const elements = [...found.values()].flatMap(({ members = [] }) => members);
  if (elements.length === 0 || elements.length > NAMED_MAX) return;
  const names = await namesOf(
    store,
    caller.actor.org,
    elements.map(({ value }) => trustId<ObjectId>(String(value))),
  );
  for (const [id, { members = [] }] of found) {
    found.set(id, {
      members: members.map((each) => withDisplay(each, names.get(String(each["value"])))),
    });
  }
}

/** Under which name objects are shown to people; who has none is left out. */
export async function namesOf(
  store: Store,
  org: OrgId,
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsAmong(store, "object", { org, deleted: null }, "id", [...new Set(ids)]);
  return new Map(
    rows.flatMap(({ id, doc }) => {
      const name = doc["displayName"] ?? doc["userName"];
      return typeof name === "string" ? [[id, name] as const] : [];
    }),
  );
}

/** The element with the name of what it stands for. */
export function withDisplay(element: JsonObject, display: string | undefined): JsonObject {
  return display === undefined || display === "" ? element : { ...element, display };
}

async function readMembers(
  { store, env }: Deps,
  caller: Caller,
  org: OrgId,
  group: ObjectId,
  limit: number,
): Promise<readonly JsonObject[] | undefined> {
  const members: JsonObject[] = [];
  for await (const rows of eachPage(store, "membership", { org, group_id: group }, MEMBER_PAGE)) {
    if (members.length + rows.length > limit) return undefined;
    for (const row of rows) members.push(memberElement(row, caller));
    if (rows.length === MEMBER_PAGE) await env.sleep(0);
  }
  return members;
}

/** A member as RFC 7643 §4.2 shows it; without `display`, which costs a read for each. */
export function memberElement({ member_id, member_type }: MembershipRow, caller: Caller): JsonObject {
  const { baseUrl, types } = caller;
  const { resource } = types.standard(member_type);
  return { value: member_id, $ref: locationOf(resource, member_id, baseUrl), type: resource.name };
}

async function readGroups(
  store: Store,
  caller: Caller,
  users: readonly Owner[],
  withIndirect: boolean,
): Promise<RelationshipsById> {
  const found = new Map<ObjectId, Relationships>();
  // Who are in the same groups are shown the same.
  const known = new Map<Groups, Relationships>();
  const held = await heldBy(store, caller.actor.org, users, withIndirect);
  for (const { id } of users) {
    const direct = held.get(id) ?? NO_GROUPS;
    const same = known.get(direct);
    if (same !== undefined) {
      found.set(id, same);
      continue;
    }
    const elements = direct.map((group) => groupElement(group, caller, "direct"));
    if (withIndirect) {
      const above = groupsBeyond(held, direct).map((group) => groupElement(group, caller, "indirect"));
      elements.push(...above);
    }
    const relationships = { groups: elements };
    known.set(direct, relationships);
    found.set(id, relationships);
  }
  return found;
}

type Group = Omit<HeldGroup, "member">;
type Groups = readonly Group[];
type Held = ReadonlyMap<ObjectId, Groups>;
const NO_GROUPS: Groups = [];

/** The groups that each of these is in; with `isDeep`, also the groups that those are in, and so on. */
async function heldBy(store: Store, org: OrgId, owners: readonly Owner[], isDeep: boolean): Promise<Held> {
  const held = new Map<ObjectId, Groups>();
  const above = new Set<ObjectId>();
  const hold = (id: ObjectId, groups: Groups) => {
    held.set(id, groups);
    for (const group of groups) if (isDeep && group.isNested) above.add(group.id);
  };
  const unread: ObjectId[] = [];
  for (const { id, groups } of owners) {
    if (groups === undefined) unread.push(id);
    else hold(id, groups);
  }
  for (let frontier: readonly ObjectId[] = unread; ; ) {
    for (const ids of chunksOf(frontier, USERS_AT_ONCE)) {
      const groups = new Map<ObjectId, HeldGroup[]>(ids.map((id) => [id, []]));
      for (const group of await store.groupsOf(org, ids)) groups.get(group.member)?.push(group);
      for (const [id, those] of groups) hold(id, those);
    }
    frontier = [...above].filter((id) => !held.has(id));
    if (frontier.length === 0) return held;
  }
}

/** The groups that are reached through these groups and are none of them; circles end where they began. */
function groupsBeyond(held: Held, direct: Groups): Groups {
  const seen = new Set(direct.map(({ id }) => id));
  const beyond: Group[] = [];
  // A set is walked in the order of insertion, what is added meanwhile included.
  for (const id of seen) {
    for (const group of held.get(id) ?? []) {
      if (seen.has(group.id)) continue;
      seen.add(group.id);
      beyond.push(group);
    }
  }
  return beyond.sort((left, right) => (left.id < right.id ? -1 : 1));
}

function groupElement(
  { id, name }: Group,
  { baseUrl, types }: Caller,
  type: "direct" | "indirect",
): JsonObject {
  const $ref = locationOf(types.standard("group").resource, id, baseUrl);
  return { value: id, $ref, display: name, type };
}

/** The memberships that these objects hold, whatever their number. */
export async function membershipsOf(
  store: Store,
  org: OrgId,
  members: readonly ObjectId[],
): Promise<readonly MembershipRow[]> {
  const found: MembershipRow[] = [];
  for (const ids of chunksOf(members, USERS_AT_ONCE)) {
    const among = { column: "member_id", values: ids } as const;
    const rows = await store.page("membership", { where: { org }, among, limit: MEMBER_PAGE });
    if (rows.length < MEMBER_PAGE) found.push(...rows);
    else for (const id of ids) found.push(...(await membershipsOfOne(store, org, id)));
  }
  return found;
}

async function membershipsOfOne(
  store: Store,
  org: OrgId,
  member: ObjectId,
): Promise<readonly MembershipRow[]> {
  const found: MembershipRow[] = [];
  for await (const rows of eachMembership(store, org, member)) found.push(...rows);
  return found;
}

/** The groups that an object is in, in pages ordered by group. */
async function* eachMembership(
  store: Store,
  org: OrgId,
  member: ObjectId,
): AsyncGenerator<readonly MembershipRow[]> {
  let after: ObjectId | undefined;
  for (;;) {
    const rows = await store.page("membership", {
      where: { org, member_id: member },
      limit: MEMBER_PAGE,
      ...(after === undefined ? {} : { after }),
    });
    yield rows;
    if (rows.length < MEMBER_PAGE) return;
    after = rows.at(-1)?.group_id;
  }
}
