import type { ObjectId } from "../../../core/ids.ts";
import { trustId } from "../../../core/ids.ts";
import { selectDue } from "../../../core/provisioning/lane-due.ts";
import { isLaneResting } from "../../../core/provisioning/lanes.ts";
import type { Cursor, ObjectType } from "../../../ports/kinds.ts";
import type { FeedRow, PendingRow } from "../../../ports/tables.ts";
import { CHUNK, readEachPage, readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import { readDueObjects } from "../due-changes.ts";
import { readNameHolder } from "../writes/pending.ts";
import { addAssigned, addMember, addReaders, type FanOutRules, findFanOutRules } from "./fan-out.ts";
import { readDueMembers } from "./read-refusals.ts";

/** The objects that an incremental cycle reads. */
export interface AffectedObjects {
  /** Everything has to be looked at: the application's scope as a whole changed. */
  everything: boolean;
  readonly users: Set<ObjectId>;
  readonly groups: Set<ObjectId>;
  /** Memberships to compare, by group. */
  readonly pairs: Map<ObjectId, Set<ObjectId>>;
  /** Groups whose memberships must all be compared. */
  readonly wholeGroups: Set<ObjectId>;
  /** Those here because an earlier cycle left something to do. */
  readonly pending: Set<ObjectId>;
  changes: number;
}

export function createAffectedObjects(): AffectedObjects {
  return {
    everything: false,
    users: new Set(),
    groups: new Set(),
    pairs: new Map(),
    wholeGroups: new Set(),
    pending: new Set(),
    changes: 0,
  };
}

/** The object of an on-demand cycle. */
export interface OnlyObject {
  readonly type: ObjectType;
  readonly id: ObjectId;
}

/** Adds one object; of a group all its memberships. */
export function addOnly(affected: AffectedObjects, { type, id }: OnlyObject): void {
  if (type === "user") affected.users.add(id);
  else {
    affected.groups.add(id);
    affected.wholeGroups.add(id);
  }
}

export function addPair(affected: AffectedObjects, group: ObjectId, member: ObjectId): void {
  const members = affected.pairs.get(group) ?? new Set();
  members.add(member);
  affected.pairs.set(group, members);
}

/**
 * Reads the change feed from the watermark and fans out to the objects that the changes concern. The cost
 * follows the number of changes, not the size of the directory.
 */
export async function readChanges(
  context: CycleContext,
  after: Cursor,
  upto: Cursor,
): Promise<AffectedObjects> {
  const { store } = context.deps;
  const affected = createAffectedObjects();
  const rules = await findFanOutRules(context);
  for (let cursor = after; ; ) {
    const page = await store.feed(context.org, cursor, upto, CHUNK);
    for (const entry of page.entries) {
      affected.changes += 1;
      await addEntry(context, affected, entry, rules);
    }
    if (page.entries.length === 0 || page.cursor === cursor) break;
    cursor = page.cursor;
  }
  return affected;
}

async function addEntry(
  context: CycleContext,
  affected: AffectedObjects,
  entry: FeedRow,
  rules: FanOutRules,
): Promise<void> {
  const object = trustId<ObjectId>(entry.object);
  switch (entry.kind) {
    case "user":
      affected.users.add(object);
      await addReaders(context, affected, entry, rules);
      return;
    case "group":
      affected.groups.add(object);
      await addReaders(context, affected, entry, rules);
      return;
    case "member":
      affected.groups.add(object);
      if (entry.other === null) return;
      addPair(affected, object, trustId<ObjectId>(entry.other));
      await addMember(context, affected, trustId<ObjectId>(entry.other), rules);
      return;
    case "assignment":
      if (entry.object === context.app && entry.other !== null)
        await addSubject(context, affected, entry.other);
      return;
    case "resource":
      // Targets have no accounts of custom types.
      return;
    case "notice":
      return;
  }
}

async function addSubject(context: CycleContext, affected: AffectedObjects, subject: string): Promise<void> {
  if (subject === "*") {
    affected.everything = true;
    return;
  }
  const id = trustId<ObjectId>(subject);
  const row = await context.deps.store.get("object", { org: context.org, id });
  if (row?.type === "group") {
    affected.groups.add(id);
    affected.wholeGroups.add(id);
    await addAssigned(context, affected, id);
  } else affected.users.add(id);
}

/**
 * Adds what earlier cycles left: objects whose next attempt is due. A person who asks for a cycle now does
 * not wait for the backoff. Of the objects of a resting lane, a few are added when it is to be probed.
 */
export async function addPending(
  context: CycleContext,
  affected: AffectedObjects,
  isScheduled: boolean,
): Promise<void> {
  const { deps, org, app } = context;
  const time = { now: deps.env.now(), isScheduled };
  const { lanes } = context.provisioning;
  const resting: PendingRow[] = [];
  for await (const rows of readEachPage(deps.store, "pending", { org, app, parked: 0 })) {
    const isResting = ({ lane }: PendingRow) => lane !== null && isLaneResting(lanes, lane);
    resting.push(...rows.filter(isResting));
    const open = rows.filter((row) => !isResting(row));
    await addDueRows(context, affected, selectDue(open, lanes, time));
  }
  await addDueRows(context, affected, selectDue(resting, lanes, time));
}

async function addDueRows(
  context: CycleContext,
  affected: AffectedObjects,
  due: readonly PendingRow[],
): Promise<void> {
  const groups = await findGroups(
    context,
    due.map((row) => row.object),
  );
  for (const { object } of due) {
    affected.pending.add(object);
    if (groups.has(object)) {
      affected.groups.add(object);
      affected.wholeGroups.add(object);
    } else affected.users.add(object);
  }
}

/**
 * Adds the objects whose time has come: a clause or a mapping that reads a date can have another result for them now, or
 * a refused value is sent again.
 */
export async function addDue(context: CycleContext, affected: AffectedObjects): Promise<void> {
  const ids = [...(await readDueObjects(context))].map((id) => trustId<ObjectId>(id));
  const groups = await findGroups(context, ids);
  for (const id of ids) (groups.has(id) ? affected.groups : affected.users).add(id);
  for (const [group, member] of await readDueMembers(context, [...groups])) addPair(affected, group, member);
}

/** Which of these objects are groups. A group that is gone from the directory is still known as one by its link. */
async function findGroups(
  { deps, org, app }: CycleContext,
  ids: readonly ObjectId[],
): Promise<ReadonlySet<ObjectId>> {
  const { store } = deps;
  const rows = await readRowsAmong(store, "object", { org, type: "group" }, { column: "id", values: ids });
  const among = { column: "object", values: ids } as const;
  const links = await readRowsAmong(store, "link", { org, app, type: "group" }, among);
  return new Set([...rows.map(({ id }) => id), ...links.map(({ object }) => object)]);
}

/**
 * Adds every group with all its memberships, and everything that an earlier cycle left: a changed configuration may
 * decide each of them differently, and the feed does not show again what the former one left out.
 */
export async function addEveryGroup(
  { deps, org, app }: CycleContext,
  affected: AffectedObjects,
  pending: ReadonlySet<ObjectId>,
): Promise<void> {
  for (const id of pending) {
    affected.users.add(id);
    affected.pending.add(id);
  }
  for await (const rows of readEachPage(deps.store, "object", { org, type: "group" }))
    for (const { id } of rows) affected.wholeGroups.add(id);
  for await (const rows of readEachPage(deps.store, "link", { org, app, type: "group" }))
    for (const { object } of rows) affected.wholeGroups.add(object);
  for (const id of affected.wholeGroups) affected.groups.add(id);
}

/**
 * Adds the other side of each exchange of names of which one side is looked at: an account that waits for a name, even
 * a parked one, and the account that has it. Only together can they be put in order.
 */
export async function addWaitingForNames(context: CycleContext, affected: AffectedObjects): Promise<void> {
  const { deps, org, app } = context;
  const waiting: (readonly ObjectId[])[] = [];
  for await (const rows of readEachPage(deps.store, "pending", { org, app, reason: "failed" })) {
    for (const { object, fault } of rows) {
      const holder = readNameHolder(fault);
      if (holder !== undefined) waiting.push([object, holder]);
    }
  }
  for (let isGrowing = true; isGrowing; ) {
    isGrowing = false;
    for (const pair of waiting) {
      for (const ids of [affected.users, affected.groups]) {
        const known = pair.filter((id) => ids.has(id));
        if (known.length !== 1) continue;
        for (const id of pair) ids.add(id);
        isGrowing = true;
      }
    }
  }
}
