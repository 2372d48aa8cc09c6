import { type Fault, stopsWrites } from "../../../core/provisioning/fault.ts";
import { extendQuarantine } from "../../../core/provisioning/quarantine.ts";
import type { Write } from "../../../ports/store.ts";
import type { ProvisioningRow } from "../../../ports/tables.ts";
import type { Deps } from "../../deps.ts";

/** The writes that rest a target which refused our credentials; none for any other fault. */
export function enterQuarantine(deps: Deps, provisioning: ProvisioningRow, fault: Fault): readonly Write[] {
  if (!stopsWrites(fault.kind)) return [];
  const { org, app, state } = provisioning;
  const quarantine = extendQuarantine(provisioning.quarantine, deps.env.now(), fault);
  const set = {
    // Recovery does not turn on what a person turned off or has not begun yet.
    state: state === "on" ? ("quarantine" as const) : state,
    quarantine,
    next_run: quarantine.next,
    version: provisioning.version + 1,
  };
  const expect = { version: provisioning.version };
  return [{ op: "update", table: "provisioning", key: { org, app }, set, expect }];
}

/** Writes what `change` makes of the provisioning as it is now; what a person changed meanwhile is not undone. */
export async function changeProvisioning(
  deps: Deps,
  { org, app }: Pick<ProvisioningRow, "org" | "app">,
  change: (row: ProvisioningRow) => readonly Write[],
): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const row = await deps.store.get("provisioning", { org, app });
    const writes = row === undefined ? [] : change(row);
    if (row === undefined || writes.length === 0) return;
    if ((await deps.store.commit(writes)).kind === "conflict") continue;
    logQuarantine(deps, row, writes);
    return;
  }
}

/** Logs when a target's rest begins and when it ends; a rest that goes on is not logged again. */
function logQuarantine(deps: Deps, before: ProvisioningRow, writes: readonly Write[]): void {
  const { org, app } = before;
  let { quarantine } = before;
  for (const write of writes) {
    if (write.op !== "update" || write.table !== "provisioning") continue;
    if (write.set.quarantine !== undefined) quarantine = write.set.quarantine;
  }
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
  const { org, app, state } = provisioning;
  if (provisioning.quarantine === null) return [];
  const set = {
    state: state === "quarantine" ? ("on" as const) : state,
    quarantine: null,
    version: provisioning.version + 1,
  };
  const expect = { version: provisioning.version };
  return [{ op: "update", table: "provisioning", key: { org, app }, set, expect }];
}
