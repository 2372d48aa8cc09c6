import { z } from "zod";
import { inApp } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const PARTS = ["escrows", "watermark", "quarantine", "force-deletes"] as const;

/** The scopes that a person can choose; `full` stands for `escrows`, `watermark` and `quarantine`. */
export const RESTART_SCOPES = [...PARTS, "full"] as const;

/** The effect of a restart. */
const restart = z.object({
  scopes: z.array(z.enum(PARTS)).describe("The scopes that took effect; `full` is named by its parts."),
  retried: z
    .number()
    .int()
    .describe("The number of pending and parked users and groups whose failures were forgotten."),
  refusals: z
    .number()
    .int()
    .describe("The number of refused attributes and members that were forgotten; they are sent again."),
  endedQuarantine: z.boolean().describe("Whether a quarantine of the whole application ended."),
  endedOperations: z.number().int().describe("The number of kinds of operations that rest no longer."),
  approved: z.number().int().describe("The number of held disables and deletes that were approved."),
});
export type RestartShape = z.infer<typeof restart>;

/** An application begins again, without losing its links. */
export const restartRoutes = {
  restartApplication: {
    id: "restartApplication",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/restart",
    permission: "provisioning:run",
    summary: "Forget failures, look at everything again, end rests, approve held deletions; links stay",
    params: inApp,
    body: z.object({
      scopes: z
        .array(z.enum(RESTART_SCOPES))
        .min(1)
        .max(5)
        .default(["full"])
        .describe(
          "From 1 to 5 scopes: `escrows` tries pending and parked objects again, `watermark` makes the next cycle initial, `quarantine` ends every rest, `force-deletes` approves once what the guard over disables and deletes holds now; `full` stands for the first three.",
        ),
    }),
    status: 200,
    response: restart,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
