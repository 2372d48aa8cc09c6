import type { OrgId } from "../../core/ids.ts";
import type { Cursor } from "../../ports/kinds.ts";
import { commitIfCurrent } from "../commit.ts";
import { isWithin } from "../events/event-cursor.ts";
import { collectRows, readEachPage } from "../paging.ts";
import type { RemovalRun } from "./trim-records.ts";

const AT_ONCE = 500;
const DAY_MS = 86_400_000;

/**
 * Removes entries of the feed that are older than this. Entries that an application or a webhook has not read yet stay, whatever
 * their age. So does the newest of the old entries: a client whose cursor lies at it or behind it has missed nothing.
 */
export async function trimEvents(removal: RemovalRun, org: OrgId, days: number | null): Promise<number> {
  if (days === null) return 0;
  const { store, env } = removal.deps;
  const before = env.now() - days * DAY_MS;
  const unread = await listUnreadPlaces(removal, org);
  let removed = 0;
  while (removal.left > 0 && removal.mayGoOn()) {
    const head = await store.feedHead(org);
    const { entries } = await store.feed(org, store.feedStart, head, AT_ONCE);
    const end = entries.findIndex(
      ({ at, cursor }) => at >= before || !unread.every((place) => isWithin(cursor, place)),
    );
    const old = end === -1 ? entries : entries.slice(0, end);
    const last = old.at(-2);
    if (last === undefined) return removed;
    await forgetPlaces(removal, org, last.cursor);
    await store.dropFeed(org, last.cursor);
    removed += old.length - 1;
    removal.left -= old.length - 1;
    await env.sleep(0);
  }
  return removed;
}

/** Sources whose changes since their last import can no longer be read: their next import is compared in full. */
async function forgetPlaces({ deps: { store } }: RemovalRun, org: OrgId, upto: Cursor): Promise<void> {
  const sources = await collectRows(readEachPage(store, "source", { org }));
  for (const { name, place } of sources) {
    if (place === null || isWithin(upto, place)) continue;
    const key = { org, name };
    // Another place than the one read is that of a new import.
    await commitIfCurrent({ store }, [
      { op: "update", table: "source", key, set: { place: null }, expect: { place } },
    ]);
  }
}

/** The places from which on the entries are still to be read: by cycles, by plans of a first cycle, by webhooks. */
async function listUnreadPlaces({ deps: { store } }: RemovalRun, org: OrgId): Promise<readonly Cursor[]> {
  const places: Cursor[] = [];
  for (const { app, watermark } of await collectRows(readEachPage(store, "provisioning", { org }))) {
    if (watermark !== null) {
      places.push(watermark);
      continue;
    }
    for (const state of ["planned", "applying"] as const) {
      const plans = await collectRows(readEachPage(store, "plan", { org, app, state }));
      places.push(...plans.flatMap(({ upto }) => (upto === null ? [] : [upto])));
    }
  }
  const webhooks = await collectRows(readEachPage(store, "webhook", { org }));
  return [...places, ...webhooks.map(({ place }) => place)];
}
