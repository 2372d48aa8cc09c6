import type { AppId, OrgId } from "../../core/ids.ts";
import { completeSettings } from "../../core/provisioning/settings.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import type { QuarantineStatus } from "../provisioning/quarantine-status.ts";
import { updateProvisioning } from "../provisioning/writes/provisioning.ts";

/** An application's schedule; `nextRunAt` in milliseconds since 1970, null while nothing is due. */
export interface ScheduleStatus {
  readonly state: "waiting" | "on" | "off" | "quarantine";
  readonly everySeconds: number;
  readonly nextRunAt: number | null;
  /** Why the target rests, and until when; null while it does not. */
  readonly quarantine: QuarantineStatus | null;
}

/**
 * Turns the schedule on or off, or changes its interval. Turning it on is a person's word that the first cycle
 * need not be looked at, and lifts a quarantine. The caller has to tell the engine (`Engine.reschedule`).
 */
export async function setSchedule(
  deps: Deps,
  author: Author,
  input: {
    readonly org: OrgId;
    readonly app: AppId;
    readonly state: "on" | "off";
    readonly everySeconds?: number | undefined;
  },
): Promise<ScheduleStatus | Refusal> {
  const { org, app, state } = input;
  const application = await deps.store.get("application", { org, id: app });
  const provisioning = await deps.store.get("provisioning", { org, app });
  if (application === undefined || provisioning === undefined) {
    return refuse("not-found", "app.not-found", { app });
  }
  const everySeconds = input.everySeconds ?? completeSettings(application.settings).everySeconds;
  const now = deps.env.now();
  const nextRunAt = state === "on" ? now + everySeconds * 1000 : null;
  const committed = await deps.store.commit([
    {
      op: "update",
      table: "application",
      key: { org, id: app },
      // The version stays: an interval changes nothing in what the target should hold.
      set: { settings: { ...application.settings, everySeconds }, modified: now },
      expect: { version: application.version },
    },
    updateProvisioning(provisioning, { state, next_run: nextRunAt, quarantine: null }),
    createAuditWrite(deps, author, {
      org,
      category: "provisioning",
      activity: "set-schedule",
      target: app,
      detail: { state, everySeconds },
    }),
  ]);
  if (committed.kind === "conflict") return refuse("conflict", "app.changed-meanwhile", { app });
  if (provisioning.quarantine !== null)
    deps.log("info", "quarantine.left", { organization: org, app, by: "schedule" });
  return { state, everySeconds, nextRunAt, quarantine: null };
}
