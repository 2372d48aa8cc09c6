import { z } from "zod";
import { inApp, instant, message, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** The balance of a cycle: `evaluated` equals the sum of the others. */
export const cycleCounts = z.object({
  evaluated: z.number().int(),
  created: z.number().int(),
  adopted: z.number().int(),
  updated: z.number().int(),
  disabled: z.number().int(),
  deleted: z.number().int(),
  unchanged: z.number().int(),
  skipped: z.number().int(),
  held: z.number().int(),
  failed: z.number().int(),
  pending: z.number().int(),
});
export type CycleCountsShape = z.infer<typeof cycleCounts>;

export const cycleKind = z.enum(["initial", "incremental", "reconcile", "on-demand"]);

export const cycle = z.object({
  cycleId: uuid,
  orgId: uuid,
  appId: uuid,
  planId: uuid.nullable(),
  kind: cycleKind,
  state: z.enum(["planning", "running", "closed", "cancelled", "interrupted", "failed"]),
  startedAt: instant,
  endedAt: instant.nullable(),
  counts: cycleCounts,
  closed: z.boolean(),
  /** When the cycle was requested to end early. */
  cancelRequestedAt: instant.nullable(),
  /** Finished steps of the plan, and all of them; at most some seconds old while another server runs the cycle. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  /** The reason of a failure, or another remark for people. */
  message: message.nullable(),
});
export type CycleShape = z.infer<typeof cycle>;

/** Cycles: start one, follow it, cancel it. */
export const cycleRoutes = {
  syncApplication: {
    id: "syncApplication",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/sync",
    permission: "provisioning:run",
    summary: "Plan and apply in one go; poll the cycle until it has ended",
    params: inApp,
    body: z.object({ kind: z.enum(["auto", "initial"]).default("auto") }),
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
    params: z.object({ cycle: uuid }),
    status: 200,
    response: cycle,
  },
  cancelCycle: {
    id: "cancelCycle",
    method: "POST",
    path: "/api/v1/cycles/{cycle}/cancel",
    permission: "provisioning:run",
    summary: "End a cycle after the calls in progress, whichever server runs it; poll it until it has ended",
    params: z.object({ cycle: uuid }),
    status: 202,
    response: cycle,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
