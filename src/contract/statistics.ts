import { z } from "zod";
import { instant, uuid } from "./parts.ts";

const execution = z.object({
  cycleId: uuid.describe("The id of the cycle."),
  timeBegan: instant.describe("When the cycle began."),
  timeEnded: instant.nullable().describe("When the cycle ended; null while it runs."),
});

/** How the cycles of an application went until now, in the fields of the reference service. */
export const statistics = z.object({
  countSuccessiveCompleteFailures: z
    .number()
    .int()
    .describe(
      "The number of cycles in a row that failed as a whole; cancelled and interrupted ones do not count.",
    ),
  lastExecution: execution
    .nullable()
    .describe("The last cycle, however it ended; null before the first one."),
  lastSuccessfulExecution: execution
    .nullable()
    .describe("The last cycle that went through, even if single objects failed; null before the first one."),
  lastSuccessfulExecutionWithExports: execution
    .nullable()
    .describe("The last of these that wrote something into the target; null before the first one."),
  steadyStateFirstAchievedTime: instant
    .nullable()
    .describe("When nothing was left to do for the first time; null before that."),
  steadyStateLastAchievedTime: instant
    .nullable()
    .describe("When a cycle last ended with nothing left to do; null before that."),
  escrowsPruned: z
    .literal(false)
    .describe("Always false: Muster never gives up an object that failed, however many they are."),
});
export type StatisticsShape = z.infer<typeof statistics>;
