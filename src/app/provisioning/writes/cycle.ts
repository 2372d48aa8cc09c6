import type { CycleRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";

/** The write that stores how a cycle ended. */
export function endCycleWrite({ org, id, state, ended, counts, closed, message }: CycleRow): Write {
  return { op: "update", table: "cycle", key: { org, id }, set: { state, ended, counts, closed, message } };
}
