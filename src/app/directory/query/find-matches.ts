import { type ObjectId, parseUuid } from "../../../core/ids.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { BoundFilter } from "../../../core/scim/filter/bind.ts";
import { matches } from "../../../core/scim/filter/evaluate.ts";
import { isAllSaidBy, type Lookup, lookupKeys } from "../../../core/scim/index/lookup.ts";
import type { Found, ObjectSearch } from "../../../ports/search.ts";
import type { ObjectSelector } from "../../../ports/store.ts";
import { chunksOf, rowsAmong } from "../../paging.ts";
import type { Caller, Directory, TooMany } from "../directory.ts";
import { type ReadObject, subjectOf } from "../view.ts";
import { type Needed, neededElements } from "./filter-prefetch.ts";
import { candidateIds, isUnique } from "./index-candidates.ts";
import type { ListQuery, Source } from "./list-query.ts";
import { memberElement, type RelationshipsById, readRelationships } from "./read-relationships.ts";

const CANDIDATES_AT_ONCE = 400;

/** Who looks for what; `budget` is how many objects may still be looked at. */
export interface MatchSearch {
  readonly directory: Directory;
  readonly caller: Caller;
  readonly order: ListQuery["order"];
  readonly budget: { left: number };
}

/** A match, with its row where finding it meant reading that. */
export type Match = Found & { readonly row?: ReadObject };

/**
 * The objects of a source that match, with what they are sorted by, in order of their ids and behind one. Goes by
 * the index where the filter allows it, and otherwise through all objects, letting others work in between.
 */
export async function* findMatches(
  how: MatchSearch,
  source: Source,
  after: ObjectId | undefined,
): AsyncGenerator<readonly Match[] | TooMany> {
  const lookups = source.filter && lookupKeys(source.filter);
  if (source.filter === undefined || lookups === undefined) yield* scan(how, source, after);
  else yield* amongCandidates(how, source, source.filter, lookups, after);
}

/** Milliseconds that looking at a part should take: as long as others may have to wait for it. */
const SLOW_MS = 8;
const FAST_MS = 4;
const STRIDE_FIRST = 128;
const STRIDE_MAX = 2_048;
/** Of what has elements that are rows, a few may be as much as many others. */
const STRIDE_MAX_OF_ROWS = 64;

