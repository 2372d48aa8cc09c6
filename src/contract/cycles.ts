import { z } from "zod";
import { inApp, instant, message, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** The balance of a cycle: `evaluated` equals the sum of the others. */
export const cycleCounts = z.object({
  evaluated: z
    .number()
    .int()
    .describe("The number of objects that the cycle looked at: the sum of all others."),
  created: z.number().int().describe("The number of accounts that were created."),
  adopted: z.number().int().describe("The number of accounts that existed and were linked."),
  updated: z.number().int().describe("The number of accounts that were changed."),
  disabled: z.number().int().describe("The number of accounts that were disabled."),
  deleted: z.number().int().describe("The number of accounts that were deleted."),
  unchanged: z.number().int().describe("The number of objects whose account is as it should be."),
  skipped: z.number().int().describe("The number of objects without an account that need none."),
  held: z.number().int().describe("The number of objects that wait for a person's decision."),
  failed: z.number().int().describe("The number of objects for which the target refused a call."),
  pending: z.number().int().describe("The number of objects that wait for their next attempt."),
});
export type CycleCountsShape = z.infer<typeof cycleCounts>;

export const cycleKind = z.enum(["initial", "incremental", "reconcile", "on-demand", "event"]);

export const cycle = z.object({
  cycleId: uuid.describe("The id of the cycle."),
  orgId: uuid.describe("The id of its organization."),
  appId: uuid.describe("The id of its application."),
  planId: uuid
    .nullable()
    .describe("The id of the plan that the cycle applies; null before the plan is made."),
  kind: cycleKind.describe("`initial` looks at every object, `incremental` at the changed ones."),
  state: z
    .enum(["planning", "running", "closed", "cancelled", "interrupted", "failed"])
    .describe(
      "`planning` and `running` are in progress; `closed`, `cancelled`, `interrupted` and `failed` have ended.",
    ),
  startedAt: instant.describe("When the cycle began."),
  endedAt: instant.nullable().describe("When the cycle ended; null while it is in progress."),
  counts: cycleCounts.describe("How the cycle ended for the objects, in numbers."),
  closed: z.boolean().describe("Whether the counts were found equal to the number of evaluated objects."),
  cancelRequestedAt: instant
    .nullable()
    .describe("When a person asked to end the cycle early; null if none did."),
  progress: z
    .object({
      done: z.number().int().describe("The number of finished steps."),
      total: z.number().int().describe("The number of all steps."),
      secondsLeft: z
        .number()
        .int()
        .nullable()
        .describe(
          "About how many seconds the rest takes, at the speed until now; null while that is not known, and after the end.",
        ),
    })
    .describe("Steps of the plan; at most some seconds old while another server runs the cycle."),
  message: message
    .nullable()
    .describe("The reason of a failure, or another remark for people; null for none."),
});
export type CycleShape = z.infer<typeof cycle>;

const inCycle = z.object({ cycle: uuid.describe("The id of the cycle.") });

/** Cycles: start one, follow it, cancel it. */
export const cycleRoutes = {
  syncApplication: {
    id: "syncApplication",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/sync",
    permission: "provisioning:retry",
    summary: "Plan and apply in one go; poll the cycle until it has ended",
    params: inApp,
    body: z.object({
      kind: z
        .enum(["auto", "initial"])
        .default("auto")
        .describe("`initial` looks at every object; `auto` at the changed ones where that is possible."),
    }),
    status: 202,
    response: cycle,
  },
  listCycles: {
    id: "listCycles",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/cycles",
    permission: "provisioning:read",
    summary: "List the cycles of an application, newest first",
    params: inApp,
    query: paging,
    status: 200,
    response: pageOf(cycle),
  },
  getCycle: {
    id: "getCycle",
    method: "GET",
    path: "/api/v1/cycles/{cycle}",
    permission: "provisioning:read",
    summary: "Show a cycle",
    params: inCycle,
    status: 200,
    response: cycle,
  },
  cancelCycle: {
    id: "cancelCycle",
    method: "POST",
    path: "/api/v1/cycles/{cycle}/cancel",
    permission: "provisioning:run",
    summary: "End a cycle after the calls in progress, whichever server runs it; poll it until it has ended",
    params: inCycle,
    status: 202,
    response: cycle,
  },
  bundleCycle: {
    id: "bundleCycle",
    method: "GET",
    path: "/api/v1/cycles/{cycle}/bundle",
    permission: "exchanges:read",
    summary:
      "Download what the planning of a cycle read and decided, as lines of JSON for `muster cycle replay`; it holds personal data, and the audit trail reports the download",
    params: inCycle,
    stream: ["application/jsonl"],
    status: 200,
    response: z.string().describe("The bundle; docs/replay.md describes its lines."),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
