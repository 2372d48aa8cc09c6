import { z } from "zod";
import { inOrg, instant, listOf, message, name, nothing, pageOf, paging, uuid } from "./parts.ts";
import { exchange } from "./records.ts";
import type { RouteSpec } from "./route.ts";

const state = z.enum(["on", "off", "paused", "gone"]);
/** The reason why a message was not acknowledged, with the status of the answer if there was one. */
const failure = message.extend({
  status: z.number().int().nullable().describe("The HTTP status of the answer; null if none came."),
});

/** An address that receives the events of an organization, with its progress. Only the answer to its creation has the secret. */
export const webhook = z.object({
  webhookId: uuid.describe("The id of the webhook."),
  orgId: uuid.describe("The id of its organization."),
  name: z.string().describe("The name of the webhook, unique in its organization."),
  url: z.string().describe("The address that events are sent to."),
  types: z.array(z.string()).nullable().describe("The event types that it receives; null for all."),
  state: state.describe(
    "`on` or `off` as set; `paused` after days without an acknowledgement, `gone` after an answer with status 410.",
  ),
  cursor: z.string().describe("The last acknowledged cursor, from which GET /api/v1/events continues."),
  lag: z
    .object({
      events: z
        .number()
        .int()
        .describe("The number of events that are not acknowledged yet, counted up to 1,000."),
      hasMore: z.boolean().describe("Whether there are more events than were counted."),
      since: instant
        .nullable()
        .describe("When the oldest of these events happened; null if all are acknowledged."),
    })
    .describe("How far the webhook is behind."),
  failing: z
    .object({
      attempts: z.number().int().describe("The number of failures in a row."),
      since: instant.describe("When the first of them happened."),
      nextAttemptAt: instant.describe("When the message is sent again."),
    })
    .nullable()
    .describe("The present failures in a row; null after a success."),
  lastSuccessAt: instant.nullable().describe("When a message was last acknowledged; null if none was."),
  lastFailure: failure
    .extend({ at: instant.describe("When the failure happened.") })
    .nullable()
    .describe("The last failure; null before the first one."),
  formerSecretUntil: instant
    .nullable()
    .describe("Until when the former secret signs as well; null while one secret alone signs."),
  createdAt: instant.describe("When the webhook was created."),
  modifiedAt: instant.describe("When the webhook was last changed."),
});
export type WebhookShape = z.infer<typeof webhook>;
export const newWebhook = webhook.extend({
  secret: z.string().describe("The secret that messages are signed with, which is shown this once."),
});
export type NewWebhookShape = z.infer<typeof newWebhook>;

/** One attempt to deliver a message. */
export const delivery = z.object({
  deliveryId: uuid.describe("The id of this attempt."),
  messageId: uuid.describe("The `webhook-id` of the message, the same in every attempt at it."),
  kind: z.enum(["events", "ping"]).describe("Whether the message has events, or is a test."),
  events: z.number().int().describe("The number of events in the message."),
  attempt: z.number().int().describe("The number of this attempt at the message, from 1."),
  state: z
    .enum(["intended", "acknowledged", "failed", "unknown"])
    .describe("`intended` while in progress; `unknown` if the server ended before an answer came."),
  status: z.number().int().nullable().describe("The HTTP status of the answer; null if none came."),
  failure: message.nullable().describe("Why the message was not acknowledged; null if it was."),
  sentAt: instant.describe("When the message was sent."),
  endedAt: instant.nullable().describe("When the attempt ended; null while it is in progress."),
  exchange: exchange
    .nullable()
    .describe("The recorded request and answer, without secrets; null once they are no longer kept."),
});
export type DeliveryShape = z.infer<typeof delivery>;

/** The outcome of one attempt that a person requested. */
const attempt = z.object({
  acknowledged: z.boolean().describe("Whether the receiver acknowledged the message."),
  status: z.number().int().nullable().describe("The HTTP status of the answer; null if none came."),
  failure: message.nullable().describe("Why the message was not acknowledged; null if it was."),
});

const inWebhook = inOrg.extend({ webhook: uuid.describe("The id of the webhook.") });
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
    recentSignIn: true,
    summary: "Create a webhook; the secret that its messages are signed with is shown this once",
    params: inOrg,
    body: z.object({
      name: name.describe("A name that is unique in the organization, of 1 to 200 characters."),
      url: url.describe("The http or https address that events are sent to, of 1 to 2,000 characters."),
      types: types
        .optional()
        .describe("At most 100 event types to send, such as `user.created`; all when left out or empty."),
      after: cursor
        .default("now")
        .describe("Where to begin: `now`, `start`, or a cursor, of 1 to 200 characters."),
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
    response: listOf(webhook),
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
        name: name.optional().describe("Another name, unique in the organization, of 1 to 200 characters."),
        url: url.optional().describe("Another http or https address, of 1 to 2,000 characters."),
        types: types
          .nullable()
          .optional()
          .describe("At most 100 event types to send; null or empty for all."),
        state: z.enum(["on", "off"]).optional().describe("Turns the webhook on or off."),
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
    recentSignIn: true,
    summary: "Make another secret, shown this once; messages are signed with both for a while",
    params: inWebhook,
    body: z.object({
      overlapHours: z
        .number()
        .min(0)
        .max(168)
        .default(24)
        .describe("How long messages are signed with both secrets, in hours, from 0 to 168."),
    }),
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
    response: attempt,
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
  resendDelivery: {
    id: "resendDelivery",
    method: "POST",
    path: "/api/v1/organizations/{org}/webhooks/{webhook}/deliveries/{delivery}/resend",
    permission: "organization:write",
    summary:
      "Send a message once more, with the same events and the same `webhook-id`, to the present address; the place of the webhook stays",
    params: inWebhook.extend({
      delivery: uuid.describe("The id of an attempt at the message, or of the message itself."),
    }),
    status: 200,
    response: attempt,
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
