import type { ObjectId } from "../../core/ids.ts";
import type { BoundFilter } from "../../core/scim/filter/bind.ts";
import type { Page } from "../../core/scim/paging.ts";
import type { StoredView } from "../../core/scim/project.ts";
import type { ObjectRow } from "../../ports/tables.ts";
import type { Caller, Directory, Shown, TooMany } from "./directory.ts";
import type { DirectoryType } from "./directory-type.ts";
import { readKeyed } from "./keyed.ts";
import { matching } from "./matching.ts";
import { viewOf } from "./view.ts";

/** Objects passed over at once on the way to a page. */
const STRIDE = 1_000;

export interface Listed {
  readonly kind: "listed";
  readonly total: number;
  readonly objects: readonly StoredView[];
}

/** One page of the users or groups that match, in order of their ids, with how many there are in all. */
export async function listObjects(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  query: { readonly filter: BoundFilter | undefined; readonly page: Page; readonly shown: Shown },
): Promise<Listed | TooMany> {
  const { filter, page, shown } = query;
  const selected =
    filter === undefined
      ? await selectAll(directory, caller, type, page)
      : await selectMatching(directory, caller, type, filter, page);
  if ("kind" in selected) return selected;
  const { total, rows } = selected;
  const keyed = await readKeyed(directory, caller, rows, shown);
  if ("kind" in keyed) return keyed;
  const { principal } = caller.actor;
  return { kind: "listed", total, objects: rows.map((row) => viewOf(row, principal, keyed.get(row.id))) };
}

interface Selected {
  readonly total: number;
  readonly rows: readonly ObjectRow[];
}

async function selectMatching(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  filter: BoundFilter,
  { startIndex, count }: Page,
): Promise<Selected | TooMany> {
  const rows: ObjectRow[] = [];
  let total = 0;
  for await (const matched of matching(directory, caller, type, filter)) {
    if ("kind" in matched) return matched;
    const skipped = Math.max(0, startIndex - 1 - total);
    rows.push(...matched.slice(skipped, skipped + count - rows.length));
    total += matched.length;
  }
  return { total, rows };
}

async function selectAll(
  directory: Directory,
  caller: Caller,
  type: DirectoryType,
  page: Page,
): Promise<Selected> {
  const { store } = directory.deps;
  const where = { org: caller.actor.org, type: type.kind, deleted: null };
  const total = await store.count("object", where);
  if (page.count === 0) return { total, rows: [] };
  const walk = `${caller.actor.tokenId} ${type.kind}`;
  const known = directory.places.find(walk, page.startIndex);
  if (known === undefined && page.startIndex > total) return { total, rows: [] };
  const start = known === undefined ? await placeBefore(directory, where, page.startIndex) : { after: known };
  if (start === undefined) return { total, rows: [] };
  const rows = await store.page("object", {
    where,
    limit: page.count,
    ...(start.after === undefined ? {} : { after: start.after }),
  });
  const last = rows.at(-1)?.id;
  if (last !== undefined) directory.places.remember(walk, page.startIndex + rows.length, last);
  return { total, rows };
}

/** The object before the one at `startIndex`, nobody before the first; undefined when there are not as many. */
async function placeBefore(
  { deps }: Directory,
  where: { readonly org: ObjectRow["org"]; readonly type: ObjectRow["type"]; readonly deleted: null },
  startIndex: number,
): Promise<{ readonly after: ObjectId | undefined } | undefined> {
  let after: ObjectId | undefined;
  for (let left = startIndex - 1; left > 0; ) {
    const rows: readonly ObjectRow[] = await deps.store.page("object", {
      where,
      limit: Math.min(left, STRIDE),
      ...(after === undefined ? {} : { after }),
    });
    after = rows.at(-1)?.id;
    if (after === undefined) return undefined;
    left -= rows.length;
    await deps.env.sleep(0);
  }
  return { after };
}
