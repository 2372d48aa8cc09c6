import { type ListPage, listPage } from "./list-page.ts";
import { CHUNK } from "./paging.ts";

/** Records that one request looks at; an answer that ends there has fewer records than requested, and a `next`. */
const LOOKED_AT_MAX = 20_000;
/** Ids are made in the order of time; a clock that is set back by less than this does not hide a record. */
const CLOCK_TOLERANCE_MS = 600_000;

/** A record of what was done, such as an entry of the audit trail; ids sort by time. */
interface DatedRow {
  readonly id: string;
  readonly at: number;
}

/** The first moment and the last of the wanted records, in milliseconds since 1970. */
export interface TimeSpan {
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** Records that are read newest first. */
export interface RecordWalk<Row extends DatedRow> {
  readonly period: TimeSpan;
  /** The test by the conditions that are left; undefined if an index serves all of them. */
  readonly isWanted?: ((row: Row) => boolean) | undefined;
  /** Reads this many records after an id, by the conditions that an index serves. */
  read(after: string | undefined, limit: number): Promise<readonly Row[]>;
}

/** Finds a page of records. It looks at a bounded number of them, however few are wanted. */
export async function walkRecords<Row extends DatedRow>(
  { period, isWanted = isAny, read }: RecordWalk<Row>,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<ListPage<Row>> {
  const { since, until } = period;
  const isWhole = isWanted === isAny && since === undefined && until === undefined;
  const size = isWhole ? limit + 1 : CHUNK;
  const found: Row[] = [];
  let place = startOf(period, after);
  for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX; lookedAt += size) {
    const rows = await read(place, size);
    found.push(...rows.filter((row) => isWithin(row, period) && isWanted(row)));
    const last = rows.at(-1);
    if (found.length > limit || rows.length < size || last === undefined || isPast(last, since)) {
      return listPage(found, limit, ({ id }) => id);
    }
    place = last.id;
  }
  return { items: found, next: place ?? null };
}

/** All wanted records, newest first, page by page; each page is read when the one before was taken. */
export async function* readPages<Row>(
  readPage: (after: string | undefined, limit: number) => Promise<ListPage<Row> | undefined>,
): AsyncGenerator<readonly Row[]> {
  let after: string | undefined;
  do {
    const page = await readPage(after, CHUNK);
    if (page === undefined) return;
    yield page.items;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

function isAny(): boolean {
  return true;
}

function isWithin({ at }: DatedRow, { since, until }: TimeSpan): boolean {
  return (since === undefined || at >= since) && (until === undefined || at <= until);
}

/** Where the walk begins: after the page before, or after an id that follows those of all records until the last moment. */
function startOf({ until }: TimeSpan, after: string | undefined): string | undefined {
  if (until === undefined) return after;
  const end = createIdAfter(until);
  return after === undefined || after > end ? end : after;
}

function createIdAfter(until: number): string {
  const time = Math.max(0, until + CLOCK_TOLERANCE_MS)
    .toString(16)
    .padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7fff-bfff-ffffffffffff`;
}

/** Whether every record that follows this one is older than the first wanted moment. */
function isPast({ at }: DatedRow, since: number | undefined): boolean {
  return since !== undefined && at < since - CLOCK_TOLERANCE_MS;
}
