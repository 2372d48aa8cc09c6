import type { Cursor } from "../../ports/kinds.ts";
import type { DeliveryRow, WebhookRow } from "../../ports/webhook-tables.ts";
import { type Deps, isRefusal } from "../deps.ts";
import type { DeliveryOptions, DeliveryResult } from "./delivery.ts";
import { digestOf, readBatch, writeBody } from "./message-body.ts";
import { readSigningSecrets, sendMessage } from "./send-message.ts";
import { settleDelivery } from "./settle-delivery.ts";
import { endDelivery, updateWebhook } from "./webhook-writes.ts";

/**
 * Delivers the next message of a webhook, or again the one that was not acknowledged. A message is written down
 * before it is sent, and the webhook's place in the feed moves on only with the acknowledgement: nothing is left out,
 * no message overtakes one that was not acknowledged, and a message that is sent twice has the same `webhook-id`.
 */
export async function deliverNext(
  deps: Deps,
  row: WebhookRow,
  options: DeliveryOptions,
): Promise<DeliveryResult> {
  // A message that was not acknowledged holds the same events again: the feed before its end does not change.
  const batch = await readBatch(deps, row, row.message_end ?? undefined);
  if (batch.events.length === 0) return skipTo(deps, row, batch.end);
  const secrets = await readSigningSecrets(deps, row);
  if (isRefusal(secrets)) throw new Error(secrets.code);
  const message = row.message ?? deps.env.newId();
  const delivery: DeliveryRow = {
    org: row.org,
    id: deps.env.newId(),
    webhook: row.id,
    message,
    kind: "events",
    start_place: row.place,
    end_place: batch.end,
    events: batch.events.length,
    digest: digestOf(deps, batch),
    attempt: row.attempts + 1,
    ...{ state: "intended", status: null, failure: null, exchange: null },
    ...{ created: deps.env.now(), ended: null },
  };
  if (!(await writeIntention(deps, row, delivery))) return { kind: "changed" };
  const body = writeBody(deps, row, batch, options.scimUrl(row.org));
  const sent = { id: message, delivery: delivery.id, body, secrets };
  const outcome = await sendMessage(deps, row, sent, options);
  const ended = deps.env.now();
  await settleDelivery(deps, { row, delivery, outcome }, options);
  return { kind: "sent", outcome: outcome.kind, events: delivery.events, ms: ended - delivery.created };
}

/** Moves the webhook's place on: there is nothing to send up to here. */
async function skipTo(deps: Deps, row: WebhookRow, place: Cursor): Promise<DeliveryResult> {
  if (place === row.place) return { kind: "idle" };
  const committed = await deps.store.commit([
    updateWebhook(
      row,
      { place, message: null, message_end: null },
      { place: row.place, message: row.message, version: row.version },
    ),
  ]);
  return { kind: committed.kind === "committed" ? "idle" : "changed" };
}

async function writeIntention(deps: Deps, row: WebhookRow, delivery: DeliveryRow): Promise<boolean> {
  const { org, id } = row;
  const { message, end_place } = delivery;
  // A process that ended in between left these attempts behind; what became of them will never be known.
  const open = await deps.store.page("delivery", {
    where: { org, webhook: id, state: "intended" },
    limit: 100,
  });
  const committed = await deps.store.commit([
    updateWebhook(
      row,
      { message, message_end: end_place },
      { place: row.place, message: row.message, state: "on", version: row.version },
    ),
    ...open.map((left) => endDelivery(left, { state: "unknown", ended: delivery.created })),
    { op: "insert", table: "delivery", row: delivery },
  ]);
  return committed.kind === "committed";
}
