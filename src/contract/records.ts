import { z } from "zod";
import { fault } from "./fault.ts";
import { change, inApp, instant, message, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

export const logEntry = z.object({
  id: uuid,
  at: instant,
  appId: uuid,
  cycleId: uuid,
  objectId: uuid,
  type: z.enum(["user", "group"]),
  name: z.string(),
  accountId: z.string().nullable(),
  action: z.string(),
  status: z.enum(["success", "failure", "skipped", "held", "pending"]),
  reasons: z.array(message),
  changes: z.array(change),
  fault: fault.nullable(),
});
export type LogEntry = z.infer<typeof logEntry>;

export const exchange = z.object({
  id: uuid,
  at: instant,
  ms: z.number(),
  method: z.string(),
  url: z.string(),
  status: z.number().int().nullable(),
  request: z.record(z.string(), z.json()),
  response: z.record(z.string(), z.json()),
});
export type ExchangeShape = z.infer<typeof exchange>;

/** Explains an object in an application: scope, link, last exchange, next attempt, and blockers. */
export const why = z.object({
  objectId: uuid,
  type: z.enum(["user", "group"]),
  name: z.string(),
  state: z.enum(["active", "inactive", "deleted"]),
  inScope: z.boolean(),
  scope: z.array(message),
  link: z
    .object({
      accountId: z.string(),
      status: z.string(),
      provenance: z.string(),
      since: instant,
      modifiedAt: instant,
    })
    .nullable(),
  last: z.object({ entry: logEntry, exchange: exchange.nullable() }).nullable(),
  nextAttemptAt: instant.nullable(),
  blockers: z.array(message),
});
export type WhyShape = z.infer<typeof why>;

/** The provisioning log, the recorded exchanges, and explanations. */
export const recordRoutes = {
  listLog: {
    id: "listLog",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/log",
    permission: "provisioning:read",
    summary: "The provisioning log, newest first",
    params: inApp,
    query: paging.extend({ cycle: uuid.optional(), object: uuid.optional(), status: z.string().optional() }),
    status: 200,
    response: pageOf(logEntry),
  },
  listExchanges: {
    id: "listExchanges",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/exchanges",
    permission: "provisioning:read",
    summary: "Recorded HTTP exchanges with the target, redacted, newest first",
    params: inApp,
    query: paging.extend({ failed: z.stringbool().optional() }),
    status: 200,
    response: pageOf(exchange),
  },
  why: {
    id: "why",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/why",
    permission: "provisioning:read",
    summary: "Why an object has or has not an account: scope, link, last exchange, next attempt, blockers",
    params: inApp,
    query: z.object({ find: z.string().min(1), type: z.enum(["user", "group"]).default("user") }),
    status: 200,
    response: why,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
