import type { CycleId, ObjectId } from "../../../core/ids.ts";
import {
  findEndingStep,
  type LoggedAction,
  referenceCodeOf,
} from "../../../core/provisioning/log/list-steps.ts";
import type { StepType } from "../../../core/provisioning/log/step-places.ts";
import { foldText } from "../../../core/scim/text.ts";
import type { ProvisioningLogRow } from "../../../ports/cycle-tables.ts";
import type { TimeSpan } from "../../walk-records.ts";

/** The conditions of a part of the provisioning log; a condition that is undefined is satisfied by every entry. */
export interface LogFilter extends TimeSpan {
  readonly cycle?: CycleId | undefined;
  readonly object?: ObjectId | undefined;
  readonly status?: ProvisioningLogRow["status"] | undefined;
  readonly action?: string | undefined;
  /** The step that the entry ended at without success. */
  readonly step?: StepType | undefined;
  /** The code of the fault, of a reason, or of the reference's log, in any letter case. */
  readonly code?: string | undefined;
  /** A text that the entry holds, in any letter case. */
  readonly search?: string | undefined;
}

/** Creates the test of an entry by what no index knows; undefined when nothing of that is wanted. */
export function createLogTest({
  search,
  step,
  code,
}: LogFilter): ((row: ProvisioningLogRow) => boolean) | undefined {
  const tests: ((row: ProvisioningLogRow) => boolean)[] = [];
  if (step !== undefined) tests.push((row) => findEndingStep(toLoggedAction(row)) === step);
  const wantedCode = foldText(code?.trim() ?? "");
  if (wantedCode !== "") tests.push((row) => codesOf(row).some((each) => foldText(each) === wantedCode));
  const wanted = foldText(search?.trim() ?? "");
  if (wanted !== "") tests.push((row) => textsOf(row).some((text) => foldText(text).includes(wanted)));
  return tests.length === 0 ? undefined : (row) => tests.every((isWanted) => isWanted(row));
}

/** The facts of an entry that its steps are derived from. */
export function toLoggedAction({ action, status, reasons, fault, step }: ProvisioningLogRow): LoggedAction {
  return { action, status, reasons, fault, isSent: step !== null };
}

function codesOf(row: ProvisioningLogRow): readonly string[] {
  const { reasons, fault } = row;
  const reference = referenceCodeOf(toLoggedAction(row));
  return [
    ...reasons.map(({ code }) => code),
    ...(fault === null ? [] : [fault.code]),
    ...(reference === undefined ? [] : [reference]),
  ];
}

/** The texts that a search looks at: names and ids, changes with their values, codes, and the fault. */
function textsOf(row: ProvisioningLogRow): readonly string[] {
  const { name, account, action, changes, fault } = row;
  return [
    name,
    account ?? "",
    action,
    ...changes.flatMap(({ path, from, to }) => [path, textOf(from), textOf(to)]),
    ...codesOf(row),
    ...(fault === null ? [] : Object.values(fault.params).map(String)),
  ];
}

function textOf(value: ProvisioningLogRow["changes"][number]["to"]): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
