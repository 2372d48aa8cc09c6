/**
 * Runs work on every item, at most `limit` at once. Starts no more items once `mayGoOn` returns false or one failed.
 * Throws the first failure when everything that had started has ended.
 */
export async function runConcurrently<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
  mayGoOn: () => boolean = () => true,
): Promise<void> {
  const failures: unknown[] = [];
  let running = 0;
  let wake = () => {};
  const end = () => {
    running -= 1;
    wake();
  };
  /** Resolves once fewer than this number run. */
  const waitBelow = async (most: number) => {
    while (running >= most) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  try {
    for await (const item of items) {
      if (failures.length > 0 || !mayGoOn()) break;
      running += 1;
      void work(item)
        .catch((error: unknown) => {
          failures.push(error);
        })
        .finally(end);
      await waitBelow(limit);
    }
  } catch (error) {
    // The next item could not be read.
    failures.push(error);
  }
  await waitBelow(1);
  if (failures.length > 0) throw failures[0];
}
