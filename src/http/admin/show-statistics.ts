import { formatTime } from "../../app/directory/format-time.ts";
import type { StatisticsShape } from "../../contract/statistics.ts";
import type { CycleStatistics, Execution } from "../../core/provisioning/statistics.ts";
import type { CycleRow } from "../../ports/cycle-tables.ts";

/** The statistics of an application as the admin API shows them. */
export function showStatistics(
  statistics: CycleStatistics,
  lastCycle: CycleRow | undefined,
): StatisticsShape {
  const { completeFailures, lastSuccessful, lastWithExports, steadyFirst, steadyLast } = statistics;
  return {
    countSuccessiveCompleteFailures: completeFailures,
    lastExecution:
      lastCycle === undefined
        ? null
        : {
            cycleId: lastCycle.id,
            timeBegan: formatTime(lastCycle.started),
            timeEnded: showTime(lastCycle.ended),
          },
    lastSuccessfulExecution: showExecution(lastSuccessful),
    lastSuccessfulExecutionWithExports: showExecution(lastWithExports),
    steadyStateFirstAchievedTime: showTime(steadyFirst),
    steadyStateLastAchievedTime: showTime(steadyLast),
    escrowsPruned: false,
  };
}

function showExecution(execution: Execution | null): StatisticsShape["lastExecution"] {
  if (execution === null) return null;
  const { cycle, began, ended } = execution;
  return { cycleId: cycle, timeBegan: formatTime(began), timeEnded: formatTime(ended) };
}

function showTime(time: number | null): string | null {
  return time === null ? null : formatTime(time);
}
