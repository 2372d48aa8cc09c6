import { type CycleId, trustId } from "../../../core/ids.ts";
import { NO_CYCLE_COUNTS } from "../../../core/provisioning/cycle-balance.ts";
import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { CycleContext } from "../context.ts";

/** The row of a cycle that begins now and carries out this plan. */
export function newCycle(
  { org, app, deps }: Pick<CycleContext, "org" | "app" | "deps">,
  plan: PlanRow,
  state: CycleRow["state"],
): CycleRow {
  return {
    org,
    id: trustId<CycleId>(deps.env.newId()),
    app,
    plan: plan.id,
    kind: plan.kind,
    state,
    started: deps.env.now(),
    ended: null,
    counts: { ...NO_CYCLE_COUNTS },
    closed: 0,
    message: null,
    cancel_requested: null,
    steps_done: 0,
    steps_total: 0,
  };
}

/** The write that stores how a cycle ended. */
export function endCycleWrite(cycle: CycleRow): Write {
  const { org, id, state, ended, counts, closed, message, steps_done, steps_total } = cycle;
  const set = { state, ended, counts, closed, message, steps_done, steps_total };
  return { op: "update", table: "cycle", key: { org, id }, set };
}
