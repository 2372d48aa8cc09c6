import type { JsonObject } from "../../core/json.ts";
import type { Cursor } from "../../ports/kinds.ts";
import type { DeliveryRow, WebhookRow } from "../../ports/webhook-tables.ts";
import { type Deps, isRefusal } from "../deps.ts";
import { renderEvent } from "../events/event-json.ts";
import { type PlacedEvent, showCursor } from "../events/read-events.ts";
import type { DeliveryOptions, DeliveryResult } from "./delivery.ts";
import { readNextEvents } from "./find-webhook.ts";
import { readSigningSecrets, sendMessage } from "./send-message.ts";
import { settleDelivery } from "./settle-delivery.ts";
import { endDelivery, updateWebhook } from "./webhook-writes.ts";

/** Events that one message may hold. */
const BATCH_MAX = 100;
const READ_MAX = 1_000;

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
  const batch = await nextBatch(deps, row);
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
    attempt: row.attempts + 1,
    ...{ state: "intended", status: null, failure: null, exchange: null },
    ...{ created: deps.env.now(), ended: null },
  };
  if (!(await writeIntention(deps, row, delivery))) return { kind: "changed" };
  const body = bodyOf(deps, row, batch, options.scimUrl(row.org));
  const sent = { id: message, delivery: delivery.id, body, secrets };
  const outcome = await sendMessage(deps, row, sent, options);
  const ended = deps.env.now();
  await settleDelivery(deps, { row, delivery, outcome }, options);
  return { kind: "sent", outcome: outcome.kind, events: delivery.events, ms: ended - delivery.created };
}

interface Batch {
  readonly events: readonly PlacedEvent[];
  readonly end: Cursor;
}

/** A message that was not acknowledged holds the same events again: what lies before its end does not change. */
async function nextBatch(deps: Deps, row: WebhookRow): Promise<Batch> {
  // A webhook that takes only some types may need many events read for one message.
  const limit = row.types === null ? BATCH_MAX : READ_MAX;
  const { events, cursor } = await readNextEvents(deps, row, limit, row.message_end ?? undefined);
  const first = events.slice(0, BATCH_MAX);
  const isWhole = first.length === events.length;
  return { events: first, end: isWhole ? cursor : (first.at(-1)?.cursor ?? cursor) };
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

/** The payload: type, time of the newest event, and the events, each with its own id and time. */
function bodyOf(deps: Deps, row: WebhookRow, batch: Batch, scimUrl: string): JsonObject {
  const { org } = row;
  const events = batch.events.map((event) => {
    const { resource, member, ...plain } = renderEvent(
      event,
      showCursor(deps, org, event.cursor),
      org,
      scimUrl,
    );
    return {
      ...plain,
      resource: { ...resource },
      ...(member === undefined ? {} : { member: { ...member } }),
    };
  });
  return {
    type: "muster.events",
    timestamp: events.at(-1)?.time ?? "",
    data: { organization: org, webhook: row.id, cursor: showCursor(deps, org, batch.end), events },
  };
}
