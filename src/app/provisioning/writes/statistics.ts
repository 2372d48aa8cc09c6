import { type CycleEnd, noteCycle } from "../../../core/provisioning/statistics.ts";
import type { CycleRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { ProvisioningRow } from "../../../ports/tables.ts";

/** The write that takes the end of a cycle into the statistics of its application. */
export function noteEnd(
  { org, app, statistics: before }: Pick<ProvisioningRow, "org" | "app" | "statistics">,
  { id: cycle, started: began, ended, counts }: CycleRow,
  how: Pick<CycleEnd, "isSuccess" | "isSteady">,
): Write {
  const statistics = noteCycle(before, { cycle, began, ended: ended ?? began, counts, ...how });
  return { op: "update", table: "provisioning", key: { org, app }, set: { statistics } };
}
