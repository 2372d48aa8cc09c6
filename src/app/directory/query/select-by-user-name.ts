import type { IndexEntryRow } from "../../../ports/tables.ts";
import type { MatchSearch } from "./find-matches.ts";
import type { ListQuery, Picked, Selection } from "./list-query.ts";

const USER_NAME = "userName";
/** Claims passed over at once on the way to a page. */
const STRIDE = 5_000;

/** True for a list of all users by user name: each has one and nobody shares it, so the index is the order. */
export function isByUserName({ sources }: ListQuery): boolean {
  const [source] = sources;
  const isAll = source !== undefined && sources.length === 1 && source.filter === undefined;
  return isAll && source.type.kind === "user" && source.sortBy?.path === USER_NAME;
}

/** A page of all users in order of their user names, without looking at the others. */
export async function selectByUserName(how: MatchSearch, query: ListQuery): Promise<Selection> {
  const { sources, order, start, count } = query;
  const { directory, caller } = how;
  const where = { org: caller.actor.org, type: "user", deleted: null } as const;
  const total = start.kind === "behind" ? start.total : await directory.deps.store.count("object", where);
  const [source] = sources;
  if (count === 0 || source === undefined) return { total, picked: [] };
  let skip = start.kind === "index" ? start.startIndex - 1 : 0;
  if (skip >= total) return { total, picked: [] };
  // One more tells whether there is another page.
  const limit = count + (start.kind === "index" ? 0 : 1);
  const key = start.kind === "behind" ? start.place.key : null;
  const place = { isDescending: order === "descending", after: key === null ? undefined : String(key) };
  const picked: Picked[] = [];
  for await (const userNames of userNamesInOrder(how, place, skip + limit)) {
    const shown = userNames.slice(skip, skip + limit - picked.length);
    skip = Math.max(0, skip - userNames.length);
    picked.push(...shown.map(({ id, value }): Picked => ({ source, type: "user", id, key: value })));
  }
  return { total, picked };
}

/** Up to `wanted` user names after one of them, in pages; other work runs between the pages. */
async function* userNamesInOrder(
  { directory, caller }: MatchSearch,
  { isDescending, after: first }: { readonly isDescending: boolean; readonly after: string | undefined },
  wanted: number,
): AsyncGenerator<readonly IndexEntryRow[]> {
  const { store, env } = directory.deps;
  const where = { org: caller.actor.org, type: "user", path: USER_NAME } as const;
  let after = first;
  for (let left = wanted; left > 0; ) {
    const limit = Math.min(left, STRIDE);
    const place = after === undefined ? {} : { after };
    const userNames = await store.page("unique_value", { where, descending: isDescending, limit, ...place });
    yield userNames;
    if (userNames.length < limit) return;
    after = userNames.at(-1)?.value;
    left -= userNames.length;
    await env.sleep(0);
  }
}
