import type { AccountId, ObjectId } from "../../../core/ids.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { LinkEventRow } from "../../../ports/link-tables.ts";
import type { LinkRow, ObjectRow } from "../../../ports/tables.ts";
import { readRowsAmong } from "../../paging.ts";
import type { CycleContext } from "../context.ts";

/** The ends of a link after which its account is Muster's business no longer. */
const SETTLED: ReadonlySet<LinkEventRow["cause"]> = new Set(["deleted", "new-owner"]);
/** The changes by which a person took the object and the account apart. */
const PARTED: ReadonlySet<LinkEventRow["kind"]> = new Set(["unlinked", "undone"]);

/**
 * The accounts of users that had a link and lost it while nothing was done about the account: the target said that it
 * is gone, or the link itself is missing. Such an account can still be alive. Groups have none.
 */
export async function readLostAccounts(
  { deps, org, app }: CycleContext,
  type: ObjectType,
  { rows, links }: { readonly rows: readonly ObjectRow[]; readonly links: readonly LinkRow[] },
): Promise<ReadonlyMap<ObjectId, AccountId>> {
  if (type === "group") return new Map();
  const linked = new Set(links.map(({ object }) => object));
  const values = rows.map(({ id }) => id).filter((id) => !linked.has(id));
  const among = { column: "object", values } as const;
  const events = await readRowsAmong(deps.store, "link_event", { org, app, type }, among);
  const last = new Map<ObjectId, LinkEventRow>();
  for (const event of events) {
    const before = last.get(event.object);
    if (before === undefined || before.id < event.id) last.set(event.object, event);
  }
  const lost = [...last.values()].filter(({ kind, cause }) => !SETTLED.has(cause) && !PARTED.has(kind));
  return new Map(lost.map(({ object, account }) => [object, account]));
}
