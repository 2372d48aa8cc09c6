import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

/** The text of a file. */
export const read = (file: string) => readFileSync(file, "utf8");

/** The files below a folder, without tests. */
export function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending) && !file.endsWith(".test.ts"))
    .map((file) => posix.join(folder, file.replaceAll("\\", "/")));
}

const atRoot = readdirSync(".").filter((file) => file.endsWith(".md"));
/** Every document, in both languages. */
export const documents = [...atRoot, ...filesBelow("docs", ".md")];
/** The program's sources without the texts that people read. */
export const sources = filesBelow("src", ".ts").filter((file) => !file.startsWith("src/messages/"));

/** What a pattern captures in the sources below these folders. */
export function found(pattern: RegExp, ...folders: readonly string[]): string[] {
  const files = sources.filter((file) => folders.some((folder) => file.startsWith(folder)));
  const matches = files.flatMap((file) => [...read(file).matchAll(pattern)]);
  return matches.map(([, one = ""]) => one);
}

/** The cells of all rows of the tables in a text; heads and rules are left out. */
export function tableRows(text: string): string[][] {
  const rows = text.split("\n").filter((line) => line.startsWith("|"));
  const cells = rows.map((line) =>
    line
      .slice(1, line.lastIndexOf("|"))
      .split("|")
      .map((cell) => cell.trim()),
  );
  const isRule = (row: readonly string[] | undefined) => row?.every((cell) => /^-+$/.test(cell)) === true;
  return cells.filter((row, at) => !isRule(row) && !isRule(cells[at + 1]));
}

/** What stands below a heading of the second level. */
export function section(file: string, heading: string): string {
  const [, after = ""] = read(file).split(`\n## ${heading}\n`);
  return after.split("\n## ")[0] ?? "";
}

/** A cell without its backticks. */
export const bare = (cell: string | undefined) => (cell ?? "").replaceAll("`", "");
/** Sorted, each once. */
export const unique = (list: readonly string[]) => [...new Set(list)].sort();
