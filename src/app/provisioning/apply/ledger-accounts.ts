import type { AccountId, ObjectId } from "../../../core/ids.ts";
import { readRowsAmong } from "../../paging.ts";
import type { CycleRun } from "../context.ts";

/** Members that are read from each end of the ledger: a list that shows the first members only lacks the last. */
const KNOWN_MAX = 200;

/**
 * Accounts that are members of a group as far as Muster knows: it added them and did not remove them. Of a large group
 * these are some of them. Connectors tell by them whether a member list is whole.
 */
export async function readLedgerAccounts(
  { deps, org, app }: CycleRun,
  group: ObjectId,
): Promise<readonly AccountId[]> {
  const where = { org, app, group_id: group };
  const first = await deps.store.page("link_member", { where, limit: KNOWN_MAX });
  const last =
    first.length < KNOWN_MAX
      ? []
      : await deps.store.page("link_member", { where, limit: KNOWN_MAX, descending: true });
  const members = [...new Set([...first, ...last].map(({ member_id }) => member_id))];
  const links = await readRowsAmong(deps.store, "link", { org, app }, { column: "object", values: members });
  return links.map(({ account }) => account);
}
