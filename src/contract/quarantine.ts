import { z } from "zod";
import { instant, message, uuid } from "./parts.ts";

/** A series of failures in a row, in the fields of the reference service, with its evidence and its remedy. */
const series = {
  reason: z
    .enum(["credentials", "failures"])
    .describe("`credentials` if the target refused them, `failures` if too many attempts failed."),
  seriesBegan: instant.describe("When the quarantine was first imposed."),
  currentBegan: instant.describe("When it was last imposed, after the last attempt."),
  seriesCount: z.number().int().describe("How often it was imposed in this series."),
  nextAttempt: instant.describe("When the target is tried next."),
  error: message.nullable().describe("The fault that imposed it last; null if it is not known."),
  exchangeId: uuid
    .nullable()
    .describe("The recorded exchange that shows the fault; null if it was not recorded."),
  remedy: message.describe("The event or the command that ends the quarantine."),
};

/** The quarantine of a whole application. */
export const quarantine = z.object({
  since: instant.describe("When the target first refused the credentials; the same as `seriesBegan`."),
  attempts: z.number().int().describe("The number of refusals in a row; the same as `seriesCount`."),
  nextProbeAt: instant.describe("When the target is tested again; the same as `nextAttempt`."),
  fault: message.nullable().describe("The last refusal, or null if it is not known; the same as `error`."),
  ...series,
});

/** Operations of one kind that rest, while the others go on. */
export const restingOperation = z.object({
  operation: z
    .enum(["create", "update", "disable", "delete"])
    .describe("The class of the operations that rest. An adoption is an update."),
  type: z.enum(["user", "group"]).describe("Whether these are operations on users or on groups."),
  ...series,
});
export type RestingOperationShape = z.infer<typeof restingOperation>;
