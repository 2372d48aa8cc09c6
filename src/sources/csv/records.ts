import { setImmediate } from "node:timers/promises";
import { type CsvError, type Parser, parse } from "csv-parse";
import { trimInvisible } from "../../core/invisible.ts";
import { detectSeparation, findBlankLines, type Separation } from "./separation.ts";
import { checkText, type Finding, LINE_BYTES_MAX } from "./text.ts";

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
 *
 * The parser is fed by hand: piped, it would drop the records before an error, and the problem named would
 * depend on how the bytes happened to be cut into chunks.
 */
export async function* readRecords(input: AsyncIterable<Uint8Array>): AsyncGenerator<RecordEvent> {
  let reader: RecordReader | undefined;
  let start = Buffer.alloc(0);
  let linesBefore = 0;
  try {
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
  } finally {
    reader?.close();
  }
}

/** The reader of a file that ends in its first line. */
async function* openShort(start: Buffer, linesBefore: number): AsyncGenerator<RecordEvent, RecordReader> {
  const separation = detectSeparation(start, true) ?? COMMA;
  const reader = new RecordReader(separation, linesBefore);
  yield* reader.feed(start.subarray(separation.skippedBytes));
  return reader;
}

class RecordReader {
  readonly #parser: Parser;
  #records: CsvRecord[] = [];
  /** Line of the next record. Counted here: the parser counts a CR LF inside quotes twice. */
  #line: number;
  /** The parser's own count where the last record ended: only a difference of it is used. */
  #parserLines = 0;
  isBroken = false;

  constructor({ delimiter, skippedLines }: Separation, linesBefore: number) {
    this.#line = 1 + linesBefore + skippedLines;
    this.#parser = parse({
      delimiter,
      bom: false,
      columns: false,
      relax_column_count: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      max_record_size: LINE_BYTES_MAX,
      on_record: (fields: string[], { lines }) => {
        this.#take(fields, lines);
        return null;
      },
    });
    // Every error also reaches the callback of the write or of the end that caused it.
    this.#parser.on("error", () => undefined);
  }

  async *feed(bytes: Uint8Array): AsyncGenerator<RecordEvent> {
    if (bytes.length === 0) return;
    yield* this.#report(await settled((done) => this.#parser.write(bytes, done)));
  }

  async *finish(): AsyncGenerator<RecordEvent> {
    yield* this.#report(await settled((done) => this.#parser.end(done)));
  }

  /** The whole records before the line of a finding: the parser holds the last one, looking ahead. */
  async *finishBefore(finding: Finding): AsyncGenerator<RecordEvent> {
    await settled((done) => this.#parser.end(done));
    const records = this.#records.filter(({ line }) => line < finding.line);
    if (records.length > 0) yield { kind: "records", records };
    yield { kind: "finding", finding };
  }

  close(): void {
    this.#parser.destroy();
  }

  #take(fields: readonly string[], parserLines: number): void {
    const line = this.#line;
    this.#line += 1 + lineBreaksIn(fields);
    this.#parserLines = parserLines;
    // A spreadsheet writes a cleared row as commas alone.
    const isBlank = fields.every((field) => trimInvisible(field) === "");
    if (!isBlank) this.#records.push({ line, fields });
  }

  *#report(error: unknown): Generator<RecordEvent> {
    const records = this.#records;
    this.#records = [];
    if (records.length > 0) yield { kind: "records", records };
    if (error === undefined) return;
    this.isBroken = true;
    yield { kind: "finding", finding: this.#findingOf(error) };
  }

  #findingOf(error: unknown): Finding {
    if (!isCsvError(error)) throw error;
    const at = error["column"];
    const column = typeof at === "number" ? at + 1 : undefined;
    // A record over several lines that exceeds the limit has a quote that is not closed.
    const isOneLine = this.#parser.info.lines - this.#parserLines <= 1;
    if (error.code === "CSV_MAX_RECORD_SIZE" && isOneLine) {
      return { code: "import.too-long", line: this.#line, column, params: { limit: LINE_BYTES_MAX } };
    }
    return { code: "import.bad-quote", line: this.#line, column, params: {} };
  }
}

/** Resolves with the error that the callback receives, or with `undefined` after success. */
function settled(start: (done: (error?: Error | null) => void) => unknown): Promise<unknown> {
  return new Promise((resolve) => {
    start((error) => resolve(error ?? undefined));
  });
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && "code" in error && /^(CSV|INVALID)_/.test(String(error.code));
}

function lineBreaksIn(fields: readonly string[]): number {
  let count = 0;
  for (const field of fields) {
    if (LINE_BREAK.test(field)) count += field.match(LINE_BREAKS)?.length ?? 0;
  }
  return count;
}
