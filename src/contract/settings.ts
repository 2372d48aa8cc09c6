import { z } from "zod";
import { inApp, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const value = z.union([z.number(), z.boolean(), z.string(), z.null()]);

const setting = z.object({
  name: z.string().describe("The name of the setting."),
  value: value.describe("The value that holds: the one that was set, or else the default; null for none."),
  default: value.describe("The value that holds while none was set; null for none."),
  set: z.boolean().describe("Whether the value was set; false for the default."),
  kind: z
    .enum(["number", "whole", "choice", "switch", "address", "domain", "pattern", "filter"])
    .describe("The values that are possible: `whole` for whole numbers, `switch` for true and false."),
  unit: z
    .string()
    .nullable()
    .describe("The things that a number counts, such as `seconds`; null for any other value."),
  min: z.number().nullable().describe("The smallest number that is possible; null for other values."),
  max: z.number().nullable().describe("The largest number that is possible; null for other values."),
  choices: z.array(z.string()).describe("The words that are possible; empty for other values."),
});

/** The settings of an application. */
export const applicationSettings = z.object({
  appId: uuid.describe("The id of the application."),
  version: z
    .number()
    .int()
    .describe("The version of the application; a setting that can alter results makes a new one."),
  settings: z.array(setting).describe("Every setting, in the order of docs/settings.md."),
  changed: z
    .array(z.string())
    .describe("The names of the settings that this request gave another value; empty when it only reads."),
});
export type ApplicationSettingsShape = z.infer<typeof applicationSettings>;

/** How an application is provisioned. */
export const settingRoutes = {
  getSettings: {
    id: "getSettings",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/settings",
    permission: "applications:read",
    summary: "Show every setting of an application, with its default and its bounds",
    params: inApp,
    status: 200,
    response: applicationSettings,
  },
  updateSettings: {
    id: "updateSettings",
    method: "PATCH",
    path: "/api/v1/organizations/{org}/applications/{app}/settings",
    permission: "applications:write",
    summary:
      "Set or reset settings; the next cycle evaluates everyone again when one of them can alter results",
    params: inApp,
    body: z.object({
      settings: z
        .record(z.string(), z.json())
        .refine((settings) => Object.keys(settings).length > 0, "invalid.nothing-to-change")
        .describe("The new values by the name of the setting; null resets one, and the others stay."),
    }),
    status: 200,
    response: applicationSettings,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
