import { type ChangeEvent, eventOf } from "../../core/events/event.ts";
import type { OrgId } from "../../core/ids.ts";
import type { Cursor } from "../../ports/kinds.ts";
import { type Deps, isRefusal, type Refusal, refuse } from "../deps.ts";
import { formatCursor, isWithin, readCursor } from "./event-cursor.ts";

/** An event with its position in the feed. */
export interface PlacedEvent extends ChangeEvent {
  readonly cursor: Cursor;
}

/** A page of events, oldest first. */
export interface EventPage {
  readonly events: readonly PlacedEvent[];
  /** The position to continue from: all earlier entries of the feed were read. */
  readonly cursor: Cursor;
  readonly hasMore: boolean;
}

/** Which events a client requests: those after a cursor, `now` for the end of the feed, undefined for its beginning. */
export interface EventQuery {
  readonly org: OrgId;
  readonly after: string | undefined;
  readonly limit: number;
}

/** How often the feed is checked for changes by other processes; changes by this process are noticed at once. */
const LOOK_MS = 1_000;
/** Requests that may wait at the same time; further requests are answered at once. */
const WAITING_MAX = 500;
let waiting = 0;

/**
 * Reads the events of an organization after a cursor, oldest first. When no event is there, waits up to
 * `waitMs` for one; the signal ends the wait. Refuses a cursor that does not belong to this organization. A caller who
 * may not read any more when an event comes receives none, and the next request is refused with the reason.
 */
export async function readEvents(
  deps: Deps,
  query: EventQuery & { readonly waitMs: number; readonly mayStillRead: () => Promise<boolean> },
  signal: AbortSignal,
): Promise<EventPage | Refusal> {
  const { org, limit, waitMs } = query;
  const start = await placeOf(deps, org, query.after);
  if (isRefusal(start)) return start;
  const until = deps.env.monotonic() + waitMs;
  let page = await readEventsAfter(deps, org, { after: start, limit });
  if (page.events.length > 0 || waitMs === 0 || waiting >= WAITING_MAX) return page;
  waiting += 1;
  try {
    for (;;) {
      const leftMs = until - deps.env.monotonic();
      if (page.events.length > 0 || leftMs <= 0 || signal.aborted) return page;
      await deps.feedSignal.next(org, Math.min(leftMs, LOOK_MS), signal);
      page = await readEventsAfter(deps, org, { after: page.cursor, limit });
      if (page.events.length > 0 && !(await query.mayStillRead())) {
        return { events: [], cursor: start, hasMore: false };
      }
    }
  } finally {
    waiting -= 1;
  }
}

/** The position in the feed that a client names. */
export async function placeOf(deps: Deps, org: OrgId, after: string | undefined): Promise<Cursor | Refusal> {
  if (after === undefined) return deps.store.feedStart;
  const head = await deps.store.feedHead(org);
  if (after === "now") return head;
  const place = readCursor(deps.env, org, after);
  if (place === undefined || !isWithin(place, head)) return refuse("invalid", "events.cursor-invalid");
  return (await isExpired(deps, org, { place, head })) ? refuse("invalid", "events.cursor-expired") : place;
}

/**
 * True if events after the position may have been removed. The newest of the old events is always kept (retention), so a
 * position at it or behind it has missed nothing.
 */
async function isExpired(
  { store }: Deps,
  org: OrgId,
  { place, head }: { readonly place: Cursor; readonly head: Cursor },
): Promise<boolean> {
  if (place === store.feedStart) return false;
  const { entries } = await store.feed(org, store.feedStart, head, 1);
  return entries.some(({ cursor }) => !isWithin(cursor, place));
}

/** The cursor in the form that clients receive. */
export function showCursor(deps: Deps, org: OrgId, cursor: Cursor): string {
  return formatCursor(deps.env, org, cursor);
}

/** Which events are read. */
export interface EventRange {
  readonly after: Cursor;
  readonly limit: number;
  /** The end of the range; the end of the feed by default. */
  readonly upto?: Cursor | undefined;
  readonly isWanted?: ((event: ChangeEvent) => boolean) | undefined;
}

/** Reads up to `limit` events; an empty page means that the range has no further events. */
export async function readEventsAfter(
  { store }: Deps,
  org: OrgId,
  { after, limit, upto, isWanted = () => true }: EventRange,
): Promise<EventPage> {
  const head = upto ?? (await store.feedHead(org));
  let cursor = after;
  for (;;) {
    const page = await store.feed(org, cursor, head, limit);
    cursor = page.cursor;
    const hasMore = page.entries.length === limit && cursor !== head;
    const events = page.entries.flatMap((entry): readonly PlacedEvent[] => {
      const event = eventOf(entry);
      return event === undefined || !isWanted(event) ? [] : [{ ...event, cursor: entry.cursor }];
    });
    if (events.length > 0 || !hasMore) return { events, cursor, hasMore };
  }
}
