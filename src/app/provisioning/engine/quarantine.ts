import { type Fault, stopsWrites } from "../../../core/provisioning/fault.ts";
import { isLaneResting, type Lanes, listResting } from "../../../core/provisioning/lanes.ts";
import { extendQuarantine } from "../../../core/provisioning/quarantine.ts";
import type { Write } from "../../../ports/store.ts";
import type { ProvisioningRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";
import { type RestEnd, reportQuarantine } from "../../notices/create-notice.ts";
import { updateProvisioning } from "../writes/provisioning.ts";

/** Attempts to change a row that others change at the same time. */
const ATTEMPTS_MAX = 10;

/** The writes that rest a target which refused our credentials; none for any other fault. */
export function enterQuarantine(deps: Deps, provisioning: ProvisioningRow, fault: Fault): readonly Write[] {
  if (!stopsWrites(fault.kind)) return [];
  const { state } = provisioning;
  const quarantine = extendQuarantine(provisioning.quarantine, deps.env.now(), fault);
  // Recovery does not turn on a schedule that a person turned off or has not begun yet: nothing runs by itself then.
  const isOn = state === "on" || state === "quarantine";
  const set = {
    state: isOn ? ("quarantine" as const) : state,
    quarantine,
    next_run: isOn ? quarantine.next : null,
  };
  return [updateProvisioning(provisioning, set)];
}

/**
 * Writes what `change` makes of the provisioning as it is now; what a person changed meanwhile is not undone. False if
 * the application is gone, and nothing was written.
 */
export async function changeProvisioning(
  deps: Deps,
  { org, app }: Pick<ProvisioningRow, "org" | "app">,
  change: (row: ProvisioningRow) => readonly Write[],
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const row = await deps.store.get("provisioning", { org, app });
    if (row === undefined) return false;
    const writes = change(row);
    if (writes.length === 0) return true;
    const after = quarantineAfter(row, writes);
    // The notice is part of the commit that changes the quarantine: neither exists without the other.
    const committed = await deps.store.commit([...writes, ...reportQuarantine(deps, row, after, "target")]);
    if (committed.kind === "conflict") continue;
    logQuarantine(deps, row, after);
    return true;
  }
  throw new Error(
    `the provisioning of application ${app} was changed by others ${ATTEMPTS_MAX} times in a row`,
  );
}

/** The quarantine as these writes leave it. */
function quarantineAfter(before: ProvisioningRow, writes: readonly Write[]): ProvisioningRow["quarantine"] {
  let { quarantine } = before;
  for (const write of writes) {
    if (write.op !== "update" || write.table !== "provisioning") continue;
    if (write.set.quarantine !== undefined) quarantine = write.set.quarantine;
  }
  return quarantine;
}

/** Logs when a target's rest begins and when it ends; a rest that goes on is not logged again. */
function logQuarantine(deps: Deps, before: ProvisioningRow, quarantine: ProvisioningRow["quarantine"]): void {
  const { org, app } = before;
  if (before.quarantine === null && quarantine !== null) {
    const next = new Date(quarantine.next).toISOString();
    deps.log("warn", "quarantine.entered", { organization: org, app, code: quarantine.fault.code, next });
  }
  if (before.quarantine !== null && quarantine === null) {
    deps.log("info", "quarantine.left", { organization: org, app, by: "target" });
  }
}

/** The writes that take a target out of its rest, after it accepted our credentials. */
export function leaveQuarantine(provisioning: ProvisioningRow): readonly Write[] {
  const { state } = provisioning;
  if (provisioning.quarantine === null) return [];
  const next = state === "quarantine" ? "on" : state;
  return [updateProvisioning(provisioning, { state: next, quarantine: null })];
}

/** Logs which lanes of an application begin to rest, and which go on; a rest that goes on is not logged again. */
export function logLanes(
  deps: Pick<Deps, "log">,
  { org: organization, app, lanes: before }: Pick<ProvisioningRow, "org" | "app" | "lanes">,
  after: Lanes,
  by: RestEnd,
): void {
  for (const [lane, { fault, next }] of listResting(after)) {
    if (isLaneResting(before, lane)) continue;
    const { code, exchange } = fault;
    const at = new Date(next).toISOString();
    deps.log("warn", "quarantine.lane-entered", { organization, app, lane, code, exchange, next: at });
  }
  for (const [lane] of listResting(before))
    if (!isLaneResting(after, lane))
      deps.log("info", "quarantine.lane-left", { organization, app, lane, by });
}
