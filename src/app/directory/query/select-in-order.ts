import type { ObjectId } from "../../../core/ids.ts";
import type { ObjectSearch } from "../../../ports/search.ts";
import type { ObjectSnapshot } from "../../../ports/store.ts";
import type { Caller, Directory, TooMany } from "../directory.ts";
import { findMatches, holderKey, holderOf, type Match, type MatchSearch, searchOf } from "./find-matches.ts";
import type { ListQuery, Picked, Selection, Source } from "./list-query.ts";

/** Objects passed over at once on the way to a page. */
const STRIDE = 2_000;
/** Objects that are read at once; more when that is quick, and fewer again when it is not. */
const READ_FIRST = 128;
const READ_MAX = 2_048;
const SLOW_MS = 8;

/** What of a source is still wanted: `skip` matches are passed over, at most `limit` picked. */
interface Wanted {
  readonly after: ObjectId | undefined;
  readonly skip: number;
  readonly limit: number;
  /** False in a walk that knows its total already, and need not look behind the page. */
  readonly isCounted: boolean;
}

/** A page in order of types and ids. A walk goes on where it was, without looking at what lies before. */
export async function selectInOrder(how: MatchSearch, query: ListQuery): Promise<Selection | TooMany> {
  const { start, count } = query;
  const isCounted = start.kind !== "behind";
  let skip = start.kind === "index" ? start.startIndex - 1 : 0;
  // One more tells whether there is another page.
  const limit = count + (start.kind === "index" || count === 0 ? 0 : 1);
  const picked: Picked[] = [];
  let total = 0;
  for (const source of sourcesLeft(query)) {
    const after =
      start.kind === "behind" && start.place.type === source.type.kind ? start.place.id : undefined;
    const wanted = { after, skip, limit: limit - picked.length, isCounted };
    const isOnly = query.sources.length === 1 && start.kind === "index";
    const selected =
      source.filter === undefined
        ? await selectAll(how, source, wanted, isOnly)
        : await selectMatching(how, source, wanted);
    if ("kind" in selected) return selected;
    picked.push(...selected.picked);
    total += selected.total;
    skip = Math.max(0, skip - selected.total);
    if (!isCounted && picked.length >= limit) break;
  }
  return { total: start.kind === "behind" ? start.total : total, picked };
}

/** The sources that a walk has not been through. */
function sourcesLeft({ sources, start }: ListQuery): readonly Source[] {
  if (start.kind !== "behind") return sources;
  const at = sources.findIndex(({ type }) => type.kind === start.place.type);
  return at === -1 ? [] : sources.slice(at);
}

async function selectMatching(
  how: MatchSearch,
  source: Source,
  wanted: Wanted,
): Promise<Selection | TooMany> {
  const key = holderKey(how, source);
  if (key !== undefined) {
    const found = await holderOf(how, source, key, wanted.after);
    return "kind" in found ? found : pick(found, source, wanted);
  }
  const picked: Picked[] = [];
  let total = 0;
  for await (const found of findMatches(how, source, wanted.after)) {
    if ("kind" in found) return found;
    const skip = Math.max(0, wanted.skip - total);
    picked.push(...pick(found, source, { skip, limit: wanted.limit - picked.length }).picked);
    total += found.length;
    if (!wanted.isCounted && picked.length >= wanted.limit) break;
  }
  return { total, picked };
}

/** What is wanted of these matches. */
function pick(
  found: readonly Match[],
  source: Source,
  { skip, limit }: Pick<Wanted, "skip" | "limit">,
): Selection {
  const wanted = found.slice(skip, skip + limit);
  return {
    total: found.length,
    picked: wanted.map(({ id, key, row }) => {
      const place = { id, key, type: source.type.kind, source };
      return row === undefined ? place : { ...place, row };
    }),
  };
}

/** Without a filter; remembers where a client's page ended when that is all that the list is about. */
async function selectAll(
  how: MatchSearch,
  source: Source,
  { after, skip, limit, isCounted }: Wanted,
  isRemembered: boolean,
): Promise<Selection> {
  const { directory, caller } = how;
  const { store } = directory.deps;
  const where = { org: caller.actor.org, type: source.type.kind, deleted: null };
  const total = isCounted ? await store.count("object", where) : 0;
  if (limit === 0) return { total, picked: [] };
  const walk = `${caller.actor.tokenId} ${source.type.kind}`;
  const known = isRemembered ? directory.offsets.find(walk, skip + 1) : undefined;
  if (known === undefined && skip > 0 && skip >= total) return { total, picked: [] };
  const start =
    known !== undefined
      ? { after: known }
      : after !== undefined
        ? { after }
        : await passOver(how, source, skip);
  if (start === undefined) return { total, picked: [] };
  const rows = await readPage(directory, caller, source, { after: start.after, limit });
  const last = rows.at(-1)?.id;
  if (isRemembered && last !== undefined) directory.offsets.remember(walk, skip + 1 + rows.length, last);
  const picked = rows.map((row) => ({ id: row.id, key: null, type: row.type, row, source }));
  return { total, picked };
}

/** Reads the rows after an id in parts, between which other requests are served: large ones take long to read. */
async function readPage(
  { deps: { store, env } }: Directory,
  { actor: { org } }: Caller,
  { type: { kind }, shown }: Source,
  { after: first, limit }: { readonly after: ObjectId | undefined; readonly limit: number },
): Promise<readonly ObjectSnapshot[]> {
  const rows: ObjectSnapshot[] = [];
  const withGroups = shown.groups && kind === "user";
  let after = first;
  let most = READ_FIRST;
  while (rows.length < limit) {
    const part = Math.min(most, limit - rows.length);
    const begun = env.now();
    const read = await store.readObjects(org, kind, { kind: "behind", after, limit: part }, withGroups);
    for (const row of read) rows.push(row);
    after = read.at(-1)?.id;
    if (after === undefined || read.length < part) return rows;
    const took = env.now() - begun;
    most = took > SLOW_MS ? Math.max(1, most >> 2) : Math.min(READ_MAX, most * 2);
    if (took > SLOW_MS) await env.sleep(0);
  }
  return rows;
}

/** The last of the first so many objects, nobody of the first none; undefined when there are not as many. */
async function passOver(
  { directory, caller }: MatchSearch,
  source: Source,
  count: number,
): Promise<{ readonly after: ObjectId | undefined } | undefined> {
  const { store, env } = directory.deps;
  const search: ObjectSearch = searchOf(caller, { ...source, filter: undefined, sortBy: undefined });
  let after: ObjectId | undefined;
  for (let left = count; left > 0; ) {
    const rows = Math.min(left, STRIDE);
    const { next, looked } = await store.search(search, { kind: "scan", after, rows });
    if (next === undefined) return undefined;
    after = next;
    left -= looked;
    await env.sleep(0);
  }
  return { after };
}
