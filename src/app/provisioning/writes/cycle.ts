import type { CycleRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";

/** The write that stores how a cycle ended. */
export function endCycleWrite(cycle: CycleRow): Write {
  const { org, id, state, ended, counts, closed, message, steps_done, steps_total } = cycle;
  const set = { state, ended, counts, closed, message, steps_done, steps_total };
  return { op: "update", table: "cycle", key: { org, id }, set };
}
