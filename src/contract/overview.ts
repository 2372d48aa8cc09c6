import { z } from "zod";
import { cycle } from "./cycles.ts";
import { deprovisionTimes } from "./history.ts";
import { inOrg, instant, listOf, message, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";
import { tokenKind } from "./tokens.ts";

/** An application at a glance. */
export const applicationOverview = z.object({
  appId: uuid.describe("The id of the application."),
  name: z.string().describe("The name of the application."),
  template: z.string().nullable().describe("The template that it was created from; null without one."),
  state: z
    .enum(["waiting", "on", "off", "quarantine", "running"])
    .describe(
      "`running` while a cycle runs; otherwise `waiting` before the first apply, `on`, `off`, or `quarantine` while the target refuses the credentials.",
    ),
  attention: z
    .array(message)
    .describe("Why a person should look at the application, the most urgent reason first; empty for none."),
  running: cycle.nullable().describe("The cycle that runs now; null for none."),
  lastCycle: cycle.nullable().describe("The last cycle that has ended; null before the first."),
  inStep: z.number().int().describe("The number of accounts for which nothing is left to do."),
  waiting: z.number().int().describe("The number of objects that wait for their next attempt or for others."),
  failed: z.number().int().describe("The number of objects for which the target refused the last call."),
  held: z.number().int().describe("The number of objects that wait for a person or for data."),
  deprovisioning: deprovisionTimes
    .nullable()
    .describe(
      "From the moment at which a user was blocked or deleted to the moment at which the account was, in the last 7 days; null when no account was.",
    ),
});
export type ApplicationOverviewShape = z.infer<typeof applicationOverview>;

/** Something that was found by what a person typed. */
export const anything = z.object({
  kind: z
    .enum([
      "user",
      "group",
      "application",
      "plan",
      "cycle",
      "exchange",
      "log-entry",
      "rejected-request",
      "audit-entry",
      "error-answer",
      "instance-error-answer",
    ])
    .describe(
      "The kind of thing that was found; `instance-error-answer` is one that belongs to no organization, which instance administrators find.",
    ),
  id: uuid.describe("Its id."),
  name: z
    .string()
    .describe(
      "A name to show: that of an object or application, the kind of a cycle, or the status of an answer.",
    ),
  appId: uuid
    .nullable()
    .describe("The application of a plan, cycle, exchange or log entry; null for others."),
});
export type AnythingShape = z.infer<typeof anything>;

/** An organization at a glance, and a search over its objects and records. */
export const overviewRoutes = {
  showOverview: {
    id: "showOverview",
    method: "GET",
    path: "/api/v1/organizations/{org}/overview",
    permission: "provisioning:read",
    summary: "An organization at a glance: every application, the ones that need a person first",
    params: inOrg,
    status: 200,
    response: z.object({
      users: z.number().int().describe("The number of users, without deleted ones."),
      groups: z.number().int().describe("The number of groups, without deleted ones."),
      applications: z
        .array(applicationOverview)
        .describe("The applications, the ones that need a person first."),
      expiring: z
        .array(
          z.object({
            tokenId: uuid.describe("The id of the token."),
            name: z.string().describe("The name of the token."),
            kind: tokenKind.describe("The purpose of the token."),
            expiresAt: instant.describe("When the token expires."),
          }),
        )
        .describe("The tokens that expire within 30 days, the first to expire first."),
    }),
  },
  findAnything: {
    id: "findAnything",
    method: "GET",
    path: "/api/v1/organizations/{org}/search",
    permission: "provisioning:read",
    summary: "Find users, groups and applications by part of a name, and any object or record by its id",
    params: inOrg,
    query: z.object({
      text: z.string().min(1).max(500).describe("Part of a name, or an id, of 1 to 500 characters."),
    }),
    status: 200,
    response: listOf(anything),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
