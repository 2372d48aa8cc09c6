import { setImmediate } from "node:timers/promises";
import { trimInvisible } from "../../core/invisible.ts";
import { RecordScanner, type Scanned } from "./record-scanner.ts";
import { detectSeparation, findBlankLines, type Separation } from "./separation.ts";
import { checkText, type Finding } from "./text.ts";

/** One record as written: untrimmed fields, and the line on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

export type RecordEvent =
  | { readonly kind: "records"; readonly records: readonly CsvRecord[] }
  | { readonly kind: "finding"; readonly finding: Finding };

const COMMA: Separation = { delimiter: ",", skippedBytes: 0, skippedLines: 0 };
const LINE_BREAK = /[\r\n]/;
const LINE_BREAKS = /\r\n|\r|\n/g;

/**
 * Yields the records of a separated text (RFC 4180, also with semicolons or tabs; CR LF, LF and CR end a line; blank
 * lines and rows of empty cells are left out), then ends, or ends with the first finding. Holds one piece of the input and one record at a time.
 */
export async function* readRecords(input: AsyncIterable<Uint8Array>): AsyncGenerator<RecordEvent> {
  let reader: RecordReader | undefined;
  let start = Buffer.alloc(0);
  let linesBefore = 0;
  for await (const { bytes, finding } of checkText(input)) {
    // A piece may hold thousands of empty rows, after which nothing else would give way to others.
    await setImmediate();
    let piece = bytes;
    if (reader === undefined) {
      start = Buffer.concat([start, bytes]);
      // Kept until the header comes, any number of blank lines would be read at once.
      const blank = findBlankLines(start);
      start = start.subarray(blank.bytes);
      linesBefore += blank.lines;
      const separation = detectSeparation(start, finding !== undefined);
      if (separation === undefined) continue;
      reader = new RecordReader(separation, linesBefore);
      piece = start.subarray(separation.skippedBytes);
    }
    yield* reader.feed(piece);
    if (reader.isBroken) return;
    if (finding === undefined) continue;
    yield* reader.finishBefore(finding);
    return;
  }
  reader ??= yield* openShort(start, linesBefore);
  if (!reader.isBroken) yield* reader.finish();
}

/** The reader of a file that ends in its first line. */
async function* openShort(start: Buffer, linesBefore: number): AsyncGenerator<RecordEvent, RecordReader> {
  const separation = detectSeparation(start, true) ?? COMMA;
  const reader = new RecordReader(separation, linesBefore);
  yield* reader.feed(start.subarray(separation.skippedBytes));
  return reader;
}

class RecordReader {
  readonly #scanner: RecordScanner;
  /** Line of the next record. */
  #line: number;
  isBroken = false;

  constructor({ delimiter, skippedLines }: Separation, linesBefore: number) {
    this.#line = 1 + linesBefore + skippedLines;
    this.#scanner = new RecordScanner(delimiter);
  }

  *feed(bytes: Uint8Array): Generator<RecordEvent> {
    yield* this.#report(this.#scanner.add(textOf(bytes)));
  }

  *finish(): Generator<RecordEvent> {
    yield* this.#report(this.#scanner.end());
  }

  /** The whole records before the line of a finding. */
  *finishBefore(finding: Finding): Generator<RecordEvent> {
    const records = this.#take(this.#scanner.end()).filter(({ line }) => line < finding.line);
    if (records.length > 0) yield { kind: "records", records };
    yield { kind: "finding", finding };
  }

  *#report(scanned: Scanned): Generator<RecordEvent> {
    const records = this.#take(scanned);
    if (records.length > 0) yield { kind: "records", records };
    if (scanned.brokenAt === undefined) return;
    this.isBroken = true;
    const column = scanned.brokenAt + 1;
    yield { kind: "finding", finding: { code: "import.bad-quote", line: this.#line, column, params: {} } };
  }

  #take({ records }: Scanned): readonly CsvRecord[] {
    const taken: CsvRecord[] = [];
    for (const fields of records) {
      const line = this.#line;
      this.#line += 1 + lineBreaksIn(fields);
      // A spreadsheet writes a cleared row as commas alone.
      if (!fields.every((field) => trimInvisible(field) === "")) taken.push({ line, fields });
    }
    return taken;
  }
}

function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("utf8");
}

function lineBreaksIn(fields: readonly string[]): number {
  let count = 0;
  for (const field of fields) {
    if (LINE_BREAK.test(field)) count += field.match(LINE_BREAKS)?.length ?? 0;
  }
  return count;
}
