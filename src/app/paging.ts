import type { Store } from "../ports/store.ts";
import { PRIMARY_KEY, type Row, type TableName } from "../ports/tables.ts";

/** Rows that are handled together: enough for set-wise reads, few enough to let requests run in between. */
export const CHUNK = 400;

/** Reads every row that has these columns, page by page in key order. */
export async function* readEachPage<Table extends TableName>(
  store: Pick<Store, "page">,
  table: Table,
  where: Partial<Row<Table>>,
  limit = CHUNK,
): AsyncGenerator<readonly Row<Table>[]> {
  let after: readonly (string | number)[] | undefined;
  for (;;) {
    const rows = await store.page(table, { where, limit, ...(after === undefined ? {} : { after }) });
    if (rows.length > 0) yield rows;
    if (rows.length < limit) return;
    after = lastKey(table, where, rows.at(-1));
  }
}

/** The values that the next page follows: those of the key columns that are not fixed. */
function lastKey<Table extends TableName>(
  table: Table,
  where: Partial<Row<Table>>,
  row: Row<Table> | undefined,
): readonly (string | number)[] {
  const values = new Map(Object.entries(row ?? {}));
  return PRIMARY_KEY[table]
    .filter((column) => !Object.hasOwn(where, column))
    .map((column) => values.get(column))
    .filter((value) => typeof value === "string" || typeof value === "number");
}

/** All rows of the pages in one list, for callers that need them together. */
export async function collectRows<Row>(pages: AsyncIterable<readonly Row[]>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

const AMONG_PAGE = 10_000;

/** Reads all rows that have these columns and one of these values. */
export async function readRowsAmong<Table extends TableName>(
  store: Pick<Store, "page">,
  table: Table,
  where: Partial<Row<Table>>,
  among: { readonly column: keyof Row<Table>; readonly values: readonly string[] },
): Promise<readonly Row<Table>[]> {
  const found: Row<Table>[] = [];
  for (const values of chunksOf(among.values, CHUNK)) {
    const page = { where, among: { column: among.column, values }, limit: AMONG_PAGE };
    let rows = await store.page(table, page);
    found.push(...rows);
    while (rows.length === AMONG_PAGE) {
      rows = await store.page(table, { ...page, after: lastKey(table, where, rows.at(-1)) });
      found.push(...rows);
    }
  }
  return found;
}

/** Cuts the list into pieces of at most this size. */
export function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const chunks: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}
