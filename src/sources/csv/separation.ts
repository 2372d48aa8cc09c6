/** How a file separates its fields, and how much of it stands before its header. */
export interface Separation {
  readonly delimiter: string;
  /** Bytes and lines to leave out: a line `sep=;` and blank lines before it. */
  readonly skippedBytes: number;
  readonly skippedLines: number;
}

const DELIMITERS = [",", ";", "\t"] as const;
const FIRST_LINE = /\S[^\r\n]*(\r\n|\r|\n)?/;
const SEP_LINE = /^"?sep=([,;\t|])"?\s*$/i;
const LINE_BREAK = /\r\n|\r|\n/g;

/** Blank lines at the beginning of a file: how many there are, and how many bytes they take. */
export interface BlankLines {
  readonly lines: number;
  readonly bytes: number;
}

/** The whole lines of a text that has nothing else than white space; none where it has. */
export function findBlankLines(start: Buffer): BlankLines {
  const text = start.toString("utf8");
  const end = /\S/.test(text) ? 0 : Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;
  const blank = text.slice(0, end);
  return { lines: blank.match(LINE_BREAK)?.length ?? 0, bytes: Buffer.byteLength(blank) };
}

/**
 * Finds the delimiter of a file in its first line that is not blank: the one that a line `sep=;` names (Excel), else the
 * comma, semicolon or tab that occurs most often outside of quotes. Undefined as long as that line is not complete.
 *
 * Spreadsheets of countries with a decimal comma write semicolons, and what is copied out of a spreadsheet has tabs.
 */
export function detectSeparation(start: Buffer, isComplete: boolean): Separation | undefined {
  const text = start.toString("utf8");
  const found = FIRST_LINE.exec(text);
  if (found === null) {
    return isComplete ? { delimiter: ",", skippedBytes: 0, skippedLines: 0 } : undefined;
  }
  const [line, lineBreak] = found;
  if (lineBreak === undefined && !isComplete) return undefined;
  const named = SEP_LINE.exec(line)?.[1];
  if (named !== undefined) {
    const skipped = text.slice(0, found.index + line.length);
    const skippedLines = skipped.match(LINE_BREAK)?.length ?? 0;
    return { delimiter: named, skippedBytes: Buffer.byteLength(skipped), skippedLines };
  }
  return { delimiter: chooseDelimiter(line), skippedBytes: 0, skippedLines: 0 };
}

function chooseDelimiter(line: string): string {
  const unquoted = line.replaceAll(/"[^"]*"/g, "");
  let best: { readonly delimiter: string; readonly count: number } = { delimiter: ",", count: 0 };
  for (const delimiter of DELIMITERS) {
    const count = unquoted.split(delimiter).length - 1;
    if (count > best.count) best = { delimiter, count };
  }
  return best.delimiter;
}
