import { LINE_BYTES_MAX } from "./text.ts";

/** Whole records of a text, and the position of the field that ended the scan, from 0, where a quote is broken. */
export interface Scanned {
  readonly records: readonly (readonly string[])[];
  readonly brokenAt: number | undefined;
}

/** The text of a field, and the place of the character after it; or the reason why it has no end. */
type FieldEnd = { readonly value: string; readonly next: number } | "incomplete" | "broken";

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** New text is looked at once there is this much of it, so that short pieces do not make a long record be read many times. */
const WAITING_MIN = 8 * 1024;

/**
 * Takes separated text apart (RFC 4180; CR LF, LF and CR end a record). A quote opens a field at its beginning alone, and
 * only a delimiter or the end of the record may follow the closing one. A record longer than a line may be is broken too,
 * since it has a quote that is not closed.
 *
 * Records are cut out of the text as they are. A parser that looks at each byte and keeps count of lines and bytes for each
 * record took three times as long.
 */
export class RecordScanner {
  readonly #delimiter: number;
  #text = "";
  #waiting = "";

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Scans what the text adds. Call it no more once it found a broken quote. */
  add(text: string): Scanned {
    this.#waiting += text;
    // A record that is not complete is read again only with at least as much text behind it.
    if (this.#waiting.length < Math.max(WAITING_MIN, this.#text.length)) {
      return { records: [], brokenAt: undefined };
    }
    return this.#scan(false);
  }

  /** Scans what is left; the end of the text ends the last record. */
  end(): Scanned {
    return this.#scan(true);
  }

  #scan(isEnd: boolean): Scanned {
    const text = this.#text + this.#waiting;
    this.#waiting = "";
    const records: (readonly string[])[] = [];
    let start = 0;
    while (start < text.length) {
      const fields: string[] = [];
      const next = this.#readRecord(text, start, fields, isEnd);
      if (next === "broken") return { records, brokenAt: fields.length };
      if (next === "incomplete") break;
      records.push(fields);
      start = next;
    }
    this.#text = text.slice(start);
    return { records, brokenAt: undefined };
  }

  /** Adds the fields of the record that begins at `start`, and returns where the next one begins. */
  #readRecord(
    text: string,
    start: number,
    fields: string[],
    isEnd: boolean,
  ): number | "incomplete" | "broken" {
    for (let at = start; ; ) {
      const field = this.#readField(text, at, isEnd);
      const next = typeof field === "string" ? text.length : field.next;
      if (field === "broken" || next - start > LINE_BYTES_MAX) return "broken";
      if (field === "incomplete") return field;
      const code = text.charCodeAt(next);
      if (code === CARRIAGE_RETURN && next + 1 === text.length && !isEnd) return "incomplete";
      fields.push(field.value);
      at = next + 1;
      if (code === this.#delimiter) continue;
      return code === CARRIAGE_RETURN && text.charCodeAt(at) === LINE_FEED ? at + 1 : at;
    }
  }

  #readField(text: string, start: number, isEnd: boolean): FieldEnd {
    const field = text.charCodeAt(start) === QUOTE ? readQuoted(text, start) : this.#readPlain(text, start);
    if (field === "broken") return field;
    if (field === "incomplete") return isEnd ? "broken" : field;
    if (field.next === text.length) return isEnd ? field : "incomplete";
    return this.#endsField(text.charCodeAt(field.next)) ? field : "broken";
  }

  #endsField(code: number): boolean {
    return code === this.#delimiter || code === LINE_FEED || code === CARRIAGE_RETURN;
  }

  #readPlain(text: string, start: number): FieldEnd {
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) return "broken";
      if (this.#endsField(code)) return { value: text.slice(start, at), next: at };
    }
    return { value: text.slice(start), next: text.length };
  }
}

/** Reads a field whose quote opens at `start`. */
function readQuoted(text: string, start: number): FieldEnd {
  let isDoubled = false;
  for (let from = start + 1; ; ) {
    const end = text.indexOf('"', from);
    if (end === -1) return "incomplete";
    if (text.charCodeAt(end + 1) === QUOTE) {
      isDoubled = true;
      from = end + 2;
      continue;
    }
    const value = text.slice(start + 1, end);
    return { value: isDoubled ? value.replaceAll('""', '"') : value, next: end + 1 };
  }
}
