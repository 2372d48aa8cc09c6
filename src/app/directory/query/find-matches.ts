import { type ObjectId, parseUuid } from "../../../core/ids.ts";
import type { BoundFilter } from "../../../core/scim/filter/bind.ts";
import { type Lookup, planLookup } from "../../../core/scim/index/lookup.ts";
import type { ObjectSelector } from "../../../ports/store.ts";
import { chunksOf, readRowsAmong } from "../../paging.ts";
import type { Caller, Directory, TooMany } from "../directory.ts";
import { filterRows } from "./filter-rows.ts";
import { findCandidateIds } from "./index-candidates.ts";
import type { ListContext, ListPart, Match } from "./list-query.ts";
import { refuseScan, scanObjects, searchOf } from "./scan-objects.ts";

const CANDIDATES_AT_ONCE = 400;

/**
 * The matching objects of one type after an id, in order of their ids, with the values that they are sorted by. Uses
 * the index if the filter allows it. Otherwise scans all objects of the type, and lets other work run in between.
 */
export async function* findMatches(
  context: ListContext,
  part: ListPart,
  after: ObjectId | undefined,
): AsyncGenerator<readonly Match[] | TooMany> {
  const { filter } = part;
  const lookup = filter && planLookup(filter);
  if (filter === undefined || lookup === undefined) {
    yield* scanObjects(context, part, after);
    return;
  }
  const [only, ...others] = lookup.keys;
  // The store sorts; without an order, one statement reads the object together with what the answer shows.
  if (context.order === "ids" && only?.isUnique === true && others.length === 0) {
    const filterLeft = lookup.isExact ? undefined : filter;
    yield await findHolder(context, { ...part, filter: filterLeft }, only, after);
    return;
  }
  yield* findAmongCandidates(context, { ...part, filter }, lookup.keys, after);
}

/** The object that has this unique value or id, if it matches the filter. */
async function findHolder(
  { directory, caller, budget }: ListContext,
  part: ListPart,
  key: Lookup,
  after: ObjectId | undefined,
): Promise<readonly Match[] | TooMany> {
  const { type, shown, filter } = part;
  budget.left -= 1;
  if (budget.left < 0) return refuseScan(directory);
  const selector = selectorOf(key);
  if (selector === undefined) return [];
  const withGroups = shown.groups && type.kind === "user";
  const { store } = directory.deps;
  const found = await store.readObjects(caller.actor.org, type.kind, selector, withGroups);
  const rows = found.filter(({ id }) => after === undefined || id > after);
  if (filter === undefined) return rows.map((row) => ({ id: row.id, key: null, row }));
  return filterRows(directory, caller, { type, filter }, rows);
}

/** Undefined for text that cannot be an id. */
function selectorOf({ path, value }: Lookup): ObjectSelector | undefined {
  if (path !== "id") return { kind: "unique-value", path, value };
  const id = parseUuid<ObjectId>(value);
  return id && { kind: "id", id };
}

async function* findAmongCandidates(
  context: ListContext,
  part: ListPart & { readonly filter: BoundFilter },
  keys: readonly Lookup[],
  after: ObjectId | undefined,
): AsyncGenerator<readonly Match[] | TooMany> {
  const { directory, caller, order, budget } = context;
  const { store, env } = directory.deps;
  const all = await findCandidateIds(directory, caller, part.type, keys);
  if ("kind" in all) {
    yield all;
    return;
  }
  const ids = after === undefined ? all : all.filter((id) => id > after);
  budget.left -= ids.length;
  if (budget.left < 0) {
    yield refuseScan(directory);
    return;
  }
  const search = searchOf(caller, part);
  for (const chunk of chunksOf(ids, CANDIDATES_AT_ONCE)) {
    // Only the store knows the values to sort by. Without an order the rows are read anyway, to be shown.
    if (order === "ids") yield await readMatching(directory, caller, part, chunk);
    else {
      for (let left = chunk; left.length > 0; await env.sleep(0)) {
        const { found, looked } = await store.search(search, { kind: "among", ids: left });
        yield found;
        left = left.slice(looked);
      }
    }
    if (ids.length > CANDIDATES_AT_ONCE) await env.sleep(0);
  }
}

async function readMatching(
  directory: Directory,
  caller: Caller,
  part: ListPart & { readonly filter: BoundFilter },
  ids: readonly ObjectId[],
): Promise<readonly Match[] | TooMany> {
  const where = { org: caller.actor.org, type: part.type.kind, deleted: null };
  const rows = await readRowsAmong(directory.deps.store, "object", where, { column: "id", values: ids });
  return filterRows(directory, caller, part, rows);
}
