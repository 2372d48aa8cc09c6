import type { AccountId, ObjectId } from "../../../core/ids.ts";
import type { CycleContext } from "../context.ts";

/**
 * True if a person ended the link between an object and this account, and the object has had no link since. The answer of
 * the unlinking may be gone by then: an object that leaves the scope and comes back is settled in between.
 */
export async function isUnlinkedFrom(
  { deps, org, app }: Pick<CycleContext, "deps" | "org" | "app">,
  object: ObjectId,
  account: AccountId,
): Promise<boolean> {
  const where = { org, app, object };
  const [last] = await deps.store.page("link_event", { where, descending: true, limit: 1 });
  const isByPerson = last?.kind === "unlinked" || last?.kind === "undone";
  return isByPerson && last.account === account;
}
