import type { StatisticsShape } from "../contract/statistics.ts";
import type { Messages } from "../messages/messages.ts";

/** The rows that show how the cycles of an application went until now. */
export function renderStatistics(
  statistics: StatisticsShape,
  messages: Messages,
): readonly (readonly [string, string])[] {
  const { lastSuccessfulExecution: success, lastSuccessfulExecutionWithExports: exported } = statistics;
  const { steadyStateFirstAchievedTime: first, steadyStateLastAchievedTime: last } = statistics;
  const never = messages.word("cli.never");
  const failures = statistics.countSuccessiveCompleteFailures;
  return [
    [messages.word("column.last-success"), success?.timeEnded ?? never],
    [messages.word("column.last-exports"), exported?.timeEnded ?? never],
    [
      messages.word("column.steady-state"),
      first === null || last === null ? never : messages.word("cli.steady-state", { first, last }),
    ],
    [messages.word("column.complete-failures"), messages.number(failures)],
  ];
}
