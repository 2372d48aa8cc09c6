import type { CycleId, ObjectId } from "../../../core/ids.ts";
import { foldText } from "../../../core/scim/text.ts";
import type { ProvisioningLogRow } from "../../../ports/cycle-tables.ts";

/** The conditions of a part of the provisioning log; a condition that is undefined is satisfied by every entry. */
export interface LogFilter {
  readonly cycle?: CycleId | undefined;
  readonly object?: ObjectId | undefined;
  readonly status?: ProvisioningLogRow["status"] | undefined;
  /** A text that the entry holds, in any letter case. */
  readonly search?: string | undefined;
  /** The first moment and the last, in milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Ids are made in the order of time; a clock that is set back by less than this does not hide an entry. */
const CLOCK_TOLERANCE_MS = 600_000;

/** Creates the test of an entry by the conditions that the database does not check. */
export function createLogTest({ search, since, until }: LogFilter): (row: ProvisioningLogRow) => boolean {
  const wanted = search === undefined ? undefined : foldText(search.trim());
  return (row) =>
    (since === undefined || row.at >= since) &&
    (until === undefined || row.at <= until) &&
    (wanted === undefined || textsOf(row).some((text) => foldText(text).includes(wanted)));
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

/** An id that follows those of all entries until this moment. */
export function createIdAfter(until: number): string {
  const time = Math.max(0, until + CLOCK_TOLERANCE_MS)
    .toString(16)
    .padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7fff-bfff-ffffffffffff`;
}

/** Whether every entry that follows this one in the log, newest first, is older than the first wanted moment. */
export function isPast({ at }: ProvisioningLogRow, since: number | undefined): boolean {
  return since !== undefined && at < since - CLOCK_TOLERANCE_MS;
}
