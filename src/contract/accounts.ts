import { z } from "zod";
import { schedule } from "./applications.ts";
import { auditEntry } from "./audit.ts";
import { inOrg, instant, listOf, message, pageOf, paging, uuid } from "./parts.ts";
import { logEntry, why } from "./records.ts";
import type { RouteSpec } from "./route.ts";
import { waiting } from "./waiting.ts";

/** Where a user or group stands in one application. */
export const account = z.object({
  appId: uuid.describe("The id of the application."),
  application: z.string().describe("The name of the application."),
  state: schedule.shape.state.describe("The state of its provisioning."),
  inScope: z.boolean().describe("Whether the object should have an account."),
  scope: z.array(message).describe("Why the object is in scope or is not."),
  link: why.shape.link,
  waiting: waiting
    .pick({ state: true, reasons: true, since: true, attempts: true, nextAttemptAt: true, planId: true })
    .nullable()
    .describe("The work that a cycle left for the object; null when nothing waits."),
  nextAttemptAt: instant
    .nullable()
    .describe("When the application looks at the object next; null if nothing is going to happen by itself."),
  blockers: z.array(message).describe("The reasons why the object is not provisioned now."),
  expected: why.shape.expected,
});
export type AccountShape = z.infer<typeof account>;

/** Something that was done to a user or group, or to its account in an application. */
export const timelineEntry = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("directory").describe("A change in the directory."),
    id: uuid.describe("The id of the entry."),
    at: instant.describe("When it happened."),
    audit: auditEntry.describe("The entry of the audit trail."),
  }),
  z.object({
    kind: z.literal("provisioning").describe("An action on an account."),
    id: uuid.describe("The id of the entry."),
    at: instant.describe("When it happened."),
    application: z.string().describe("The name of the application."),
    log: logEntry.describe("The entry of the provisioning log."),
  }),
]);
export type TimelineEntryShape = z.infer<typeof timelineEntry>;

const inOrgUser = inOrg.extend({ user: uuid.describe("The id of the user.") });
const inOrgGroup = inOrg.extend({ group: uuid.describe("The id of the group.") });

/** Where users and groups have accounts, and what was done to them. */
export const accountRoutes = {
  listUserAccounts: {
    id: "listUserAccounts",
    method: "GET",
    path: "/api/v1/organizations/{org}/users/{user}/accounts",
    permission: "provisioning:read",
    summary: "A user in every application: the account, or why there is none, and what waits",
    params: inOrgUser,
    status: 200,
    response: listOf(account),
  },
  listGroupAccounts: {
    id: "listGroupAccounts",
    method: "GET",
    path: "/api/v1/organizations/{org}/groups/{group}/accounts",
    permission: "provisioning:read",
    summary: "A group in every application: its counterpart, or why there is none, and what waits",
    params: inOrgGroup,
    status: 200,
    response: listOf(account),
  },
  listUserTimeline: {
    id: "listUserTimeline",
    method: "GET",
    path: "/api/v1/organizations/{org}/users/{user}/timeline",
    permission: "provisioning:read",
    summary: "What was done to a user here and to the accounts of the user, newest first",
    params: inOrgUser,
    query: paging,
    status: 200,
    response: pageOf(timelineEntry),
  },
  listGroupTimeline: {
    id: "listGroupTimeline",
    method: "GET",
    path: "/api/v1/organizations/{org}/groups/{group}/timeline",
    permission: "provisioning:read",
    summary: "What was done to a group here and to its counterparts in applications, newest first",
    params: inOrgGroup,
    query: paging,
    status: 200,
    response: pageOf(timelineEntry),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
