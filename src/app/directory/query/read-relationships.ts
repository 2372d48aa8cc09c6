import { type ObjectId, type OrgId, trustId } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import { locationOf } from "../../../core/scim/request/project.ts";
import type { GroupOfMember, ObjectSnapshot, Store } from "../../../ports/store.ts";
import type { MembershipRow, ObjectRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { chunksOf, readEachPage, readRowsAmong } from "../../paging.ts";
import type { Caller, Directory, ShownResource, TooMany } from "../directory.ts";
import type { Relationships } from "../view.ts";

const MEMBER_PAGE = 10_000;
/** Users whose groups are read at once; at 100 memberships each they fill a page. */
const USERS_AT_ONCE = 100;

/** An object whose relationships are read. Groups that were read with it are not read again. */
type Owner = Pick<ObjectRow, "org" | "id" | "type"> & Partial<Pick<ObjectSnapshot, "groups">>;

/** Relationships by the id of the object that has them. */
export type RelationshipsById = ReadonlyMap<ObjectId, Relationships>;

/**
 * Reads the relationships of these objects: members of groups, groups of users. Reads nothing that is not shown. The
 * total number of members is bounded; beyond, `too-many`.
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
    const members = await readMembers(deps, caller, { org, group_id: id }, left);
    if (members === undefined) return { kind: "too-many", what: "members", limit: limits.membersMax };
    left -= members.length;
    found.set(id, { members });
  }
  if (shown.details) await addMemberNames(deps.store, caller, found);
  const users = shown.groups ? rows.filter(({ type }) => type === "user") : [];
  const ofUsers = await readGroups(deps.store, caller, users, { isDeep: shown.details === true });
  for (const [id, relationships] of ofUsers) found.set(id, relationships);
  return found;
}

/** Above this number of members in an answer, their names would cost more than the members themselves. */
const NAMED_MAX = 1_000;

/** Adds the names of members, unless there are too many. */
async function addMemberNames(
  store: Store,
  caller: Caller,
  found: Map<ObjectId, Relationships>,
): Promise<void> {
  const elements = [...found.values()].flatMap(({ members = [] }) => members);
  if (elements.length === 0 || elements.length > NAMED_MAX) return;
  const names = await readDisplayNames(
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

/** The display names of objects by their ids, for those that have one. */
export async function readDisplayNames(
  store: Store,
  org: OrgId,
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await readRowsAmong(
    store,
    "object",
    { org, deleted: null },
    { column: "id", values: [...new Set(ids)] },
  );
  return new Map(
    rows.flatMap(({ id, doc }) => {
      const name = doc["displayName"] ?? doc["userName"];
      return typeof name === "string" ? [[id, name] as const] : [];
    }),
  );
}

/** The element with the display name of the object that it refers to. */
export function withDisplay(element: JsonObject, display: string | undefined): JsonObject {
  return display === undefined || display === "" ? element : { ...element, display };
}

async function readMembers(
  { store, env }: Deps,
  caller: Caller,
  where: Pick<MembershipRow, "org" | "group_id">,
  limit: number,
): Promise<readonly JsonObject[] | undefined> {
  const members: JsonObject[] = [];
  for await (const rows of readEachPage(store, "membership", where, MEMBER_PAGE)) {
    if (members.length + rows.length > limit) return undefined;
    for (const row of rows) members.push(renderMember(row, caller));
    if (rows.length === MEMBER_PAGE) await env.sleep(0);
  }
  return members;
}

/** A member as RFC 7643 §4.2 shows it, without `display`, which would cost a read. */
export function renderMember({ member_id, member_type }: MembershipRow, caller: Caller): JsonObject {
  const { baseUrl, types } = caller;
  const { resource } = types.standard(member_type);
  return { value: member_id, $ref: locationOf(resource, member_id, baseUrl), type: resource.name };
}

async function readGroups(
  store: Store,
  caller: Caller,
  users: readonly Owner[],
  { isDeep }: { readonly isDeep: boolean },
): Promise<RelationshipsById> {
  const found = new Map<ObjectId, Relationships>();
  // Users that share one list of groups share the elements made of it.
  const known = new Map<Groups, Relationships>();
  const groupsOf = await readGroupsAbove(store, caller.actor.org, users, { isDeep });
  for (const { id } of users) {
    const direct = groupsOf.get(id) ?? NO_GROUPS;
    const same = known.get(direct);
    if (same !== undefined) {
      found.set(id, same);
      continue;
    }
    const elements = direct.map((group) => groupElement(group, caller, "direct"));
    if (isDeep) {
      const indirect = indirectGroups(groupsOf, direct);
      elements.push(...indirect.map((group) => groupElement(group, caller, "indirect")));
    }
    const relationships = { groups: elements };
    known.set(direct, relationships);
    found.set(id, relationships);
  }
  return found;
}

type Group = Omit<GroupOfMember, "member">;
type Groups = readonly Group[];
type GroupsById = ReadonlyMap<ObjectId, Groups>;
const NO_GROUPS: Groups = [];

/** The groups that each object is a member of; with `isDeep`, also the groups of those groups, and so on. */
async function readGroupsAbove(
  store: Store,
  org: OrgId,
  owners: readonly Owner[],
  { isDeep }: { readonly isDeep: boolean },
): Promise<GroupsById> {
  const known = new Map<ObjectId, Groups>();
  const above = new Set<ObjectId>();
  const add = (id: ObjectId, groups: Groups) => {
    known.set(id, groups);
    for (const group of groups) if (isDeep && group.isNested) above.add(group.id);
  };
  const unread: ObjectId[] = [];
  for (const { id, groups } of owners) {
    if (groups === undefined) unread.push(id);
    else add(id, groups);
  }
  for (let frontier: readonly ObjectId[] = unread; ; ) {
    for (const ids of chunksOf(frontier, USERS_AT_ONCE)) {
      const groups = new Map<ObjectId, GroupOfMember[]>(ids.map((id) => [id, []]));
      for (const group of await store.groupsOf(org, ids)) groups.get(group.member)?.push(group);
      for (const [id, those] of groups) add(id, those);
    }
    frontier = [...above].filter((id) => !known.has(id));
    if (frontier.length === 0) return known;
  }
}

/** The groups that are reached through these groups and are not among them. A ring of groups is walked once. */
function indirectGroups(groupsOf: GroupsById, direct: Groups): Groups {
  const seen = new Set(direct.map(({ id }) => id));
  const indirect: Group[] = [];
  // A set is walked in the order of insertion, including the elements that are added meanwhile.
  for (const id of seen) {
    for (const group of groupsOf.get(id) ?? []) {
      if (seen.has(group.id)) continue;
      seen.add(group.id);
      indirect.push(group);
    }
  }
  return indirect.sort((left, right) => (left.id < right.id ? -1 : 1));
}

function groupElement(
  { id, name }: Group,
  { baseUrl, types }: Caller,
  type: "direct" | "indirect",
): JsonObject {
  const $ref = locationOf(types.standard("group").resource, id, baseUrl);
  return { value: id, $ref, display: name, type };
}

/** Reads all memberships of these objects, whatever their number. */
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
