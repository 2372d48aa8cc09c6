import type { CycleRow } from "../../../ports/cycle-tables.ts";
import { LeaseLostError } from "../../background/lease.ts";
import { commitIfCurrent } from "../../commit.ts";
import type { Deps } from "../../deps.ts";
import type { CycleControl } from "../cycle-control.ts";

/** Pause between two looks at the cycle's row: often enough for a person, far less than a write for each call. */
const LOOK_EVERY_MS = 2_000;

/**
 * Keeps the row of a running cycle and its control in step until `ended`: the row tells other servers how far the
 * cycle has come, and holds the request to end it, which another server may have taken.
 */
export async function watchCycle(
  deps: Deps,
  cycle: CycleRow,
  control: CycleControl,
  ended: AbortSignal,
): Promise<void> {
  while (!ended.aborted) {
    try {
      await look(deps, cycle, control);
    } catch (error) {
      // The work itself ends when the lease is lost.
      if (error instanceof LeaseLostError) return;
      const { org: organization, app, id } = cycle;
      deps.log("warn", "engine.progress-not-stored", { organization, app, cycle: id, error: String(error) });
    }
    await deps.env.sleep(LOOK_EVERY_MS, ended);
  }
}

async function look(deps: Deps, { org, id }: CycleRow, control: CycleControl): Promise<void> {
  const row = await deps.store.get("cycle", { org, id });
  if (row === undefined || row.ended !== null) return;
  if (row.cancel_requested !== null) control.isCancelled = true;
  const { done, total } = control;
  if (row.steps_done === done && row.steps_total === total) return;
  const set = { steps_done: done, steps_total: total };
  // Refused when the cycle ended in between: its last write has the final numbers.
  await commitIfCurrent(deps, [
    { op: "update", table: "cycle", key: { org, id }, set, expect: { state: row.state } },
  ]);
}
