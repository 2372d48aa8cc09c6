import { isUtf8 } from "node:buffer";
import type { InputProblem } from "../../ports/source.ts";

/** A problem before its file's name is known. */
export type Finding = Omit<InputProblem, "file">;

/** Bytes that are sound UTF-8 in whole characters, and what ended them, if anything did. */
export interface CheckedText {
  readonly bytes: Uint8Array;
  readonly finding: Finding | undefined;
}

/** A piece may be of thousands of lines, and is read in one go. */
const PIECE_BYTES = 16 * 1024;
/** Twenty columns of the longest field that `table.ts` admits, in the widest characters, fit in one line. */
export const LINE_BYTES_MAX = 512 * 1024;
const BOM_BYTES_MAX = 3;
/** Workbooks are archives (.xlsx, .ods) or compound files (.xls); no text begins so. */
const WORKBOOK_STARTS = [
  [0x50, 0x4b, 0x03],
  [0xd0, 0xcf, 0x11],
];
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const NOTHING = Buffer.alloc(0);

/**
 * Yields the input as UTF-8 without its byte order mark. UTF-16 with its mark, which Excel writes as "Unicode text", is
 * converted; anything else is refused, because guessing an encoding garbles names. Stops at the first line that is not UTF-8 or is
 * longer than `LINE_BYTES_MAX`: the lines before it are yielded first, so that an earlier problem wins.
 *
 * A decoder in fatal mode would say that the file is wrong, but not on which line.
 */
export async function* checkText(input: AsyncIterable<Uint8Array>): AsyncGenerator<CheckedText> {
  const gate = new TextGate();
  for await (const chunk of asUtf8(input)) {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
      const checked = gate.push(chunk.subarray(from, from + PIECE_BYTES));
      yield checked;
      if (checked.finding !== undefined) return;
    }
  }
  yield gate.end();
}

/** The bytes as they come, or UTF-16 with its mark as UTF-8. */
async function* asUtf8(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let start: Buffer | undefined = NOTHING;
  let converter: Utf16Converter | undefined;
  for await (const chunk of input) {
    let bytes = chunk;
    if (start !== undefined) {
      start = Buffer.concat([start, chunk]);
      if (start.length < 2) continue;
      bytes = start;
      start = undefined;
      converter = converterFor(bytes);
    }
    yield converter === undefined ? bytes : converter.push(bytes);
  }
  if (converter !== undefined) yield converter.end();
  if (start !== undefined && start.length > 0) yield start;
}

function converterFor(start: Uint8Array): Utf16Converter | undefined {
  const isBigEndian = startsWith(start, [0xfe, 0xff]);
  return isBigEndian || startsWith(start, [0xff, 0xfe]) ? new Utf16Converter(isBigEndian) : undefined;
}

/** A byte that UTF-8 never has. */
const UNSOUND = Buffer.from([0xff]);

/**
 * Converts UTF-16 to UTF-8. Half of a pair becomes a byte that is refused as such; a decoder would make U+FFFD of it, and
 * another text than the file has would be stored.
 */
class Utf16Converter {
  readonly #isBigEndian: boolean;
  #carried: Buffer = NOTHING;

  constructor(isBigEndian: boolean) {
    this.#isBigEndian = isBigEndian;
  }

  push(chunk: Uint8Array): Buffer {
    const bytes = Buffer.concat([this.#carried, chunk]);
    let end = bytes.length - (bytes.length % 2);
    if (end > 0 && this.#isFirstHalf(bytes, end - 2)) end -= 2;
    this.#carried = bytes.subarray(end);
    return this.#convert(bytes.subarray(0, end));
  }

  end(): Buffer {
    return this.#carried.length === 0 ? NOTHING : UNSOUND;
  }

  #isFirstHalf(bytes: Buffer, at: number): boolean {
    const unit = this.#isBigEndian ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at);
    return unit >= 0xd800 && unit <= 0xdbff;
  }

  #convert(units: Buffer): Buffer {
    const text = (this.#isBigEndian ? Buffer.from(units).swap16() : units).toString("utf16le");
    const [first = "", ...others] = text.split(/\p{Surrogate}/u);
    return Buffer.concat([Buffer.from(first), ...others.flatMap((part) => [UNSOUND, Buffer.from(part)])]);
  }
}

class TextGate {
  #line = 1;
  #lineBytes = 0;
  #isStarted = false;
  /** The start of a character, or of a CR LF, whose rest is in the next chunk. */
  #carried: Buffer = NOTHING;

  push(chunk: Uint8Array): CheckedText {
    const bytes = Buffer.concat([this.#carried, chunk]);
    if (!this.#isStarted && bytes.length < BOM_BYTES_MAX) {
      this.#carried = bytes;
      return { bytes: NOTHING, finding: undefined };
    }
    const whole = wholeLength(bytes);
    this.#carried = bytes.subarray(whole);
    return this.#start(bytes.subarray(0, whole));
  }

  end(): CheckedText {
    return this.#start(this.#carried);
  }

  #start(bytes: Buffer): CheckedText {
    if (this.#isStarted) return this.#check(bytes);
    this.#isStarted = true;
    if (WORKBOOK_STARTS.some((start) => startsWith(bytes, start))) {
      return { bytes: NOTHING, finding: { code: "import.workbook", line: 1, column: undefined, params: {} } };
    }
    return this.#check(startsWith(bytes, [0xef, 0xbb, 0xbf]) ? bytes.subarray(3) : bytes);
  }

  #check(bytes: Buffer): CheckedText {
    const isSound = isUtf8(bytes);
    let lineStart = 0;
    for (let at = 0; at <= bytes.length; at++) {
      const isLast = at === bytes.length;
      if (!isLast && !isLineEnd(bytes, at)) continue;
      const finding = this.#refusal(bytes.subarray(lineStart, at), isSound);
      if (finding !== undefined) return { bytes: bytes.subarray(0, lineStart), finding };
      if (isLast) break;
      lineStart = at + 1;
      this.#line++;
      this.#lineBytes = 0;
    }
    return { bytes, finding: undefined };
  }

  #refusal(partOfLine: Buffer, isSound: boolean): Finding | undefined {
    this.#lineBytes += partOfLine.length;
    if (!isSound && !isUtf8(partOfLine)) return describeEncoding(this.#line, "other");
    if (this.#lineBytes <= LINE_BYTES_MAX) return undefined;
    return {
      code: "import.too-long",
      line: this.#line,
      column: undefined,
      params: { limit: LINE_BYTES_MAX },
    };
  }
}

/** The finding of a text that is not UTF-8. */
export function describeEncoding(line: number, found: "UTF-16" | "other"): Finding {
  return { code: "import.encoding", line, column: undefined, params: { expected: "UTF-8", found } };
}

function isLineEnd(bytes: Buffer, at: number): boolean {
  const byte = bytes[at];
  return byte === LINE_FEED || (byte === CARRIAGE_RETURN && bytes[at + 1] !== LINE_FEED);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

/** How many of the bytes form whole characters; a CR at the end waits for its LF. RFC 3629 §3. */
function wholeLength(bytes: Buffer): number {
  if (bytes.at(-1) === CARRIAGE_RETURN) return bytes.length - 1;
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isContinuation(byte)) continue;
    return widthOf(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

function widthOf(leadByte: number): number {
  if (leadByte >= 0xf0) return 4;
  if (leadByte >= 0xe0) return 3;
  return leadByte >= 0xc0 ? 2 : 1;
}
