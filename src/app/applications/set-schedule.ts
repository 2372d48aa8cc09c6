import type { AppId, OrgId } from "../../core/ids.ts";
import { releaseLanes } from "../../core/provisioning/lanes.ts";
import { completeSettings } from "../../core/provisioning/settings.ts";
import type { ApplicationRow, ProvisioningRow } from "../../ports/tables.ts";
import type { Author } from "../audit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { reportLanes, reportQuarantine } from "../notices/create-notice.ts";
import { logLanes } from "../provisioning/engine/quarantine.ts";
import {
  type QuarantineStatus,
  type RestingOperation,
  readResting,
} from "../provisioning/quarantine-status.ts";
import { keepLanes, updateProvisioning } from "../provisioning/writes/provisioning.ts";
import { type ApplicationEdit, writeApplication } from "./write-application.ts";

/** An application's schedule; `nextRunAt` in milliseconds since 1970, null while nothing is due. */
export interface ScheduleStatus {
  readonly state: "waiting" | "on" | "off" | "quarantine";
  readonly everySeconds: number;
  readonly nextRunAt: number | null;
  /** Why the target rests, and until when; null while it does not. */
  readonly quarantine: QuarantineStatus | null;
  /** The operations that rest, while the others go on. */
  readonly resting: readonly RestingOperation[];
}

/** A change of a schedule. The interval is stored as a setting only where it is given. */
export interface ScheduleChange {
  readonly state: "on" | "off";
  readonly everySeconds?: number | undefined;
}

/**
 * Turns the schedule on or off, or changes its interval. Turning it on is a person's word that the first cycle
 * need not be looked at, and lifts a quarantine. The caller has to tell the engine (`Engine.reschedule`).
 */
export async function setSchedule(
  deps: Deps,
  author: Author,
  input: { readonly org: OrgId; readonly app: AppId; readonly change: ScheduleChange },
): Promise<ScheduleStatus | Refusal> {
  const { org, app, change } = input;
  const before = await deps.store.get("application", { org, id: app });
  const provisioning = await deps.store.get("provisioning", { org, app });
  if (before === undefined || provisioning === undefined) {
    return refuse("not-found", "app.not-found", { app });
  }
  const edit = prepareScheduleEdit(deps, before, provisioning, change);
  const after = await writeApplication(deps, author, before, [edit]);
  if (isRefusal(after)) return after;
  if (provisioning.quarantine !== null) logEndedQuarantine(deps, before, "schedule");
  const { everySeconds } = completeSettings(after.settings);
  const { state } = change;
  const nextRunAt = nextRunOf(deps, state, everySeconds);
  const lanes = state === "on" ? {} : provisioning.lanes;
  logLanes(deps, provisioning, lanes, "schedule");
  return {
    state,
    everySeconds,
    nextRunAt,
    quarantine: null,
    resting: readResting({ ...provisioning, lanes }),
  };
}

/** The edit that changes a schedule. The version of the application stays: no account changes by it. */
export function prepareScheduleEdit(
  deps: Pick<Deps, "env" | "mail">,
  { settings: before }: ApplicationRow,
  provisioning: ProvisioningRow,
  { state, everySeconds: given }: ScheduleChange,
): ApplicationEdit {
  const settings = given === undefined ? before : { ...before, everySeconds: given };
  const { everySeconds } = completeSettings(settings);
  const next_run = nextRunOf(deps, state, everySeconds);
  // A schedule that is turned on is a person's word that the operations that rest can be tried again.
  const lanes = state === "on" ? releaseLanes(provisioning.lanes, deps.env.now()) : provisioning.lanes;
  return {
    set: given === undefined ? {} : { settings },
    alters: "nothing",
    detail: { schedule: { state, everySeconds } },
    writes: [
      updateProvisioning(provisioning, { state, next_run, quarantine: null }),
      ...(state === "on" ? [keepLanes(provisioning, lanes)] : []),
      ...reportQuarantine(deps, provisioning, null, "schedule"),
      ...reportLanes(deps, provisioning, lanes, "schedule"),
    ],
  };
}

/** Logs that a person lifted the quarantine of a target, by its schedule or by a restart. */
export function logEndedQuarantine(
  deps: Pick<Deps, "log">,
  { org, id }: ApplicationRow,
  by: "schedule" | "restart",
): void {
  deps.log("info", "quarantine.left", { organization: org, app: id, by });
}

function nextRunOf({ env }: Pick<Deps, "env">, state: "on" | "off", everySeconds: number): number | null {
  return state === "on" ? env.now() + everySeconds * 1000 : null;
}
