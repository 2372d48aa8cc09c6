import type { IndexEntryRow } from "../../../ports/tables.ts";
import { type ListContext, type ListQuery, type Picked, pageBounds, type Selection } from "./list-query.ts";

const USER_NAME = "userName";
/** Index entries that are passed over in one step on the way to a page. */
const STRIDE = 5_000;

/** True for a list of all users by user name. Every user has one, and it is unique, so the index is the order. */
export function isByUserName({ parts }: ListQuery): boolean {
  const [part] = parts;
  const isAll = part !== undefined && parts.length === 1 && part.filter === undefined;
  return isAll && part.type.kind === "user" && part.sortBy?.path === USER_NAME;
}

/** Selects a page of all users in order of their user names, without looking at the other users. */
export async function selectByUserName(context: ListContext, query: ListQuery): Promise<Selection> {
  const { directory, caller } = context;
  const bounds = pageBounds(query);
  const where = { org: caller.actor.org, type: "user", deleted: null } as const;
  const total = bounds.knownTotal ?? (await directory.deps.store.count("object", where));
  const [part] = query.parts;
  if (bounds.limit === 0 || part === undefined || bounds.skip >= total) return { total, picked: [] };
  const key = bounds.after?.key ?? null;
  const scan: EntryScan = {
    isDescending: query.order === "descending",
    after: key === null ? undefined : String(key),
    count: bounds.skip + bounds.limit,
  };
  const picked: Picked[] = [];
  let { skip } = bounds;
  for await (const entries of entriesInOrder(context, scan)) {
    const shown = entries.slice(skip, skip + bounds.limit - picked.length);
    skip = Math.max(0, skip - entries.length);
    picked.push(...shown.map(({ id, value }): Picked => ({ part, type: "user", id, key: value })));
  }
  return { total, picked };
}

/** Which index entries are read: this many, after a value, in one direction. */
interface EntryScan {
  readonly isDescending: boolean;
  readonly after: string | undefined;
  readonly count: number;
}

/** Reads index entries of user names in pages, and lets other work run in between. */
async function* entriesInOrder(
  { directory, caller }: ListContext,
  { isDescending, after: first, count }: EntryScan,
): AsyncGenerator<readonly IndexEntryRow[]> {
  const { store, env } = directory.deps;
  const where = { org: caller.actor.org, type: "user", path: USER_NAME } as const;
  let after = first;
  for (let left = count; left > 0; ) {
    const limit = Math.min(left, STRIDE);
    const place = after === undefined ? {} : { after };
    const entries = await store.page("unique_value", { where, descending: isDescending, limit, ...place });
    yield entries;
    if (entries.length < limit) return;
    after = entries.at(-1)?.value;
    left -= entries.length;
    await env.sleep(0);
  }
}
