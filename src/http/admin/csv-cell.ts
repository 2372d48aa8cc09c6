/**
 * Places where a spreadsheet may begin a cell with a formula when the file is opened: at the beginning of a text, and after
 * a line break, a tab or a semicolon in it. A spreadsheet in French divides lines at semicolons, and quotes do not help then.
 */
const FORMULAS = /(?=[=+\-@\t\r])(?:^|(?<=[;\t\r\n]"*))/g;

/** Writes a line of CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export function writeCsvLine(values: readonly string[]): string {
  return `${values.map(writeCsvCell).join(",")}\r\n`;
}

function writeCsvCell(text: string): string {
  const safe = text.replace(FORMULAS, "'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
