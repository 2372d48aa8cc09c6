import type { ObjectId } from "../../../core/ids.ts";
import { trustId } from "../../../core/ids.ts";
import type { Cursor } from "../../../ports/store.ts";
import type { FeedRow } from "../../../ports/tables.ts";
import { CHUNK, eachPage, rowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";

/** What an incremental cycle has to look at. */
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

export function noAffectedObjects(): AffectedObjects {
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

export function touchPair(touched: AffectedObjects, group: ObjectId, member: ObjectId): void {
  const members = touched.pairs.get(group) ?? new Set();
  members.add(member);
  touched.pairs.set(group, members);
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
  const touched = noAffectedObjects();
  const scopedByGroup = await hasGroupAssignments(context);
  for (let cursor = after; ; ) {
    const page = await store.feed(context.org, cursor, upto, CHUNK);
    for (const entry of page.entries) {
      touched.changes += 1;
      await touchEntry(context, touched, entry, scopedByGroup);
    }
    if (page.entries.length === 0 || page.cursor === cursor) break;
    cursor = page.cursor;
  }
  return touched;
}

async function touchEntry(
  context: CycleContext,
  touched: AffectedObjects,
  entry: FeedRow,
  scopedByGroup: boolean,
): Promise<void> {
  const object = trustId<ObjectId>(entry.object);
  switch (entry.kind) {
    case "user":
      touched.users.add(object);
      return;
    case "group":
      touched.groups.add(object);
      return;
    case "member":
      touched.groups.add(object);
      if (entry.other === null) return;
      touchPair(touched, object, trustId<ObjectId>(entry.other));
      if (scopedByGroup) await touchMember(context, touched, trustId<ObjectId>(entry.other));
      return;
    case "assignment":
      if (entry.object === context.app && entry.other !== null)
        await touchSubject(context, touched, entry.other);
      return;
    case "resource":
      // Targets have no accounts of custom types.
      return;
  }
}

/** A new or lost membership can move the member, or everybody below it, in or out of scope. */
async function touchMember(context: CycleContext, touched: AffectedObjects, member: ObjectId): Promise<void> {
  const row = await context.deps.store.get("object", { org: context.org, id: member });
  if (row === undefined || row.type === "user") touched.users.add(member);
  else await addMembersOf(context, touched, member);
}

async function touchSubject(context: CycleContext, touched: AffectedObjects, subject: string): Promise<void> {
  if (subject === "*") {
    touched.everything = true;
    return;
  }
  const id = trustId<ObjectId>(subject);
  const row = await context.deps.store.get("object", { org: context.org, id });
  if (row?.type === "group") {
    touched.groups.add(id);
    touched.wholeGroups.add(id);
    await addMembersOf(context, touched, id);
  } else touched.users.add(id);
}

async function addMembersOf(context: CycleContext, touched: AffectedObjects, group: ObjectId): Promise<void> {
  let after: ObjectId | undefined;
  for (;;) {
    const ids = await context.deps.store.usersBelow(context.org, group, after, CHUNK);
    for (const id of ids) touched.users.add(id);
    if (ids.length < CHUNK) return;
    after = ids.at(-1);
  }
}

async function hasGroupAssignments({ deps, org, app }: CycleContext): Promise<boolean> {
  return (await deps.store.count("assignment", { org, app, subject_type: "group" })) > 0;
}

/**
 * Adds what earlier cycles left: objects whose next attempt is due. A person who asks for a cycle now does
 * not wait for the backoff.
 */
export async function addPending(
  context: CycleContext,
  touched: AffectedObjects,
  isScheduled: boolean,
): Promise<void> {
  const { deps, org, app } = context;
  const now = deps.env.now();
  for await (const rows of eachPage(deps.store, "pending", { org, app, parked: 0 })) {
    const due = rows.filter((row) => !isScheduled || row.next_attempt <= now);
    const ids = due.map((row) => row.object);
    // A group that is gone from the directory is still known as one by its link.
    const known = [
      ...(await rowsAmong(deps.store, "object", { org, type: "group" }, "id", ids)).map((row) => row.id),
      ...(await rowsAmong(deps.store, "link", { org, app, type: "group" }, "object", ids)).map(
        (row) => row.object,
      ),
    ];
    const groups = new Set(known);
    for (const { object } of due) {
      touched.pending.add(object);
      if (groups.has(object)) {
        touched.groups.add(object);
        touched.wholeGroups.add(object);
      } else touched.users.add(object);
    }
  }
}
