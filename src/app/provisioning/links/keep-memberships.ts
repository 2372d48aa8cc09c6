import type { AccountId, ObjectId } from "../../../core/ids.ts";
import type { LinkRow } from "../../../ports/tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { CHUNK, chunksOf, collectRows, readEachPage, readRowsAmong } from "../../paging.ts";
import type { CycleRun } from "../context.ts";
import { recordMembership } from "../writes/link.ts";

/** Links whose memberships are looked up together. */
const AT_ONCE = 400;

/**
 * Records the memberships that the target already has of objects that were just linked, as far as the directory has them
 * too, so that they are not sent again. A target that does not answer changes nothing: the next cycle sends them.
 */
export async function keepMemberships(
  context: CycleRun,
  linked: readonly Pick<LinkRow, "object" | "type">[],
): Promise<void> {
  const groups = new Set(linked.filter(({ type }) => type === "group").map(({ object }) => object));
  for (const group of groups) await keepMembersOf(context, group, undefined);
  for (const part of chunksOf(linked, AT_ONCE)) {
    const joined = new Map<ObjectId, ObjectId[]>();
    const ids = part.map(({ object }) => object);
    for (const { member, id } of await context.deps.store.groupsOf(context.org, ids)) {
      if (!groups.has(id)) joined.set(id, [...(joined.get(id) ?? []), member]);
    }
    for (const [group, members] of joined) await keepMembersOf(context, group, members);
  }
}

/** Compares these members of a group, or all that are linked, with the group at the target. */
async function keepMembersOf(
  context: CycleRun,
  group: ObjectId,
  only: readonly ObjectId[] | undefined,
): Promise<void> {
  const { deps, org, app, target, signal, stop } = context;
  const link = await deps.store.get("link", { org, app, object: group });
  if (link === undefined) return;
  const members = only ?? (await readMembers(context, group));
  for (const part of chunksOf(members, CHUNK)) {
    if (stop.requested) return;
    const among = { column: "object", values: part } as const;
    const rows = await readRowsAmong(deps.store, "link", { org, app }, among);
    const byAccount = new Map<AccountId, ObjectId>(rows.map((row) => [row.account, row.object]));
    if (byAccount.size === 0) continue;
    const at = { id: link.account, knownMembers: [] };
    const checked = await target.checkMembers(at, [...byAccount.keys()], signal);
    if (!checked.ok) return;
    const held = [...byAccount].filter(([account]) => checked.value.get(account) === true);
    const writes = held.map(([, member]) => recordMembership(context, { group, member, isHeld: true }));
    if (writes.length > 0) await commitOrThrow(deps, writes);
  }
}

async function readMembers({ deps, org }: CycleRun, group: ObjectId): Promise<readonly ObjectId[]> {
  const rows = await collectRows(readEachPage(deps.store, "membership", { org, group_id: group }));
  return rows.map(({ member_id }) => member_id);
}
