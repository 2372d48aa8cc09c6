import type { TestedConnection } from "../../../core/provisioning/tested-connection.ts";
import type { Write } from "../../../ports/store.ts";
import type { ApplicationRow, ProvisioningRow } from "../../../ports/tables.ts";

/** The write that changes how provisioning of an application stands. It is refused if the row changed since it was read. */
export function updateProvisioning(
  { org, app, version }: ProvisioningRow,
  change: Partial<Omit<ProvisioningRow, "org" | "app" | "version">>,
): Write {
  const set = { ...change, version: version + 1 };
  return { op: "update", table: "provisioning", key: { org, app }, set, expect: { version } };
}

/** The write that keeps the abilities of a target; with null, the next run discovers them again. */
export function keepAbilities(
  { org, app }: Pick<ProvisioningRow, "org" | "app">,
  abilities: ProvisioningRow["abilities"],
): Write {
  return { op: "update", table: "provisioning", key: { org, app }, set: { abilities } };
}

/** The write that keeps the lanes of an application. */
export function keepLanes(
  { org, app }: Pick<ProvisioningRow, "org" | "app">,
  lanes: ProvisioningRow["lanes"],
): Write {
  return { op: "update", table: "provisioning", key: { org, app }, set: { lanes } };
}

/** The write that keeps the result of a test of the connection; without a fault, the target accepted it. */
export function keepTest(
  { org, id: app, target_version: targetVersion, secret }: ApplicationRow,
  { at, fault }: Pick<TestedConnection, "at" | "fault">,
): Write {
  const tested = { at, fault, targetVersion, secret };
  return { op: "update", table: "provisioning", key: { org, app }, set: { tested } };
}
