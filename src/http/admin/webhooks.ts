import { z } from "zod";
import { isRefusal, type Refusal } from "../../app/deps.ts";
import { showCursor } from "../../app/events/read-events.ts";
import { deleteWebhook, rotateSigningSecret, updateWebhook } from "../../app/webhooks/change-webhook.ts";
import { createWebhook } from "../../app/webhooks/create-webhook.ts";
import type { SendOutcome } from "../../app/webhooks/delivery.ts";
import { getWebhook, listWebhooks, viewWebhook, type WebhookView } from "../../app/webhooks/find-webhook.ts";
import { type DeliveryView, listDeliveries } from "../../app/webhooks/list-deliveries.ts";
import { pingWebhook } from "../../app/webhooks/ping-webhook.ts";
import { sendAgain } from "../../app/webhooks/send-again.ts";
import { message } from "../../contract/parts.ts";
import {
  type DeliveryShape,
  type WebhookShape,
  type webhookRoutes,
  webhook as webhookShape,
} from "../../contract/webhooks.ts";
import type { WebhookId } from "../../core/ids.ts";
import type { WebhookRow } from "../../ports/webhook-tables.ts";
import type { HttpContext } from "../context.ts";
import { type Handlers, idOf } from "./call.ts";
import { buildScimUrl, formatTime } from "./convert.ts";
import { type ContentView, contentViewOf, showExchange } from "./show-exchange.ts";

type Attempt = z.output<typeof webhookRoutes.resendDelivery.response>;

/** Serves webhooks and their deliveries. */
export const webhookHandlers: Pick<
  Handlers,
  | "createWebhook"
  | "listWebhooks"
  | "getWebhook"
  | "updateWebhook"
  | "rotateWebhookSecret"
  | "testWebhook"
  | "listDeliveries"
  | "resendDelivery"
  | "deleteWebhook"
> = {
  async createWebhook({ context, actor, org, body }) {
    const { types = null, after, name, url } = body;
    const begin = after === "start" ? undefined : after;
    const made = await createWebhook(context.deps, actor, { org, name, url, types, after: begin });
    return isRefusal(made) ? made : withSecret(context, made);
  },

  async listWebhooks({ context, org }) {
    const views = await listWebhooks(context.deps, org);
    return { items: views.map((view) => showWebhook(context, view)) };
  },

  async getWebhook({ context, org, params }) {
    return shown(context, await getWebhook(context.deps, org, idOf<WebhookId>(params.webhook)));
  },

  async updateWebhook({ context, actor, org, params, body: change }) {
    const webhook = idOf<WebhookId>(params.webhook);
    return shown(context, await updateWebhook(context.deps, actor, { org, webhook, change }));
  },

  async rotateWebhookSecret({ context, actor, org, params, body }) {
    const webhook = idOf<WebhookId>(params.webhook);
    const made = await rotateSigningSecret(context.deps, actor, { org, webhook, ...body });
    return isRefusal(made) ? made : withSecret(context, made);
  },

  async testWebhook({ context, org, params }) {
    const { deps, closing } = context;
    const outcome = await pingWebhook(deps, org, idOf<WebhookId>(params.webhook), closing);
    return isRefusal(outcome) ? outcome : showOutcome(outcome);
  },

  async resendDelivery({ context, request, actor, org, params }) {
    const { deps, closing } = context;
    const wanted = { org, webhook: idOf<WebhookId>(params.webhook), delivery: params.delivery };
    const scimUrl = buildScimUrl({ context, request }, org);
    const outcome = await sendAgain(deps, actor, { ...wanted, scimUrl }, closing);
    return isRefusal(outcome) ? outcome : showOutcome(outcome);
  },

  async listDeliveries({ context, actor, org, params, query }) {
    const webhook = idOf<WebhookId>(params.webhook);
    const page = await listDeliveries(context.deps, { org, webhook, ...query });
    if (isRefusal(page)) return page;
    const view = contentViewOf({ actor, org });
    return { items: page.items.map((each) => showDelivery(each, view)), next: page.next };
  },

  async deleteWebhook({ context, actor, org, params }) {
    const webhook = idOf<WebhookId>(params.webhook);
    return (await deleteWebhook(context.deps, actor, { org, webhook })) ?? null;
  },
};

/** The outcome of an attempt that a person requested. */
function showOutcome(outcome: SendOutcome): Attempt {
  if (outcome.kind === "acknowledged") return { acknowledged: true, status: outcome.status, failure: null };
  if (outcome.kind === "interrupted") {
    return { acknowledged: false, status: null, failure: { code: "engine.stopping", params: {} } };
  }
  const { code, params } = outcome.failure;
  return { acknowledged: false, status: outcome.status, failure: { code, params: { ...params } } };
}

async function shown(context: HttpContext, row: WebhookRow | Refusal): Promise<WebhookShape | Refusal> {
  return isRefusal(row) ? row : showWebhook(context, await viewWebhook(context.deps, row));
}

async function withSecret(
  context: HttpContext,
  { row, secret }: { readonly row: WebhookRow; readonly secret: string },
): Promise<WebhookShape & { readonly secret: string }> {
  return { ...showWebhook(context, await viewWebhook(context.deps, row)), secret };
}

const failureShape = z.object({
  code: z.string(),
  params: message.shape.params,
  status: z.number().nullable(),
  at: z.number(),
});

function showWebhook({ deps }: HttpContext, { row, lag }: WebhookView): WebhookShape {
  const { id, org, name, url, types, state, failure, failing_since } = row;
  const last = failure === null ? null : failureShape.parse(failure);
  return {
    webhookId: id,
    orgId: org,
    name,
    url,
    types: webhookShape.shape.types.parse(types),
    state,
    cursor: showCursor(deps, org, row.place),
    lag: { ...lag, since: instantOrNull(lag.since) },
    failing:
      failing_since === null
        ? null
        : {
            attempts: row.attempts,
            since: formatTime(failing_since),
            nextAttemptAt: formatTime(row.next_attempt),
          },
    lastSuccessAt: instantOrNull(row.last_success),
    lastFailure: last === null ? null : { ...last, at: formatTime(last.at) },
    formerSecretUntil: instantOrNull(row.former_until),
    createdAt: formatTime(row.created),
    modifiedAt: formatTime(row.modified),
  };
}

function showDelivery({ row, exchange }: DeliveryView, view: ContentView): DeliveryShape {
  const { id, message: messageId, kind, events, attempt, state, status, failure } = row;
  return {
    deliveryId: id,
    messageId,
    kind,
    events,
    attempt,
    state,
    status,
    failure: failure === null ? null : message.parse(failure),
    sentAt: formatTime(row.created),
    endedAt: instantOrNull(row.ended),
    exchange: exchange === undefined ? null : showExchange(exchange, view),
  };
}

function instantOrNull(at: number | null): string | null {
  return at === null ? null : formatTime(at);
}
