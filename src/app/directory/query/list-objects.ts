import type { ObjectId } from "../../../core/ids.ts";
import { simplify } from "../../../core/scim/filter/simplify.ts";
import type { StoredView } from "../../../core/scim/request/project.ts";
import { rowsAmong } from "../../paging.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, TooMany } from "../directory.ts";
import { type ReadObject, viewOf } from "../view.ts";
import type { MatchSearch } from "./find-matches.ts";
import type { ListQuery, Picked, Place, Selection, Source } from "./list-query.ts";
import { type RelationshipsById, readRelationships } from "./read-relationships.ts";
import { isByUserName, selectByUserName } from "./select-by-user-name.ts";
import { selectInOrder } from "./select-in-order.ts";
import { selectSorted } from "./select-sorted.ts";

export interface Listed {
  readonly kind: "listed";
  /** How many match in all; in a walk, how many did when it began. */
  readonly total: number;
  readonly objects: readonly { readonly type: DirectoryType; readonly object: StoredView }[];
  /** Where the next page of a walk begins; undefined on the last one, and without a walk. */
  readonly next: Place | undefined;
}

/** One page of the objects that match. */
export async function listObjects(
  directory: Directory,
  caller: Caller,
  query: ListQuery,
): Promise<Listed | TooMany> {
  const { order, start, count } = query;
  const how: MatchSearch = { directory, caller, order, budget: { left: directory.limits.scannedMax } };
  const asked: ListQuery = { ...query, sources: query.sources.flatMap(withoutCertainties) };
  const selected = await select(how, asked);
  if ("kind" in selected) return selected;
  const { total } = selected;
  const picked = selected.picked.slice(0, count);
  const last = picked.at(-1);
  const isMore = start.kind !== "index" && selected.picked.length > count;
  const objects = await readViews(directory, caller, picked);
  if ("kind" in objects) return objects;
  const next = isMore && last !== undefined ? { type: last.type, id: last.id, key: last.key } : undefined;
  return { kind: "listed", total, objects, next };
}

function select(how: MatchSearch, query: ListQuery): Promise<Selection | TooMany> {
  if (query.order === "ids") return selectInOrder(how, query);
  return isByUserName(query) ? selectByUserName(how, query) : selectSorted(how, query);
}

/** The source without what its type alone decides; none when nothing of it can match. */
function withoutCertainties(source: Source): readonly Source[] {
  if (source.filter === undefined) return [source];
  const filter = simplify(source.filter);
  if (filter === "none") return [];
  return [{ ...source, filter: filter === "all" ? undefined : filter }];
}

/** What is shown of each object, in order; one that has gone meanwhile is not there. */
async function readViews(
  directory: Directory,
  caller: Caller,
  picked: readonly Picked[],
): Promise<Listed["objects"] | TooMany> {
  const unread = await readRows(directory, caller, picked);
  const relationships = new Map<Source, RelationshipsById>();
  for (const source of new Set(picked.map((each) => each.source))) {
    const mine = picked.filter((each) => each.source === source);
    const rows = mine.map(({ id, row }) => row ?? unread.get(id)).filter((row) => row !== undefined);
    const read = await readRelationships(directory, caller, rows, source.shown);
    if ("kind" in read) return read;
    relationships.set(source, read);
  }
  const views: Listed["objects"][number][] = [];
  for (const { id, source, row = unread.get(id) } of picked) {
    if (row === undefined) continue;
    const { type } = source;
    views.push({
      type,
      object: viewOf(row, type, caller.actor.principal, relationships.get(source)?.get(id)),
    });
  }
  return views;
}

/** The rows of those that were found without reading theirs. */
async function readRows(
  { deps }: Directory,
  { actor: { org } }: Caller,
  picked: readonly Picked[],
): Promise<ReadonlyMap<ObjectId, ReadObject>> {
  const rows = new Map<ObjectId, ReadObject>();
  const unread = picked.filter(({ row }) => row === undefined);
  for (const type of new Set(unread.map((each) => each.type))) {
    const ids = unread.filter((each) => each.type === type).map(({ id }) => id);
    const where = { org, type, deleted: null };
    for (const row of await rowsAmong(deps.store, "object", where, "id", ids)) rows.set(row.id, row);
  }
  return rows;
}
