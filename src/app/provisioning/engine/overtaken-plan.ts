import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Deps } from "../../deps.ts";
import { CHUNK } from "../../paging.ts";
import { isFollowingChanges } from "../cycle-kinds.ts";

/**
 * True if another cycle has written to the target since the plan was made without moving the watermark, as an on-demand
 * cycle does. The guards counted without its changes, so that both together could take more access away than they allow.
 */
export async function isOvertaken(
  { store }: Pick<Deps, "store">,
  { org, app, id }: PlanRow,
): Promise<boolean> {
  // Ids sort by time: the cycles after the plan are those with a greater id.
  for (let after: string = id; ; ) {
    const cycles = await store.page("cycle", { where: { org, app }, after, limit: CHUNK });
    if (cycles.some((cycle) => !isFollowingChanges(cycle.kind) && mayHaveWritten(cycle))) return true;
    const last = cycles.at(-1);
    if (last === undefined || cycles.length < CHUNK) return false;
    after = last.id;
  }
}

/** A cycle that ended early has no reliable counts. */
function mayHaveWritten({ state, counts }: CycleRow): boolean {
  const written = counts.created + counts.adopted + counts.updated + counts.disabled + counts.deleted;
  return state !== "closed" || written > 0;
}
