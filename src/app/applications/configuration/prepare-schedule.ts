import type { ApplicationRow, ProvisioningRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { prepareScheduleEdit } from "../set-schedule.ts";
import type { ApplicationEdit } from "../write-application.ts";
import type { ApplicationDocument } from "./application-document.ts";
import type { SectionChange } from "./list-changes.ts";

/** A checked schedule of a document. */
export interface PreparedSchedule {
  readonly changes: readonly SectionChange[];
  readonly edits: readonly ApplicationEdit[];
  /** The state that a new application begins with; undefined if the document leaves it open. */
  readonly state: "on" | "off" | undefined;
  /** True if the change lifts the quarantine of the target. */
  readonly endsQuarantine: boolean;
}

/**
 * Compares the schedule of a document with the stored one. `application` has the settings that it will have. A target in
 * quarantine has its schedule on, so that applying a file again does not lift the quarantine.
 */
export async function prepareSchedule(
  deps: Deps,
  application: ApplicationRow,
  { schedule }: ApplicationDocument,
  isNew: boolean,
): Promise<PreparedSchedule> {
  const state = schedule?.state;
  const unchanged = { changes: [], edits: [], state, endsQuarantine: false };
  if (state === undefined) return unchanged;
  const change = (from: string | null): SectionChange => ({
    action: from === null ? "create" : "change",
    path: "schedule/state",
    from,
    to: state,
  });
  if (isNew) return { ...unchanged, changes: [change(null)] };
  const { org, id: app } = application;
  const provisioning = await deps.store.get("provisioning", { org, app });
  if (provisioning === undefined || readChosenState(provisioning) === state) return unchanged;
  return {
    changes: [change(readChosenState(provisioning) ?? provisioning.state)],
    edits: [prepareScheduleEdit(deps, application, provisioning, { state })],
    state,
    endsQuarantine: provisioning.quarantine !== null,
  };
}

/** The state that a person or the first cycle chose, which a quarantine does not change; undefined before that. */
export function readChosenState(
  provisioning: Pick<ProvisioningRow, "state"> | undefined,
): "on" | "off" | undefined {
  switch (provisioning?.state) {
    case "on":
    case "quarantine":
      return "on";
    case "off":
      return "off";
    case "waiting":
    case undefined:
      return undefined;
  }
}
