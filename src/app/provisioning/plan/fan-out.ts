import { type FeedDetail, readDetail } from "../../../core/events/feed-detail.ts";
import { type ObjectId, type OrgId, trustId } from "../../../core/ids.ts";
import { findReads } from "../../../core/mapping/scope/evaluate-scope.ts";
import { findSourceReads, type SourceReads } from "../../../core/mapping/source-reads.ts";
import { MANAGER_PATH } from "../../../core/scim/schema-urns.ts";
import type { FeedRow } from "../../../ports/tables.ts";
import { CHUNK, readEachPage } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import type { PlanningStore } from "../planning-store.ts";

/**
 * Users of a large group that are read at once. Each read finds the groups below it once more: pages of 400 took 40 s of
 * processor time for 100,000 users in 10,000 groups.
 */
const MANY_USERS = 25_000;

/** The sets of objects that a fan-out adds to. */
export interface FanOut {
  readonly users: Set<ObjectId>;
  readonly groups: Set<ObjectId>;
}

/** The directions in which the configuration of an application makes changes of one object concern others. */
export interface FanOutRules {
  /** Users follow memberships: by assigned groups, or because a clause or the mapping reads groups. */
  readonly usersByGroup: boolean;
  /** The users of groups in an assigned group are in scope by it. */
  readonly nestedGroups: boolean;
  /** A clause or the mapping of users, or of groups, reads the groups that an object is in. */
  readonly usersReadGroups: boolean;
  readonly groupsReadGroups: boolean;
  /** A clause or the mapping of users reads an attribute of the manager. */
  readonly readsManager: boolean;
}

/** The reads that follow memberships downwards. */
interface MembershipReads {
  readonly deps: { readonly store: Pick<PlanningStore, "page" | "usersBelow"> };
  readonly org: OrgId;
}

/** Finds the directions of an application. */
export async function findFanOutRules(context: CycleContext): Promise<FanOutRules> {
  const { deps, org, app, scopes, settings, mappings } = context;
  const users = joinReads(findReads(scopes.user), findSourceReads(mappings.user));
  const groups = joinReads(findReads(scopes.group), findSourceReads(mappings.group));
  const assigned = await deps.store.count("assignment", { org, app, subject_type: "group" });
  return {
    usersByGroup: assigned > 0 || users.groups,
    nestedGroups: settings.nestedGroups,
    usersReadGroups: users.groups,
    groupsReadGroups: groups.groups,
    readsManager: users.manager,
  };
}

function joinReads(left: SourceReads, right: SourceReads): SourceReads {
  return { manager: left.manager || right.manager, groups: left.groups || right.groups };
}

/** Adds the objects whose scope or mapping reads the object of a `user` or `group` entry: reports of a manager, members of a group. */
export async function addReaders(
  context: CycleContext,
  affected: FanOut,
  entry: FeedRow,
  rules: FanOutRules,
): Promise<void> {
  const object = trustId<ObjectId>(entry.object);
  if (entry.kind === "user" && rules.readsManager) await addReports(context, affected, object);
  if (entry.kind !== "group" || !isRenamed(entry)) return;
  if (rules.usersReadGroups) await addUsersBelow(context, affected, object);
  if (rules.groupsReadGroups) await addGroupsBelow(context, affected, object);
}

/** A group that came back, or whose changes were not compared, may have another name. */
function isRenamed(entry: FeedRow): boolean {
  const { attributes, restored }: FeedDetail = readDetail(entry.detail);
  return restored === true || attributes === undefined || attributes.includes("displayName");
}

async function addReports({ deps, org }: CycleContext, affected: FanOut, manager: ObjectId): Promise<void> {
  const where = { org, type: "user" as const, path: MANAGER_PATH, value: manager };
  for await (const rows of readEachPage(deps.store, "index_entry", where)) {
    for (const { id } of rows) affected.users.add(id);
  }
}

/** Adds the object whose membership changed, and everything below it, as far as their scope or mapping follows from memberships. */
export async function addMember(
  context: CycleContext,
  affected: FanOut,
  member: ObjectId,
  rules: FanOutRules,
): Promise<void> {
  if (!rules.usersByGroup && !rules.groupsReadGroups) return;
  const row = await context.deps.store.get("object", { org: context.org, id: member });
  if (row === undefined || row.type === "user") {
    if (rules.usersByGroup) affected.users.add(member);
    return;
  }
  const isPassedOn = rules.nestedGroups || rules.usersReadGroups;
  if (rules.usersByGroup && isPassedOn) await addUsersBelow(context, affected, member);
  if (!rules.groupsReadGroups) return;
  affected.groups.add(member);
  await addGroupsBelow(context, affected, member);
}

/** Adds the users for whom the assignment of a group counts. */
export async function addAssigned(
  context: MembershipReads & { readonly settings: Pick<CycleContext["settings"], "nestedGroups"> },
  affected: Pick<FanOut, "users">,
  group: ObjectId,
): Promise<void> {
  if (context.settings.nestedGroups) return addUsersBelow(context, affected, group);
  const { deps, org } = context;
  const where = { org, group_id: group, member_type: "user" as const };
  for await (const rows of readEachPage(deps.store, "membership", where))
    for (const { member_id } of rows) affected.users.add(member_id);
}

/** Adds the users of a group and of the groups in it, at any depth. */
async function addUsersBelow(
  context: MembershipReads,
  affected: Pick<FanOut, "users">,
  group: ObjectId,
): Promise<void> {
  let after: ObjectId | undefined;
  for (let limit = CHUNK; ; limit = MANY_USERS) {
    const ids = await context.deps.store.usersBelow(context.org, group, after, limit);
    for (const id of ids) affected.users.add(id);
    if (ids.length < limit) return;
    after = ids.at(-1);
  }
}

async function addGroupsBelow({ deps, org }: CycleContext, affected: FanOut, group: ObjectId): Promise<void> {
  const seen = new Set<ObjectId>([group]);
  for (const group_id of seen) {
    const where = { org, group_id, member_type: "group" as const };
    for await (const rows of readEachPage(deps.store, "membership", where)) {
      for (const { member_id } of rows) {
        // A set passes through the elements that are added on the way.
        seen.add(member_id);
        affected.groups.add(member_id);
      }
    }
  }
}
