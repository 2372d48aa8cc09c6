import type { AppId, OrgId } from "../../../core/ids.ts";
import {
  type DeprovisionTimes,
  endOfDay,
  listDays,
  measureDelays,
} from "../../../core/provisioning/history.ts";
import type { CycleSums } from "../../../ports/overview.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";

/** Accounts of one day whose times are read, the newest first. */
const MEASURED_MAX = 1_000;

/** A day of an application, in UTC. */
export interface HistoryDay {
  readonly start: number;
  readonly sums: CycleSums;
  readonly deprovisioning: DeprovisionTimes | null;
}

/** Reads what the cycles of an application did on each of the last days, the oldest first. */
export async function readHistory(
  { store, env }: Deps,
  { org, app, days }: { readonly org: OrgId; readonly app: AppId; readonly days: number },
): Promise<readonly HistoryDay[] | Refusal> {
  const row = await store.get("application", { org, id: app });
  if (row === undefined) return refuse("not-found", "app.not-found", { app });
  const history: HistoryDay[] = [];
  for (const start of listDays(env.now(), days)) {
    const time = { since: start, before: endOfDay(start) };
    const sums = await store.sumCycles(org, app, time);
    const delays = await store.deprovisionDelays(org, app, time, MEASURED_MAX);
    history.push({ start, sums, deprovisioning: measureDelays(delays) });
  }
  return history;
}
