import type { Store } from "../ports/store.ts";
import { PRIMARY_KEY, type Row, type TableName } from "../ports/tables.ts";

/** Rows that are handled together: enough for set-wise reads, few enough to let requests run in between. */
export const CHUNK = 400;

/** Reads every row that has these columns, page by page in key order. The last primary key column must vary. */
export async function* readEachPage<Table extends TableName>(
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

/** The value that the next page follows: that of the last key column that is not fixed. */
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

/** Reads all rows that have these columns and one of these values. Throws when a value has very many rows. */
export async function readRowsAmong<Table extends TableName>(
  store: Store,
  table: Table,
  where: Partial<Row<Table>>,
  column: keyof Row<Table>,
  values: readonly string[],
): Promise<readonly Row<Table>[]> {
  const found: Row<Table>[] = [];
  for (const chunk of chunksOf(values, CHUNK)) {
    const rows = await store.page(table, { where, among: { column, values: chunk }, limit: ROWS_MAX });
    // A part of the rows would look as if the others had been deleted.
    if (rows.length >= ROWS_MAX) throw new Error(`${table}: more rows than can be read at once`);
    found.push(...rows);
  }
  return found;
}

/** Cuts the list into pieces of at most this size. */
export function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const chunks: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
