import type { ObjectId } from "../../../core/ids.ts";
import { simplify } from "../../../core/scim/filter/simplify.ts";
import type { StoredView } from "../../../core/scim/request/project.ts";
import { readRowsAmong } from "../../paging.ts";
import type { DirectoryType } from "../../resource-types/directory-type.ts";
import type { Caller, Directory, TooMany } from "../directory.ts";
import { type ReadObject, viewOf } from "../view.ts";
import type { ListContext, ListPart, ListPosition, ListQuery, Picked, Selection } from "./list-query.ts";
import { type RelationshipsById, readRelationships } from "./read-relationships.ts";
import { isByUserName, selectByUserName } from "./select-by-user-name.ts";
import { selectInOrder } from "./select-in-order.ts";
import { selectSorted } from "./select-sorted.ts";

/** A page of a list. */
export interface Listed {
  readonly kind: "listed";
  /** The number of all matches; in a walk, their number when it began. */
  readonly total: number;
  readonly objects: readonly { readonly type: DirectoryType; readonly object: StoredView }[];
  /** The position after which the next page of a walk begins; undefined on the last page, and without a walk. */
  readonly next: ListPosition | undefined;
}

/** Reads one page of the matching objects. */
export async function listObjects(
  directory: Directory,
  caller: Caller,
  query: ListQuery,
): Promise<Listed | TooMany> {
  const { order, start, count } = query;
  const budget = { left: directory.limits.scannedMax };
  const context: ListContext = { directory, caller, order, budget };
  const selected = await selectPage(context, { ...query, parts: query.parts.flatMap(simplifyPart) });
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

function selectPage(context: ListContext, query: ListQuery): Promise<Selection | TooMany> {
  if (query.order === "ids") return selectInOrder(context, query);
  return isByUserName(query) ? selectByUserName(context, query) : selectSorted(context, query);
}

/** The part with the tests of its filter that the type alone decides removed; no part when nothing can match. */
function simplifyPart(part: ListPart): readonly ListPart[] {
  if (part.filter === undefined) return [part];
  const filter = simplify(part.filter);
  if (filter === "none") return [];
  return [{ ...part, filter: filter === "all" ? undefined : filter }];
}

/** The views of the picked objects, in order. An object that was deleted meanwhile is left out. */
async function readViews(
  directory: Directory,
  caller: Caller,
  picked: readonly Picked[],
): Promise<Listed["objects"] | TooMany> {
  const unread = await readRows(directory, caller, picked);
  const relationships = new Map<ListPart, RelationshipsById>();
  for (const part of new Set(picked.map((each) => each.part))) {
    const ofPart = picked.filter((each) => each.part === part);
    const rows = ofPart.map(({ id, row }) => row ?? unread.get(id)).filter((row) => row !== undefined);
    const read = await readRelationships(directory, caller, rows, part.shown);
    if ("kind" in read) return read;
    relationships.set(part, read);
  }
  const views: Listed["objects"][number][] = [];
  for (const { id, part, row = unread.get(id) } of picked) {
    if (row === undefined) continue;
    const { type } = part;
    const own = relationships.get(part)?.get(id);
    views.push({ type, object: viewOf(row, type, caller.actor.principal, own) });
  }
  return views;
}

/** Reads the rows of the objects that were found without reading theirs. */
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
    for (const row of await readRowsAmong(deps.store, "object", where, { column: "id", values: ids }))
      rows.set(row.id, row);
  }
  return rows;
}
