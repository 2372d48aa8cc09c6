import type { Store } from "../ports/store.ts";
import { PRIMARY_KEY, type Row, type TableName } from "../ports/tables.ts";

/** Rows looked at together: large enough for set-wise reads, small enough to let requests in between. */
export const CHUNK = 400;

/** Every row that has these columns, page by page in key order. The last primary key column must vary. */
export async function* eachPage<Table extends TableName>(
  store: Store,
  table: Table,
  where: Partial<Row<Table>>,
  limit = CHUNK,
): AsyncGenerator<readonly Row<Table>[]> {
  let after: string | number | undefined;
  for (;;) {
    const rows = await store.page(table, { where, limit, ...(after === undefined ? {} : { after }) });
    if (rows.length > 0) yield rows;
    if (rows.length < limit) return;
    after = lastKey(table, where, rows.at(-1));
  }
}

/** The value to read on from: that of the last key column which is not fixed. */
function lastKey<Table extends TableName>(
  table: Table,
  where: Partial<Row<Table>>,
  row: Row<Table> | undefined,
): string | number | undefined {
  const fixed = Object.keys(where);
  const column = PRIMARY_KEY[table].filter((name) => !fixed.includes(name)).at(-1);
  const value = Object.entries(row ?? {}).find(([name]) => name === column)?.[1];
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

const ROWS_MAX = 10_000;

/** All rows that have these columns and one of these values; a few for each value at most, or it throws. */
export async function rowsAmong<Table extends TableName>(
  store: Store,
  table: Table,
  where: Partial<Row<Table>>,
  column: keyof Row<Table>,
  values: readonly string[],
): Promise<readonly Row<Table>[]> {
  const found: Row<Table>[] = [];
  for (const chunk of chunksOf(values, CHUNK)) {
    const rows = await store.page(table, { where, among: { column, values: chunk }, limit: ROWS_MAX });
    // Half of the rows would read as the rest having left.
    if (rows.length >= ROWS_MAX) throw new Error(`${table}: more rows than can be read at once`);
    found.push(...rows);
  }
  return found;
}

/** The list in pieces of at most this size. */
export function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const chunks: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

/**
 * Runs work on every item, at most so many at once; stops handing out once `mayGoOn` says no, or one failed.
 * The first failure is thrown when all that had begun has ended.
 */
export async function forEachConcurrently<Item>(
  items: Iterable<Item> | AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
  mayGoOn: () => boolean = () => true,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const item of items) {
    if (failures.length > 0 || !mayGoOn()) break;
    const task: Promise<void> = work(item)
      .catch((error: unknown) => {
        failures.push(error);
      })
      .finally(() => running.delete(task));
    running.add(task);
    if (running.size >= limit) await Promise.race(running);
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
}
