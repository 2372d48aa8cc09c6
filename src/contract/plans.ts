import { z } from "zod";
import { cycle, cycleKind } from "./cycles.ts";
import { change, inApp, instant, message, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** Decisions by verb. `evaluated` is the sum of all of them. */
export const planCounts = z.object({
  evaluated: z.number().int(),
  create: z.number().int(),
  adopt: z.number().int(),
  update: z.number().int(),
  disable: z.number().int(),
  delete: z.number().int(),
  unchanged: z.number().int(),
  skip: z.number().int(),
  hold: z.number().int(),
  pending: z.number().int(),
});
export type PlanCountsShape = z.infer<typeof planCounts>;

export const decision = z.object({
  n: z.number().int(),
  objectId: uuid,
  type: z.enum(["user", "group"]),
  name: z.string(),
  verb: z.enum(["create", "adopt", "update", "disable", "delete", "hold", "skip", "pending"]),
  accountId: z.string().nullable(),
  reasons: z.array(message),
  changes: z.array(change),
  membersAdded: z.number().int(),
  membersRemoved: z.number().int(),
  outcome: z.string().nullable(),
});
export type DecisionShape = z.infer<typeof decision>;

export const plan = z.object({
  planId: uuid,
  orgId: uuid,
  appId: uuid,
  kind: cycleKind,
  state: z.enum(["building", "planned", "applying", "applied", "stale", "failed"]),
  createdAt: instant,
  hash: z.string().nullable(),
  counts: planCounts,
  /** The number of decisions that the plan lists; unchanged ones are only counted. 0 while the plan is being made. */
  listed: z.number().int(),
  notes: z.array(message),
});
export type PlanShape = z.infer<typeof plan>;

/** Plans: make one, read it, answer its holds, apply it. */
export const planRoutes = {
  planCycle: {
    id: "planCycle",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/plans",
    permission: "provisioning:run",
    summary: "Begin to plan a cycle; poll the plan until it is planned",
    params: inApp,
    body: z.object({
      /** `default-mapping` shows what the newest default mapping would change; such a plan cannot be applied. */
      kind: z.enum(["auto", "initial", "default-mapping"]).default("auto"),
    }),
    status: 202,
    response: plan,
  },
  listPlans: {
    id: "listPlans",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/plans",
    permission: "provisioning:read",
    summary: "List the plans of an application that are kept, newest first",
    params: inApp,
    query: paging,
    status: 200,
    response: pageOf(plan),
  },
  getPlan: {
    id: "getPlan",
    method: "GET",
    path: "/api/v1/plans/{plan}",
    permission: "provisioning:read",
    summary: "Show a plan",
    params: z.object({ plan: uuid }),
    status: 200,
    response: plan,
  },
  listDecisions: {
    id: "listDecisions",
    method: "GET",
    path: "/api/v1/plans/{plan}/decisions",
    permission: "provisioning:read",
    summary: "List the decisions of a plan",
    params: z.object({ plan: uuid }),
    query: paging.extend({ verb: z.string().optional() }),
    status: 200,
    response: pageOf(decision),
  },
  answerHolds: {
    id: "answerHolds",
    method: "POST",
    path: "/api/v1/plans/{plan}/holds",
    permission: "provisioning:run",
    summary:
      "Approve or reject held decisions, one by one or together, for one plan; the next plan carries them out",
    params: z.object({ plan: uuid }),
    body: z.object({
      answer: z.enum(["approved", "rejected"]),
      objects: z.union([z.literal("all"), z.array(uuid).min(1).max(10_000)]),
      expiresInHours: z.number().positive().max(168).default(24),
    }),
    status: 200,
    response: z.object({ answered: z.number().int() }),
  },
  applyPlan: {
    id: "applyPlan",
    method: "POST",
    path: "/api/v1/plans/{plan}/apply",
    permission: "provisioning:run",
    summary: "Begin to apply exactly this plan; poll the cycle until it has ended",
    params: z.object({ plan: uuid }),
    body: z.object({ hash: z.string().optional() }),
    status: 202,
    response: cycle,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
