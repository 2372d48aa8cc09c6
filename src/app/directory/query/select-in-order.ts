import type { ObjectId } from "../../../core/ids.ts";
import type { ObjectSearch } from "../../../ports/search.ts";
import type { ObjectSnapshot } from "../../../ports/store.ts";
import { formatAuthor } from "../../audit.ts";
import type { Caller, Directory, TooMany } from "../directory.ts";
import { findMatches } from "./find-matches.ts";
import {
  type ListContext,
  type ListPart,
  type ListPosition,
  type ListQuery,
  type Match,
  type Picked,
  pageBounds,
  type Selection,
} from "./list-query.ts";
import { searchOf } from "./scan-objects.ts";

/** Objects that are passed over in one step on the way to a page. */
const STRIDE = 2_000;
/** Objects that are read at once; more when that is quick, and fewer again when it is not. */
const READ_FIRST = 128;
const READ_MAX = 2_048;
const SLOW_MS = 8;

/** The matches that a page takes from one part of the list. */
interface Wanted {
  readonly after: ObjectId | undefined;
  readonly skip: number;
  readonly limit: number;
  /** False when the total is known, so that nothing behind the page has to be looked at. */
  readonly isCounted: boolean;
  /** True when the end of the page is remembered for the client's next page. */
  readonly isRemembered: boolean;
}

/** Selects a page in order of types and ids. A walk continues after its last position without looking at earlier objects. */
export async function selectInOrder(context: ListContext, query: ListQuery): Promise<Selection | TooMany> {
  const { after, skip, limit, knownTotal } = pageBounds(query);
  const isCounted = knownTotal === undefined;
  const isRemembered = query.parts.length === 1 && query.start.kind === "index";
  const picked: Picked[] = [];
  let total = 0;
  for (const part of partsFrom(query.parts, after)) {
    const selected = await selectPart(context, part, {
      after: after?.type === part.type.kind ? after.id : undefined,
      skip: Math.max(0, skip - total),
      limit: limit - picked.length,
      isCounted,
      isRemembered,
    });
    if ("kind" in selected) return selected;
    picked.push(...selected.picked);
    total += selected.total;
    if (!isCounted && picked.length >= limit) break;
  }
  return { total: knownTotal ?? total, picked };
}

/** The parts that a walk has not finished. None when the type of its position no longer exists. */
function partsFrom(parts: readonly ListPart[], after: ListPosition | undefined): readonly ListPart[] {
  if (after === undefined) return parts;
  const at = parts.findIndex(({ type }) => type.kind === after.type);
  return at === -1 ? [] : parts.slice(at);
}

function selectPart(context: ListContext, part: ListPart, wanted: Wanted): Promise<Selection | TooMany> {
  return part.filter === undefined ? selectAll(context, part, wanted) : selectMatching(context, part, wanted);
}

async function selectMatching(
  context: ListContext,
  part: ListPart,
  wanted: Wanted,
): Promise<Selection | TooMany> {
  const picked: Picked[] = [];
  let total = 0;
  for await (const found of findMatches(context, part, wanted.after)) {
    if ("kind" in found) return found;
    const skip = Math.max(0, wanted.skip - total);
    picked.push(...pick(found.slice(skip, skip + wanted.limit - picked.length), part));
    total += found.length;
    if (!wanted.isCounted && picked.length >= wanted.limit) break;
  }
  return { total, picked };
}

function pick(matches: readonly Match[], part: ListPart): readonly Picked[] {
  return matches.map(({ id, key, row }) => {
    const position = { id, key, type: part.type.kind, part };
    return row === undefined ? position : { ...position, row };
  });
}

/** Selects from a part without a filter. Skips by a remembered offset if the client came from the page before. */
async function selectAll(
  context: ListContext,
  part: ListPart,
  { after, skip, limit, isCounted, isRemembered }: Wanted,
): Promise<Selection> {
  const { directory, caller } = context;
  const { store } = directory.deps;
  const where = { org: caller.actor.org, type: part.type.kind, deleted: null };
  const total = isCounted ? await store.count("object", where) : 0;
  if (limit === 0) return { total, picked: [] };
  const walk = `${formatAuthor(caller.actor)} ${part.type.kind}`;
  const known = isRemembered ? directory.offsets.find(walk, skip + 1) : undefined;
  const isBeyond = skip > 0 && skip >= total;
  if (known === undefined && isBeyond) return { total, picked: [] };
  const start = known ?? after ?? (await passOver(context, part, skip));
  if (start === "beyond") return { total, picked: [] };
  const rows = await readPage(directory, caller, part, { after: start, limit });
  const last = rows.at(-1)?.id;
  if (isRemembered && last !== undefined) directory.offsets.remember(walk, skip + 1 + rows.length, last);
  return { total, picked: rows.map((row) => ({ id: row.id, key: null, type: row.type, row, part })) };
}

/** Reads the rows after an id in parts, between which other requests are served: large ones take long to read. */
async function readPage(
  { deps: { store, env } }: Directory,
  { actor: { org } }: Caller,
  { type: { kind }, shown }: ListPart,
  { after: first, limit }: { readonly after: ObjectId | undefined; readonly limit: number },
): Promise<readonly ObjectSnapshot[]> {
  const rows: ObjectSnapshot[] = [];
  const withGroups = shown.groups && kind === "user";
  let after = first;
  let most = READ_FIRST;
  while (rows.length < limit) {
    const part = Math.min(most, limit - rows.length);
    const begun = env.now();
    const read = await store.readObjects(org, kind, { kind: "after", after, limit: part }, withGroups);
    for (const row of read) rows.push(row);
    after = read.at(-1)?.id;
    if (after === undefined || read.length < part) return rows;
    const took = env.now() - begun;
    most = took > SLOW_MS ? Math.max(1, most >> 2) : Math.min(READ_MAX, most * 2);
    if (took > SLOW_MS) await env.sleep(0);
  }
  return rows;
}

/** Returns the id of the `count`-th object; undefined for a count of 0, `beyond` if there are fewer objects. */
async function passOver(
  { directory, caller }: ListContext,
  part: ListPart,
  count: number,
): Promise<ObjectId | undefined | "beyond"> {
  const { store, env } = directory.deps;
  const search: ObjectSearch = searchOf(caller, { ...part, filter: undefined, sortBy: undefined });
  let after: ObjectId | undefined;
  for (let left = count; left > 0; ) {
    const rows = Math.min(left, STRIDE);
    const { next, looked } = await store.search(search, { kind: "scan", after, rows });
    if (next === undefined) return "beyond";
    after = next;
    left -= looked;
    await env.sleep(0);
  }
  return after;
}
