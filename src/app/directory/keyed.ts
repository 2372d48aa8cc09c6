import type { ObjectId, OrgId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { locationOf } from "../../core/scim/project.ts";
import type { HeldGroup, Store } from "../../ports/store.ts";
import type { MembershipRow, ObjectRow } from "../../ports/tables.ts";
import type { Deps } from "../deps.ts";
import { chunksOf, eachPage } from "../provisioning/pages.ts";
import type { Caller, Directory, Shown, TooMany } from "./directory.ts";
import type { Keyed } from "./view.ts";

const MEMBER_PAGE = 10_000;
/** Users whose groups are read in one go, and the memberships that may come back: 100 each. */
const USERS_AT_ONCE = 100;

export type KeyedOf = ReadonlyMap<ObjectId, Keyed>;

/**
 * The attributes of these objects that are not in their documents: members of groups, groups of users. Reads
 * nothing that is not shown. The total of members is bounded: beyond, `too-many`.
 */
export async function readKeyed(
  { deps, limits }: Directory,
  caller: Caller,
  rows: readonly ObjectRow[],
  shown: Shown,
): Promise<KeyedOf | TooMany> {
  const found = new Map<ObjectId, Keyed>();
  const groups = shown.members ? rows.filter(({ type }) => type === "group") : [];
  let left = limits.membersMax;
  for (const { org, id } of groups) {
    const members = await readMembers(deps, caller, org, id, left);
    if (members === undefined) return { kind: "too-many", what: "members", limit: limits.membersMax };
    left -= members.length;
    found.set(id, { members });
  }
  const users = shown.groups ? rows.filter(({ type }) => type === "user") : [];
  for (const [id, elements] of await readGroups(deps.store, caller, users))
    found.set(id, { groups: elements });
  return found;
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

/** A member as RFC 7643 §4.2 shows it; without `display`, which would cost a read for each. */
export function memberElement({ member_id, member_type }: MembershipRow, caller: Caller): JsonObject {
  const { baseUrl, types } = caller;
  const { resource } = types.standard(member_type);
  return { value: member_id, $ref: locationOf(resource, member_id, baseUrl), type: resource.name };
}

async function readGroups(
  store: Store,
  caller: Caller,
  users: readonly ObjectRow[],
): Promise<ReadonlyMap<ObjectId, readonly JsonObject[]>> {
  const found = new Map<ObjectId, JsonObject[]>(users.map(({ id }) => [id, []]));
  for (const ids of chunksOf([...found.keys()], USERS_AT_ONCE)) {
    for (const group of await store.groupsOf(caller.actor.org, ids)) {
      found.get(group.member)?.push(groupElement(group, caller));
    }
  }
  return found;
}

function groupElement({ id, name }: HeldGroup, { baseUrl, types }: Caller): JsonObject {
  const $ref = locationOf(types.standard("group").resource, id, baseUrl);
  return { value: id, $ref, display: name, type: "direct" };
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
