import type { OrgId, WebhookId } from "../../core/ids.ts";
import type { Cursor } from "../../ports/kinds.ts";
import type { WebhookRow } from "../../ports/webhook-tables.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { type EventPage, readEventsAfter } from "../events/read-events.ts";
import { wantedTypesOf } from "./webhook-input.ts";

const COUNTED_MAX = 1_000;
const LISTED_MAX = 1_000;

/** How far a webhook lies behind. */
export interface Lag {
  /** Events not yet acknowledged, counted up to 1 000. */
  readonly events: number;
  readonly hasMore: boolean;
  /** When the oldest of them happened; null without any. */
  readonly since: number | null;
}

export interface WebhookView {
  readonly row: WebhookRow;
  readonly lag: Lag;
}

/** The webhook, if the organization has it. */
export async function getWebhook(deps: Deps, org: OrgId, id: WebhookId): Promise<WebhookRow | Refusal> {
  const row = await deps.store.get("webhook", { org, id });
  return row ?? refuse("not-found", "webhook.not-found", { webhook: id });
}

/** The organization's webhooks in order of creation, each with its lag. */
export async function listWebhooks(deps: Deps, org: OrgId): Promise<readonly WebhookView[]> {
  const rows = await deps.store.page("webhook", { where: { org }, limit: LISTED_MAX });
  return Promise.all(rows.map((row) => viewWebhook(deps, row)));
}

/** The webhook with its lag. */
export async function viewWebhook(deps: Deps, row: WebhookRow): Promise<WebhookView> {
  return { row, lag: await lagOf(deps, row) };
}

async function lagOf(deps: Deps, row: WebhookRow): Promise<Lag> {
  const { events, hasMore } = await readNextEvents(deps, row, COUNTED_MAX);
  return { events: events.length, hasMore, since: events[0]?.at ?? null };
}

/** A page of the events yet to be sent, up to the end of the feed or of a message; empty only at the end. */
export function readNextEvents(
  deps: Deps,
  row: WebhookRow,
  limit: number,
  upto?: Cursor,
): Promise<EventPage> {
  const wanted = wantedTypesOf(row);
  const isWanted =
    wanted === undefined ? undefined : ({ type }: { readonly type: string }) => wanted.has(type);
  return readEventsAfter(deps, row.org, { after: row.place, limit, upto, isWanted });
}
