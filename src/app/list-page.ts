/** A page of a list; `next` is where the following page begins, null on the last page. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Makes a page of one row more than it may hold; the extra row shows that another page follows. */
export function listPage<Item>(
  rows: readonly Item[],
  limit: number,
  positionOf: (item: Item) => string | number,
): ListPage<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? String(positionOf(last)) : null };
}
