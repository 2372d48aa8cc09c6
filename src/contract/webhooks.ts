import { z } from "zod";
import { inOrg, instant, message, name, nothing, pageOf, paging, uuid } from "./parts.ts";
import { exchange } from "./records.ts";
import type { RouteSpec } from "./route.ts";

const state = z.enum(["on", "off", "paused", "gone"]);
/** The reason why a message was not acknowledged, with the status of the answer if there was one. */
const failure = message.extend({ status: z.number().int().nullable() });

/** An address that receives the events of an organization, with its progress. Only the answer to its creation has the secret. */
export const webhook = z.object({
  webhookId: uuid,
  orgId: uuid,
  name: z.string(),
  url: z.string(),
  /** The event types that it receives; null for all. */
  types: z.array(z.string()).nullable(),
  state,
  /** The last acknowledged cursor. GET /api/v1/events continues from it. */
  cursor: z.string(),
  lag: z.object({
    /** Events not acknowledged yet, counted up to a thousand; `hasMore` says that there are more. */
    events: z.number().int(),
    hasMore: z.boolean(),
    since: instant.nullable(),
  }),
  /** Consecutive failures, their start, and the next attempt; null after a success. */
  failing: z.object({ attempts: z.number().int(), since: instant, nextAttemptAt: instant }).nullable(),
  lastSuccessAt: instant.nullable(),
  lastFailure: failure.extend({ at: instant }).nullable(),
  /** The end of the time in which the former secret also signs. */
  formerSecretUntil: instant.nullable(),
  createdAt: instant,
  modifiedAt: instant,
});
export type WebhookShape = z.infer<typeof webhook>;
export const newWebhook = webhook.extend({ secret: z.string() });
export type NewWebhookShape = z.infer<typeof newWebhook>;

/** One attempt to deliver a message. */
export const delivery = z.object({
  deliveryId: uuid,
  /** `webhook-id`: the same in every attempt at one message. */
  messageId: uuid,
  kind: z.enum(["events", "ping"]),
  events: z.number().int(),
  attempt: z.number().int(),
  /** `intended`: in progress; `unknown`: the server ended before an answer came. */
  state: z.enum(["intended", "acknowledged", "failed", "unknown"]),
  status: z.number().int().nullable(),
  failure: message.nullable(),
  sentAt: instant,
  endedAt: instant.nullable(),
  exchange: exchange.nullable(),
});
export type DeliveryShape = z.infer<typeof delivery>;

const inWebhook = z.object({ org: uuid, webhook: uuid });
const url = z.string().trim().min(1).max(2_000);
const types = z.array(z.string().min(1).max(100)).max(100);
const cursor = z.string().min(1).max(200);

/** Webhooks, which send events to other systems. */
export const webhookRoutes = {
  createWebhook: {
    id: "createWebhook",
    method: "POST",
    path: "/api/v1/organizations/{org}/webhooks",
    permission: "organization:write",
    summary: "Create a webhook; the secret that its messages are signed with is shown this once",
    params: inOrg,
    body: z.object({
      name,
      url,
      /** All types when left out or empty. */
      types: types.optional(),
      /** The start: `now`, `start`, or a cursor. */
      after: cursor.default("now"),
    }),
    status: 201,
    response: newWebhook,
  },
  listWebhooks: {
    id: "listWebhooks",
    method: "GET",
    path: "/api/v1/organizations/{org}/webhooks",
    permission: "organization:read",
    summary: "List webhooks",
    params: inOrg,
    status: 200,
    response: z.object({ items: z.array(webhook) }),
  },
  getWebhook: {
    id: "getWebhook",
    method: "GET",
    path: "/api/v1/organizations/{org}/webhooks/{webhook}",
    permission: "organization:read",
    summary: "Show a webhook with its state, lag and last failure",
    params: inWebhook,
    status: 200,
    response: webhook,
  },
  updateWebhook: {
    id: "updateWebhook",
    method: "PATCH",
    path: "/api/v1/organizations/{org}/webhooks/{webhook}",
    permission: "organization:write",
    summary:
      "Change a webhook, or turn it on or off; what it has not acknowledged it is told of once it is on",
    params: inWebhook,
    body: z
      .object({
        name: name.optional(),
        url: url.optional(),
        /** Null or empty for all. */
        types: types.nullable().optional(),
        state: z.enum(["on", "off"]).optional(),
      })
      .refine((body) => Object.keys(body).length > 0, "invalid.nothing-to-change"),
    status: 200,
    response: webhook,
  },
  rotateWebhookSecret: {
    id: "rotateWebhookSecret",
    method: "POST",
    path: "/api/v1/organizations/{org}/webhooks/{webhook}/secret",
    permission: "organization:write",
    summary: "Make another secret, shown this once; messages are signed with both for a while",
    params: inWebhook,
    body: z.object({ overlapHours: z.number().min(0).max(168).default(24) }),
    status: 200,
    response: newWebhook,
  },
  testWebhook: {
    id: "testWebhook",
    method: "POST",
    path: "/api/v1/organizations/{org}/webhooks/{webhook}/test",
    permission: "organization:write",
    summary: "Send a signed ping, once, and tell what came of it; changes nothing",
    params: inWebhook,
    status: 200,
    response: z.object({
      acknowledged: z.boolean(),
      status: z.number().int().nullable(),
      failure: message.nullable(),
    }),
  },
  listDeliveries: {
    id: "listDeliveries",
    method: "GET",
    path: "/api/v1/organizations/{org}/webhooks/{webhook}/deliveries",
    permission: "organization:read",
    summary: "Attempts to deliver messages, newest first, with what was sent and answered",
    params: inWebhook,
    query: paging,
    status: 200,
    response: pageOf(delivery),
  },
  deleteWebhook: {
    id: "deleteWebhook",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/webhooks/{webhook}",
    permission: "organization:write",
    summary: "Delete a webhook with its secret and the journal of its deliveries",
    params: inWebhook,
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
