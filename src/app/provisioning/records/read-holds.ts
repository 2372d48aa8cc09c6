import type { AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import type { Deps } from "../../deps.ts";
import { readRowsAmong } from "../../paging.ts";
import { isFollowingChanges } from "../cycle-kinds.ts";
import { PREVIEW_VERSION } from "../plan/plan-cycle.ts";

const FINISHED = ["planned", "applying", "applied", "stale"] as const;

/** Plans of one object or of a comparison that are looked through, at most, for the holds of one page. */
const PLANS_MAX = 50;

/**
 * The newest decisions that hold these objects. A plan that follows the changes lists every hold; one for a single object
 * or for a comparison lists its own beside those, and a preview says nothing about them.
 */
export async function readHolds(
  { store }: Pick<Deps, "store">,
  { org, app }: { readonly org: OrgId; readonly app: AppId },
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, DecisionRow>> {
  const where = { org, app };
  const among = { column: "state", values: FINISHED } as const;
  const found = new Map<ObjectId, DecisionRow>();
  let after: string | undefined;
  for (let read = 0; read < PLANS_MAX; read += 1) {
    const page = { where, among, descending: true, limit: 1, ...(after === undefined ? {} : { after }) };
    const [plan] = await store.page("plan", page);
    if (plan === undefined) return found;
    after = plan.id;
    if (plan.config_version === PREVIEW_VERSION) continue;
    const held = { org, plan: plan.id, verb: "hold" };
    const rows = await readRowsAmong(store, "decision", held, { column: "object", values: ids });
    for (const row of rows) if (!found.has(row.object)) found.set(row.object, row);
    if (isFollowingChanges(plan.kind)) return found;
  }
  return found;
}
