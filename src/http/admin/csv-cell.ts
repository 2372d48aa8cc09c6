/** The beginning of a text that a spreadsheet runs as a formula when the file is opened. */
const FORMULA = /^[=+\-@\t\r]/;

/** Writes a line of CSV (RFC 4180). A text that a spreadsheet would run gets an apostrophe before it. */
export function writeCsvLine(values: readonly string[]): string {
  return `${values.map(writeCsvCell).join(",")}\r\n`;
}

function writeCsvCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
