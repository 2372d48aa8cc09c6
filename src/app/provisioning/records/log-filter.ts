import type { CycleId, ObjectId } from "../../../core/ids.ts";
import { foldText } from "../../../core/scim/text.ts";
import type { ProvisioningLogRow } from "../../../ports/cycle-tables.ts";
import type { TimeSpan } from "../../walk-records.ts";

/** The conditions of a part of the provisioning log; a condition that is undefined is satisfied by every entry. */
export interface LogFilter extends TimeSpan {
  readonly cycle?: CycleId | undefined;
  readonly object?: ObjectId | undefined;
  readonly status?: ProvisioningLogRow["status"] | undefined;
  /** A text that the entry holds, in any letter case. */
  readonly search?: string | undefined;
}

/** Creates the test of an entry by its text; undefined when no text is wanted. */
export function createLogTest({ search }: LogFilter): ((row: ProvisioningLogRow) => boolean) | undefined {
  const wanted = foldText(search?.trim() ?? "");
  if (wanted === "") return undefined;
  return (row) => textsOf(row).some((text) => foldText(text).includes(wanted));
}

/** The texts that a search looks at: names and ids, changes with their values, and the fault. */
function textsOf({ name, account, action, changes, fault }: ProvisioningLogRow): readonly string[] {
  return [
    name,
    account ?? "",
    action,
    ...changes.flatMap(({ path, from, to }) => [path, textOf(from), textOf(to)]),
    ...(fault === null ? [] : [fault.code, ...Object.values(fault.params).map(String)]),
  ];
}

function textOf(value: ProvisioningLogRow["changes"][number]["to"]): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
