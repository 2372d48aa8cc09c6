import type { JsonObject } from "../../core/json.ts";
import type { Cursor } from "../../ports/kinds.ts";
import type { WebhookRow } from "../../ports/webhook-tables.ts";
import type { Deps } from "../deps.ts";
import { renderEvent } from "../events/event-json.ts";
import { type PlacedEvent, showCursor } from "../events/read-events.ts";
import { readNextEvents } from "./find-webhook.ts";

/** Events that one message may hold. */
const BATCH_MAX = 100;
const READ_MAX = 1_000;

/** The events of one message, and the place in the feed where it ends. */
export interface MessageBatch {
  readonly events: readonly PlacedEvent[];
  readonly end: Cursor;
}

/** Reads the events of one message after the webhook's place. Up to the same end it reads the same events again. */
export async function readBatch(
  deps: Deps,
  row: WebhookRow,
  upto: Cursor | undefined,
): Promise<MessageBatch> {
  // A webhook that takes only some types may need many events read for one message.
  const limit = row.types === null ? BATCH_MAX : READ_MAX;
  const { events, cursor } = await readNextEvents(deps, row, limit, upto);
  const first = events.slice(0, BATCH_MAX);
  const isWhole = first.length === events.length;
  return { events: first, end: isWhole ? cursor : (first.at(-1)?.cursor ?? cursor) };
}

/** The hash of the events of a message, by their places in the feed, which has no entry twice and changes none. */
export function digestOf({ env }: Pick<Deps, "env">, { events }: MessageBatch): string {
  return env.hash(events.map(({ cursor }) => cursor).join("\n"));
}

/** The payload: type, time of the newest event, and the events, each with its own id and time. */
export function writeBody(deps: Deps, row: WebhookRow, batch: MessageBatch, scimUrl: string): JsonObject {
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
