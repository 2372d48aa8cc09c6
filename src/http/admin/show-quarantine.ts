import { formatTime } from "../../app/directory/format-time.ts";
import type { QuarantineStatus } from "../../app/provisioning/quarantine-status.ts";
import type { ScheduleShape } from "../../contract/applications.ts";
import { message } from "../../contract/parts.ts";
import type { RestingOperationShape } from "../../contract/quarantine.ts";

/** A series of failures as the admin API shows it. */
export function showSeries(status: QuarantineStatus): Omit<RestingOperationShape, "operation" | "type"> {
  const { reason, since, imposed, attempts, nextProbeAt, fault, exchange, remedy } = status;
  return {
    reason,
    seriesBegan: formatTime(since),
    currentBegan: formatTime(imposed),
    seriesCount: attempts,
    nextAttempt: formatTime(nextProbeAt),
    error: fault === null ? null : message.parse(fault),
    exchangeId: exchange,
    remedy: message.parse(remedy),
  };
}

/** The quarantine of an application as the admin API shows it. */
export function showQuarantine(status: QuarantineStatus): NonNullable<ScheduleShape["quarantine"]> {
  const series = showSeries(status);
  return {
    ...series,
    since: series.seriesBegan,
    attempts: series.seriesCount,
    nextProbeAt: series.nextAttempt,
    fault: series.error,
  };
}
