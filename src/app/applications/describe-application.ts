import type { AppId, OrgId } from "../../core/ids.ts";
import { completeSettings } from "../../core/provisioning/settings.ts";
import { type CycleStatistics, NO_STATISTICS } from "../../core/provisioning/statistics.ts";
import { isStillTrue, type TestedConnection } from "../../core/provisioning/tested-connection.ts";
import type { CycleRow } from "../../ports/cycle-tables.ts";
import type { ApplicationRow } from "../../ports/tables.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { readLatestCycle } from "../latest-cycle.ts";
import { readQuarantineStatus, readResting } from "../provisioning/quarantine-status.ts";
import { hasDefaultMapping } from "./application-mapping.ts";
import { countWaiting, type WaitingCounts } from "./count-waiting.ts";
import type { ScheduleStatus } from "./set-schedule.ts";

/** An application with how far its provisioning has come. */
export interface ApplicationView {
  readonly row: ApplicationRow;
  readonly schedule: ScheduleStatus;
  readonly assignments: number;
  readonly links: { readonly users: number; readonly groups: number };
  readonly waiting: WaitingCounts;
  /** Attributes and members that the target refused with the same answer too often. */
  readonly parkedValues: number;
  readonly lastCycle: CycleRow | undefined;
  readonly statistics: CycleStatistics;
  /** The last test of the connection as it is now; undefined without one. */
  readonly lastTest: TestedConnection | undefined;
  /** False when the connector has a newer default mapping than the application. */
  readonly hasDefaultMapping: boolean;
}

/** Shows an application. */
export async function describeApplication(
  deps: Deps,
  org: OrgId,
  app: AppId,
): Promise<ApplicationView | Refusal> {
  const row = await deps.store.get("application", { org, id: app });
  return row === undefined ? refuse("not-found", "app.not-found", { app }) : viewApplication(deps, row);
}

/** The application with its counts, schedule and last cycle. */
export async function viewApplication(deps: Deps, row: ApplicationRow): Promise<ApplicationView> {
  const { org, id: app } = row;
  const { store } = deps;
  const [provisioning, assignments, users, groups, waiting, parkedValues, lastCycle] = await Promise.all([
    store.get("provisioning", { org, app }),
    store.count("assignment", { org, app }),
    store.count("link", { org, app, type: "user" }),
    store.count("link", { org, app, type: "group" }),
    countWaiting(store, org, app),
    store.count("target_refusal", { org, app, parked: 1, version: row.version }),
    readLatestCycle(store, org, app),
  ]);
  const state = provisioning?.state ?? "waiting";
  const schedule: ScheduleStatus = {
    state,
    everySeconds: completeSettings(row.settings).everySeconds,
    nextRunAt: state === "on" || state === "quarantine" ? (provisioning?.next_run ?? null) : null,
    quarantine: (provisioning && readQuarantineStatus(provisioning)) ?? null,
    resting: provisioning === undefined ? [] : readResting(provisioning),
  };
  const tested = provisioning?.tested ?? null;
  return {
    row,
    schedule,
    assignments,
    links: { users, groups },
    waiting,
    parkedValues,
    lastCycle,
    statistics: provisioning?.statistics ?? NO_STATISTICS,
    lastTest: tested !== null && isStillTrue(tested, row) ? tested : undefined,
    hasDefaultMapping: hasDefaultMapping(deps, row),
  };
}
