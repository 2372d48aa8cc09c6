import type { AppId, OrgId } from "../core/ids.ts";
import type { CycleRow } from "../ports/cycle-tables.ts";
import type { StoreReads } from "../ports/store.ts";

/** Cycles that are looked at: event cycles beside a running one are younger than it. */
const LOOKED_AT = 20;

/**
 * The cycle that runs, or else the last one that ran. An event cycle is a part of the cycle that it runs beside: it counts
 * where no other is among the last ones.
 */
export async function readLatestCycle(
  store: Pick<StoreReads, "page">,
  org: OrgId,
  app: AppId,
): Promise<CycleRow | undefined> {
  const cycles = await store.page("cycle", { where: { org, app }, descending: true, limit: LOOKED_AT });
  return cycles.find(({ kind }) => kind !== "event") ?? cycles[0];
}
