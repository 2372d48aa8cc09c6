import type { ChangeSet, Committed, PageOf, Store, Write } from "../../../ports/store.ts";
import { type Key, PRIMARY_KEY, type Row, type TableName } from "../../../ports/tables.ts";
import {
  applyWrite,
  compareKeys,
  type HeldRow,
  isSameRow,
  listKeyValues,
  readRowKey,
} from "../../held-row.ts";

/** A row that was written here: as the store below holds it, and as it is seen here. */
interface Touched {
  readonly stored: HeldRow;
  readonly now: HeldRow;
}
type Layer = Map<TableName, Map<string, Touched>>;

/** Rows of a page of a store, at most. */
const PAGE_MAX = 10_000;

/**
 * A store over another one, which is never written: what is committed here is kept in memory, and `get`, `page` and
 * `count` show it. The feed, searches and set-wise reads show the store below alone.
 */
export function openOverlayStore(store: Store): Store {
  const layer: Layer = new Map();
  return {
    ...store,
    commit: (changes) => commit(store, layer, changes),
    get: async (table, key) => {
      const touched = layer.get(table)?.get(placeOf(table, key));
      return touched === undefined ? store.get(table, key) : (touched.now as never);
    },
    page: (table, page) => readPage(store, layer, table, page),
    count: async (table, where) => {
      const rows = [...(layer.get(table)?.values() ?? [])];
      const gone = rows.filter(({ stored }) => isSameRow(stored, where)).length;
      const here = rows.filter(({ now }) => isSameRow(now, where)).length;
      return (await store.count(table, where)) - gone + here;
    },
  };
}

/** All writes or none: the rows of a change set that is refused are put back. */
async function commit(store: Store, layer: Layer, changes: ChangeSet): Promise<Committed> {
  const undo: (() => void)[] = [];
  for (const [index, write] of changes.entries()) {
    const reason = await carryOut(store, layer, write, undo);
    if (reason === undefined) continue;
    for (const step of undo.reverse()) step();
    return { kind: "conflict", index, reason };
  }
  return { kind: "committed" };
}

async function carryOut(
  store: Store,
  layer: Layer,
  write: Write,
  undo: (() => void)[],
): Promise<"exists" | "stale" | undefined> {
  if (write.table === "feed") return undefined;
  if (write.op === "requireNone") {
    const found = await readPage(store, layer, write.table, { where: write.where as never, limit: 1 });
    return found.length === 0 ? undefined : "stale";
  }
  const { table } = write;
  const key = readRowKey(table, "row" in write ? write.row : write.key);
  const place = placeOf(table, key);
  const rows = layer.get(table) ?? new Map<string, Touched>();
  layer.set(table, rows);
  const before = rows.get(place);
  const stored = before === undefined ? ((await store.get(table, key as never)) as HeldRow) : before.stored;
  const now = applyWrite(write, before === undefined ? stored : before.now);
  if (now === "exists" || now === "stale") return now;
  rows.set(place, { stored, now });
  undo.push(() => (before === undefined ? rows.delete(place) : rows.set(place, before)));
  return undefined;
}

async function readPage<Table extends TableName>(
  store: Store,
  layer: Layer,
  table: Table,
  page: PageOf<Table>,
): Promise<readonly Row<Table>[]> {
  const touched = layer.get(table);
  if (touched === undefined || touched.size === 0) return store.page(table, page);
  const limit = Math.min(PAGE_MAX, page.limit + touched.size);
  const below = await store.page(table, { ...page, limit });
  const kept = below.filter((row) => !touched.has(placeOf(table, row)));
  const here = [...touched.values()].flatMap(({ now }) => (isOfPage(table, now, page) ? [now as never] : []));
  const direction = page.descending === true ? -1 : 1;
  const inOrder = (left: object, right: object) =>
    direction * compareKeys(listKeyValues(table, left), listKeyValues(table, right));
  return [...kept, ...here].sort(inOrder).slice(0, page.limit);
}

function isOfPage<Table extends TableName>(
  table: Table,
  row: HeldRow,
  { where, among, after, descending }: PageOf<Table>,
): row is NonNullable<HeldRow> {
  if (row === undefined || !isSameRow(row, where)) return false;
  if (among !== undefined && !among.values.some((value) => value === Reflect.get(row, among.column)))
    return false;
  if (after === undefined) return true;
  const open = PRIMARY_KEY[table].filter((column) => !Object.hasOwn(where, column));
  const place = open.map((column) => Reflect.get(row, column));
  const order = compareKeys(place, Array.isArray(after) ? after : [after]);
  return descending === true ? order < 0 : order > 0;
}

function placeOf<Table extends TableName>(table: Table, key: Key<Table> | object): string {
  return JSON.stringify(Object.values(readRowKey(table, key)));
}
