import type { ObjectId } from "../../../core/ids.ts";
import { isDisabled } from "../../../core/provisioning/account-rules.ts";
import { stateOf } from "../../objects.ts";
import { chunksOf, readRowsAmong } from "../../paging.ts";
import { readOpenSteps } from "../apply/recover.ts";
import type { CycleContext } from "../context.ts";
import type { ObjectTurns } from "../object-turns.ts";
import type { AffectedObjects } from "../plan/read-changes.ts";
import { readRule, readScopes } from "../read-scope.ts";

/** Objects that are looked at together: their documents are in memory then. */
const CHUNK = 1_000;
/** Changes of more objects than this concern the application without a closer look. */
const CHECKED_MAX = 500;

/** Users who lose access, and those of whom it is not known yet whether they have any. */
export interface FoundLeavers {
  readonly leavers: ReadonlySet<ObjectId>;
  /** A step is being taken for their account. */
  readonly inHand: ReadonlySet<ObjectId>;
  /** A call of unknown outcome may have made, or enabled, their account. */
  readonly open: ReadonlySet<ObjectId>;
}

/**
 * Finds the users who lose access by these changes, or by earlier ones that could not be looked at, and notes for the
 * running cycle which of its decisions may be out of date.
 */
export async function findLeavers(
  context: CycleContext,
  turns: ObjectTurns,
  { affected, left }: { readonly affected: AffectedObjects; readonly left: ReadonlySet<ObjectId> },
): Promise<FoundLeavers> {
  turns.noteChanged(affected.users);
  turns.noteChanged(affected.groups);
  const leavers = new Set<ObjectId>();
  const inHand = new Set<ObjectId>();
  const open = new Set<ObjectId>();
  for (const ids of chunksOf([...new Set([...left, ...affected.users])], CHUNK)) {
    // A step that ends while the links are read may have made one that was not seen.
    const before = new Set(ids.filter((id) => turns.isInHand(id)));
    const leaving = await findLeaving(context, ids);
    const without = leaving.filter(({ isLinked }) => !isLinked).map(({ id }) => id);
    const unknown = await readOpenSteps(context, without);
    for (const { id, isLinked } of leaving) {
      if (before.has(id) || turns.isInHand(id)) inHand.add(id);
      else if (isLinked) leavers.add(id);
      else if (unknown.has(id)) open.add(id);
    }
  }
  return { leavers, inHand, open };
}

/** Those of these users who have no right to an account. */
async function findLeaving(
  context: CycleContext,
  ids: readonly ObjectId[],
): Promise<readonly { readonly id: ObjectId; readonly isLinked: boolean }[]> {
  const { deps, org, app } = context;
  const among = { column: "object", values: ids } as const;
  const links = await readRowsAmong(deps.store, "link", { org, app, type: "user" }, among);
  const enabled = links.filter(
    ({ scope, projected }) => scope === "in" && !isDisabled(context.rules, projected),
  );
  const linked = new Set(enabled.map(({ object }) => object));
  const rows = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
  const active = rows.filter((row) => stateOf(row) === "active");
  const standings = await readScopes(context, await readRule(context), active);
  const wanted = new Set(active.filter(({ id }) => standings.get(id)?.isIn === true).map(({ id }) => id));
  const leaving = ids.filter((id) => !wanted.has(id));
  return leaving.map((id) => ({ id, isLinked: linked.has(id) }));
}

/** True if one of these objects has something to do with the application: a link, a place in its scope, or a work that waits. */
export async function isConcerned(context: CycleContext, affected: AffectedObjects): Promise<boolean> {
  const { deps, org, app } = context;
  if (affected.everything) return true;
  const ids = [...new Set([...affected.users, ...affected.groups])];
  if (ids.length === 0) return false;
  if (ids.length > CHECKED_MAX) return true;
  const among = { column: "object", values: ids } as const;
  if ((await readRowsAmong(deps.store, "link", { org, app }, among)).length > 0) return true;
  if ((await readRowsAmong(deps.store, "pending", { org, app }, among)).length > 0) return true;
  const rows = await readRowsAmong(deps.store, "object", { org }, { column: "id", values: ids });
  const live = rows.filter(({ deleted }) => deleted === null);
  const standings = await readScopes(context, await readRule(context), live);
  return live.some(({ id }) => standings.get(id)?.isIn === true);
}

/** When each of these users is tried again, of those whose loss of access failed and may succeed later. */
export async function readRetries(
  { deps, org, app }: CycleContext,
  leavers: ReadonlySet<ObjectId>,
): Promise<ReadonlyMap<ObjectId, number>> {
  const among = { column: "object", values: [...leavers] } as const;
  const rows = await readRowsAmong(deps.store, "pending", { org, app, parked: 0 }, among);
  return new Map(rows.filter(({ attempts }) => attempts > 0).map((row) => [row.object, row.next_attempt]));
}
