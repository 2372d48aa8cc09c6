import type { ObjectId } from "../../../core/ids.ts";
import type { BoundFilter } from "../../../core/scim/filter/bind.ts";
import type { Found, ObjectSearch } from "../../../ports/search.ts";
import type { Caller, Directory, TooMany } from "../directory.ts";
import { findNeededElements, isNeeded } from "./filter-prefetch.ts";
import type { ListContext, ListPart } from "./list-query.ts";

/** How long one step of a scan should take: other requests wait for it. */
const SLOW_MS = 8;
const FAST_MS = 4;
const STRIDE_FIRST = 128;
const STRIDE_MAX = 2_048;
/** Objects whose filter reads membership rows cost more each, so fewer are scanned at once. */
const STRIDE_MAX_OF_ROWS = 64;

/** The matching objects of one type after an id, found by looking at every object, in steps of a few milliseconds. */
export async function* scanObjects(
  { directory, caller, budget }: Omit<ListContext, "order">,
  part: ListPart,
  first: ObjectId | undefined,
): AsyncGenerator<readonly Found[] | TooMany> {
  const { store, env } = directory.deps;
  const search = searchOf(caller, part);
  const looksAtRows = part.filter !== undefined && readsMembershipRows(part.filter);
  const strideMax = looksAtRows ? STRIDE_MAX_OF_ROWS : STRIDE_MAX;
  let stride = looksAtRows ? 1 : STRIDE_FIRST;
  let after = first;
  for (;;) {
    const rows = Math.min(stride, budget.left);
    if (rows <= 0) {
      if (await hasObjectsAfter(directory, caller, part, after)) yield refuseScan(directory);
      return;
    }
    const begun = env.now();
    const { found, looked, next } = await store.search(search, { kind: "scan", after, rows });
    const took = env.now() - begun;
    budget.left -= looked;
    yield found;
    if (next === undefined) return;
    after = next;
    if (took > SLOW_MS) stride = Math.max(1, stride >> 1);
    else if (took < FAST_MS) stride = Math.min(strideMax, stride * 2);
    await env.sleep(0);
  }
}

async function hasObjectsAfter(
  { deps }: Directory,
  { actor: { org } }: Caller,
  { type }: ListPart,
  after: ObjectId | undefined,
): Promise<boolean> {
  const where = { org, type: type.kind, deleted: null };
  const place = after === undefined ? {} : { after };
  const rows = await deps.store.page("object", { where, limit: 1, ...place });
  return rows.length > 0;
}

function readsMembershipRows(filter: BoundFilter): boolean {
  return isNeeded(findNeededElements(filter, "members")) || isNeeded(findNeededElements(filter, "groups"));
}

/** The answer for a list that would have to look at more objects than the limit. */
export function refuseScan({ limits }: Directory): TooMany {
  return { kind: "too-many", what: "objects", limit: limits.scannedMax };
}

/** The store's search for one part of a list. */
export function searchOf(caller: Caller, { type, filter, sortBy }: ListPart): ObjectSearch {
  const { actor, types, baseUrl } = caller;
  return {
    org: actor.org,
    kind: type.kind,
    filter,
    sortBy,
    principal: actor.principal,
    baseUrl,
    memberTypes: { user: types.standard("user").resource, group: types.standard("group").resource },
  };
}
