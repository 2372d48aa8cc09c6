import { z } from "zod";
import type { LogEntryFound } from "../../app/provisioning/records/get-log-entry.ts";
import { toLoggedAction } from "../../app/provisioning/records/log-filter.ts";
import { fault as faultShape } from "../../contract/fault.ts";
import { change, message } from "../../contract/parts.ts";
import type { LogEntry, LogEntryDetails, LogStepShape } from "../../contract/records.ts";
import { type LoggedStep, listSteps, referenceCodeOf } from "../../core/provisioning/log/list-steps.ts";
import type { ProvisioningLogRow } from "../../ports/cycle-tables.ts";
import { formatTime } from "./convert.ts";
import { showExchange } from "./show-exchange.ts";

const messages = z.array(message);
const changes = z.array(change);

/** An entry of the provisioning log, with the steps that follow from it. */
export function showLogEntry(row: ProvisioningLogRow): LogEntry {
  const { id, at, app, cycle, step, object, type, name, account, action, status, reasons, fault } = row;
  const logged = toLoggedAction(row);
  return {
    id,
    at: formatTime(at),
    appId: app,
    cycleId: cycle,
    stepId: step,
    objectId: object,
    type,
    name,
    accountId: account,
    action,
    status,
    reasons: messages.parse(reasons),
    changes: changes.parse(row.changes),
    fault: fault === null ? null : faultShape.parse(fault),
    steps: listSteps(logged).map(showStep),
    referenceCode: referenceCodeOf(logged) ?? null,
  };
}

function showStep({ type, status, reasons }: LoggedStep): LogStepShape {
  return { type, status, reasons: messages.parse(reasons) };
}

/** An entry with the calls that belong to it, without their content. */
export function showLogEntryDetails({ entry, exchanges }: LogEntryFound): LogEntryDetails {
  return {
    ...showLogEntry(entry),
    exchanges: exchanges.map((row) => {
      const shown = showExchange(row, "withheld");
      const { id, at, ms, method, url, status, failure, carrierId } = shown;
      return { id, at, ms, method, url, status, failure, carrierId };
    }),
  };
}