async function* scan(
  { directory, caller, budget }: MatchSearch,
  source: Source,
  first: ObjectId | undefined,
): AsyncGenerator<readonly Match[] | TooMany> {
  const { store, env } = directory.deps;
  const search = searchOf(caller, source);
  const looksAtRows = source.filter !== undefined && needsRows(source.filter);
  const strideMax = looksAtRows ? STRIDE_MAX_OF_ROWS : STRIDE_MAX;
  let stride = looksAtRows ? 1 : STRIDE_FIRST;
  let after = first;
  for (;;) {
    const rows = Math.min(stride, budget.left);
    if (rows <= 0) {
      if (await isAnyBehind(directory, caller, source, after)) yield tooMany(directory);
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

async function isAnyBehind(
  { deps }: Directory,
  { actor: { org } }: Caller,
  { type }: Source,
  after: ObjectId | undefined,
): Promise<boolean> {
  const where = { org, type: type.kind, deleted: null };
  const rows = await deps.store.page("object", {
    where,
    limit: 1,
    ...(after === undefined ? {} : { after }),
  });
  return rows.length > 0;
}

function needsRows(filter: BoundFilter): boolean {
  return isAny(neededElements(filter, "members")) || isAny(neededElements(filter, "groups"));
}

function tooMany({ limits }: Directory): TooMany {
  return { kind: "too-many", what: "objects", limit: limits.scannedMax };
}

/** The search for what a source wants. */
export function searchOf(caller: Caller, { type, filter, sortBy }: Source): ObjectSearch {
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

async function* amongCandidates(
  { directory, caller, order, budget }: MatchSearch,
  source: Source,
  filter: BoundFilter,
  lookups: readonly Lookup[],
  after: ObjectId | undefined,
): AsyncGenerator<readonly Match[] | TooMany> {
  const { store, env } = directory.deps;
  const all = await candidateIds(directory, caller, source.type, lookups);
  if ("kind" in all) {
    yield all;
    return;
  }
  const ids = after === undefined ? all : all.filter((id) => id > after);
  budget.left -= ids.length;
  if (budget.left < 0) {
    yield tooMany(directory);
    return;
  }
  const search = searchOf(caller, source);
  for (const chunk of chunksOf(ids, CANDIDATES_AT_ONCE)) {
    // What is sorted by is for the store to say; without, the rows are read anyway.
    if (order === "ids") yield await matchingRows(directory, caller, source, filter, chunk);
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

/** The unique value or id that one alone can match, where the filter names one and no order is asked for. */
export function holderKey({ order }: MatchSearch, { type, filter }: Source): Lookup | undefined {
  if (order !== "ids" || filter === undefined) return undefined;
  const lookups = lookupKeys(filter);
  const [only] = lookups ?? [];
  return lookups?.length === 1 && only !== undefined && isUnique(type, only.path) ? only : undefined;
}

/** Who has this unique value or id, if the whole filter matches: in one statement, with what is shown. */
export async function holderOf(
  { directory, caller, budget }: MatchSearch,
  source: Source,
  key: Lookup,
  after: ObjectId | undefined,
): Promise<readonly Match[] | TooMany> {
  const { path, value } = key;
  const { type, shown, filter } = source;
  budget.left -= 1;
  if (budget.left < 0) return tooMany(directory);
  const withGroups = shown.groups && type.kind === "user";
  const which = path === "id" ? idWhich(value) : ({ kind: "unique-value", path, value } as const);
  if (which === undefined) return [];
  const rows = await directory.deps.store.readObjects(caller.actor.org, type.kind, which, withGroups);
  const behind = rows.filter(({ id }) => after === undefined || id > after);
  if (filter === undefined || isAllSaidBy(key, filter)) {
    return behind.map((row) => ({ id: row.id, key: null, row }));
  }
  return matchingOf(directory, caller, source, filter, behind);
}

function idWhich(value: string): ObjectSelector | undefined {
  const id = parseUuid<ObjectId>(value);
  return id && { kind: "id", id };
}

async function matchingRows(
  directory: Directory,
  caller: Caller,
  source: Source,
  filter: BoundFilter,
  ids: readonly ObjectId[],
): Promise<readonly Match[] | TooMany> {
  const where = { org: caller.actor.org, type: source.type.kind, deleted: null };
  const rows = await rowsAmong(directory.deps.store, "object", where, "id", ids);
  return matchingOf(directory, caller, source, filter, rows);
}

async function matchingOf(
  directory: Directory,
  caller: Caller,
  { type }: Source,
  filter: BoundFilter,
  rows: readonly ReadObject[],
): Promise<readonly Match[] | TooMany> {
  const relationships = await relationshipsFor(directory, caller, rows, filter);
  if ("kind" in relationships) return relationships;
  const { env } = directory.deps;
  const found: Match[] = [];
  let begun = env.now();
  for (const row of rows) {
    if (matches(filter, subjectOf(row, type, caller, relationships.get(row.id)))) {
      found.push({ id: row.id, key: null, row });
    }
    if (env.now() - begun > SLOW_MS) {
      await env.sleep(0);
      begun = env.now();
    }
  }
  return found;
}

/** What the filter has to know beside the documents. */
async function relationshipsFor(
  directory: Directory,
  caller: Caller,
  rows: readonly ReadObject[],
  filter: BoundFilter,
): Promise<RelationshipsById | TooMany> {
  const members = neededElements(filter, "members");
  const groups = neededElements(filter, "groups");
  if (members === "all" || isAny(groups)) {
    return readRelationships(directory, caller, rows, { members: isAny(members), groups: isAny(groups) });
  }
  return members.size === 0 ? new Map() : readNamedMembers(directory, caller, rows, members);
}

function isAny(needed: Needed): boolean {
  return needed === "all" || needed.size > 0;
}

async function readNamedMembers(
  { deps }: Directory,
  caller: Caller,
  rows: readonly ReadObject[],
  values: ReadonlySet<string>,
): Promise<RelationshipsById> {
  const { org } = caller.actor;
  const found = new Map<ObjectId, { members: JsonObject[] }>(rows.map(({ id }) => [id, { members: [] }]));
  const ids = rows.map(({ id }) => id);
  for (const value of values) {
    const member = parseUuid<ObjectId>(value);
    if (member === undefined) continue;
    const where = { org, member_id: member };
    for (const row of await rowsAmong(deps.store, "membership", where, "group_id", ids)) {
      found.get(row.group_id)?.members.push(memberElement(row, caller));
    }
  }
  return found;
}
