import type { LinkFile } from "../ports/link-source.ts";
import { readCsvLinks } from "../sources/csv/links.ts";
import { readJsonLinks } from "../sources/links-json/links.ts";

/** White space and the byte order mark, which may stand before the first sign. */
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);
const OPENING = new Set([0x5b, 0x7b]);

/** Reads a file of links: JSON if it begins with a bracket, otherwise a table. */
export async function readLinks(bytes: AsyncIterable<Uint8Array>): Promise<LinkFile> {
  const source = bytes[Symbol.asyncIterator]();
  const start: Uint8Array[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const next = await source.next();
    if (next.done === true) break;
    start.push(next.value);
    first = next.value.find((byte) => !BLANK.has(byte));
  }
  const isJson = first !== undefined && OPENING.has(first);
  return isJson ? readJsonLinks(joinAgain(start, source)) : readCsvLinks(joinAgain(start, source));
}

async function* joinAgain(
  start: readonly Uint8Array[],
  source: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* start;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}
