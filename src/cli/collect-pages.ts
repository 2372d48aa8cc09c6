const PAGE = 500;

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Reads up to `limit` items of a paged list. */
export async function collectPages<Item>(
  limit: number,
  ask: (page: { readonly limit: number; readonly after: string | undefined }) => Promise<Page<Item>>,
): Promise<Page<Item>> {
  const items: Item[] = [];
  let next: string | null | undefined;
  do {
    const page: Page<Item> = await ask({
      limit: Math.min(PAGE, limit - items.length),
      after: next ?? undefined,
    });
    items.push(...page.items);
    next = page.next;
  } while (next !== null && items.length < limit);
  return { items, next };
}
