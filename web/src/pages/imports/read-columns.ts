import { readFileLine } from "./read-file-line.ts";

/** Longer first lines are no header of a table that a person would map by hand. */
const HEADER_MAX = 64_000;
const SEPARATORS = [",", ";", "\t"];

/**
 * The names of the columns of a file, so that a person can choose among them. The server reads the file itself; a name
 * that is read wrongly here cannot make it import anything else than it says.
 */
export async function readColumns(file: Blob): Promise<readonly string[]> {
  const first = (await readFileLine(file, 1, HEADER_MAX)) ?? "";
  const [, separator] = /^sep=(.)\s*$/i.exec(first) ?? [];
  const header = separator === undefined ? first : ((await readFileLine(file, 2, HEADER_MAX)) ?? "");
  return splitHeader(header, separator ?? separatorOf(header));
}

function separatorOf(header: string): string {
  const counts = SEPARATORS.map((separator) => header.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** The cells of a line; a quote inside of a cell in quotes is doubled. */
function splitHeader(header: string, separator: string): readonly string[] {
  const cells = [""];
  let isQuoted = false;
  const signs = [...header];
  for (const [at, sign] of signs.entries()) {
    const last = cells.length - 1;
    if (sign === '"') {
      const isDoubled = !isQuoted && signs[at - 1] === '"' && cells[last] !== "";
      if (isDoubled) cells[last] += sign;
      isQuoted = !isQuoted;
    } else if (sign === separator && !isQuoted) cells.push("");
    else cells[last] += sign;
  }
  return cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
}
