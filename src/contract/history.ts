import { z } from "zod";
import { inApp } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** How long it took until users who were blocked or deleted had no access. */
export const deprovisionTimes = z.object({
  accounts: z.number().int().describe("The number of accounts that were measured, 1,000 at most."),
  p50Ms: z.number().describe("In half of the cases it took this long or less, in milliseconds."),
  p99Ms: z.number().describe("In 99 of 100 cases it took this long or less, in milliseconds."),
  maxMs: z.number().describe("The longest time, in milliseconds."),
});

/** One day of an application. */
const historyDay = z.object({
  day: z.iso.date().describe("The day, in UTC."),
  cycles: z.number().int().describe("The number of cycles that began on this day."),
  created: z.number().int().describe("The number of accounts that these cycles created."),
  updated: z.number().int().describe("The number of accounts that they changed or linked."),
  disabled: z.number().int().describe("The number of accounts that they disabled."),
  deleted: z.number().int().describe("The number of accounts that they deleted."),
  failed: z.number().int().describe("The number of times that the target refused an object."),
  deprovisioning: deprovisionTimes
    .nullable()
    .describe(
      "From the moment at which a user was blocked or deleted to the moment at which the account was, for the accounts of this day; null when no account was.",
    ),
});
export type HistoryDayShape = z.infer<typeof historyDay>;

/** The work of the cycles of an application, day by day. */
export const historyRoutes = {
  showHistory: {
    id: "showHistory",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/history",
    permission: "provisioning:read",
    summary:
      "The work of the cycles of an application on each of the last days, and how fast access was taken away",
    params: inApp,
    query: z.object({
      days: z.coerce
        .number()
        .int()
        .min(1)
        .max(90)
        .default(30)
        .describe("The number of days, from 1 to 90; today is the last one. The default is 30."),
    }),
    status: 200,
    response: z.object({
      days: z
        .array(historyDay)
        .describe("The days, the oldest first. Days whose records were removed by age have zeros."),
    }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
