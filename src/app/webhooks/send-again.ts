import type { OrgId, WebhookId } from "../../core/ids.ts";
import type { DeliveryRow, WebhookRow } from "../../ports/webhook-tables.ts";
import { type Author, createAuditWrite } from "../audit.ts";
import { commitIfCurrent } from "../commit.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import type { SendOutcome } from "./delivery.ts";
import { getWebhook } from "./find-webhook.ts";
import { digestOf, type MessageBatch, readBatch, writeBody } from "./message-body.ts";
import { readSigningSecrets, sendMessage } from "./send-message.ts";
import { attemptWrite } from "./settle-delivery.ts";

/** Shorter than for the sender of webhooks: a person waits. */
const ANSWER_MS = 10_000;

/** The message to send once more, by the id of one of its attempts or by its own. */
export interface ResendRequest {
  readonly org: OrgId;
  readonly webhook: WebhookId;
  readonly delivery: string;
  /** The SCIM address of the organization, for the locations of resources. */
  readonly scimUrl: string;
}

/**
 * Sends a message of a webhook once more, on a person's request, to the present address and in whatever state the
 * webhook is: the same events under the same `webhook-id`. The webhook's place in the feed stays. A message that the
 * sender of webhooks still has to deliver is refused, because two attempts at the same time would have no order.
 */
export async function sendAgain(
  deps: Deps,
  author: Author,
  request: ResendRequest,
  signal: AbortSignal,
): Promise<SendOutcome | Refusal> {
  const { org, webhook } = request;
  const row = await getWebhook(deps, org, webhook);
  if (isRefusal(row)) return row;
  const last = await findLastAttempt(deps, request);
  if (isRefusal(last)) return last;
  const { message, start_place: place, end_place: end } = last;
  if (place === null || end === null) return refuse("conflict", "webhook.delivery-ping", { name: row.name });
  if (message === row.message) return refuse("conflict", "webhook.delivery-waiting", { name: row.name });
  const batch = await readBatch(deps, { ...row, place }, end);
  if (!isSameMessage(deps, last, batch)) {
    return refuse("conflict", "webhook.delivery-changed", { name: row.name });
  }
  const secrets = await readSigningSecrets(deps, row);
  if (isRefusal(secrets)) return secrets;
  const delivery = nextAttempt(deps, last);
  if (!(await writeIntention(deps, author, row, delivery))) {
    return refuse("conflict", "webhook.changed-meanwhile", { webhook });
  }
  const body = writeBody(deps, row, batch, request.scimUrl);
  const sent = { id: message, delivery: delivery.id, body, secrets };
  const outcome = await sendMessage(deps, row, sent, { answerMs: ANSWER_MS, signal });
  // Refused when the webhook was deleted meanwhile, and its deliveries with it.
  await commitIfCurrent(deps, [attemptWrite(deps, delivery, outcome)]);
  return outcome;
}

/** True if a message read again holds the events that it held; the types of the webhook may have changed since. */
function isSameMessage(
  deps: Pick<Deps, "env">,
  { events, digest }: DeliveryRow,
  batch: MessageBatch,
): boolean {
  return digest === null ? batch.events.length === events : digestOf(deps, batch) === digest;
}

/** The newest attempt at the message that the request names. */
async function findLastAttempt(
  { store }: Pick<Deps, "store">,
  { org, webhook, delivery: id }: ResendRequest,
): Promise<DeliveryRow | Refusal> {
  const named = await store.get("delivery", { org, id });
  const message = named?.webhook === webhook ? named.message : id;
  const where = { org, webhook, message };
  const [last] = await store.page("delivery", { where, descending: true, limit: 1 });
  return last ?? refuse("not-found", "webhook.delivery-not-found", { delivery: id });
}

function nextAttempt({ env }: Pick<Deps, "env">, last: DeliveryRow): DeliveryRow {
  const ends = { status: null, failure: null, exchange: null, ended: null };
  const attempt = last.attempt + 1;
  return { ...last, id: env.newId(), attempt, state: "intended", ...ends, created: env.now() };
}

/** Writes the attempt down before it is sent, while the webhook is as it was read. */
function writeIntention(
  deps: Deps,
  author: Author,
  { org, id: webhook, version }: WebhookRow,
  delivery: DeliveryRow,
): Promise<boolean> {
  return commitIfCurrent(deps, [
    {
      op: "update",
      table: "webhook",
      key: { org, id: webhook },
      set: { version },
      expect: { version },
    },
    { op: "insert", table: "delivery", row: delivery },
    createAuditWrite(deps, author, {
      org,
      category: "webhook",
      activity: "resend",
      target: webhook,
      detail: { message: delivery.message, events: delivery.events },
    }),
  ]);
}
