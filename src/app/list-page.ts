/** A page of rows; `next` is where the following page begins, null when there is none. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** The page out of one row more than it may hold, which tells whether there is another page. */
export function listPage<Item>(
  rows: readonly Item[],
  limit: number,
  place: (item: Item) => string | number,
): ListPage<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? String(place(last)) : null };
}
