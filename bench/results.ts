import { readFileSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { openConnection } from "../src/store/sqlite/connection.ts";
import type { Report, Table } from "./report.ts";

/** From this heading on, RESULTS.md is written by hand and kept from run to run. */
const BY_HAND = "## Findings";
const HEADING = /^## (.+)$/m;

/** Versions and machine, as lines of a list. */
export async function describeMachine(): Promise<readonly string[]> {
  const sqlite = await openConnection(":memory:", { readOnly: false });
  const [row] = sqlite.rows({ sql: "select sqlite_version() as version", parameters: [] });
  sqlite.close();
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    readonly version: string;
  };
  const [core] = cpus();
  return [
    `Muster ${manifest.version}, ${new Date().toISOString().slice(0, 10)}`,
    `Node ${process.versions.node}, SQLite ${String(row?.["version"])}`,
    `${type()} ${release()}, ${availableParallelism()} cores (${core?.model ?? "unknown"}), ${Math.round(totalmem() / 1024 ** 3)} GiB`,
  ];
}

/**
 * RESULTS.md. Sections of `before` stay where no report has their title, and so does the part written by hand; each
 * section tells itself when it was taken.
 */
export function renderResults(
  machine: readonly string[],
  reports: readonly Report[],
  before: string,
): string {
  const start = before.indexOf(BY_HAND);
  const generated = start === -1 ? before : before.slice(0, start);
  const sections = new Map(sectionsOf(generated));
  for (const report of reports) sections.set(report.title, reportLines(report).join("\n"));
  const head = [
    "# Benchmarks",
    "",
    "Written by `npm run bench`; see the files beside this one for how each figure is taken.",
    "Every benchmark runs in a fresh process, over servers of the compiled program on data directories of their own,",
    "on one machine over the loopback interface. All parties of a benchmark share its cores.",
    "",
    ...machine.map((line) => `- ${line}`),
  ].join("\n");
  const byHand = start === -1 ? [] : [before.slice(start).trimEnd()];
  return `${[head, ...sections.values(), ...byHand].join("\n\n")}\n`;
}

/** The text of each section by its title. */
function sectionsOf(text: string): readonly (readonly [string, string])[] {
  return text
    .split(/^(?=## )/m)
    .slice(1)
    .map((section) => [HEADING.exec(section)?.[1] ?? "", section.trimEnd()]);
}

function reportLines({ title, how, tables = [], figures }: Report): readonly string[] {
  const list: Table = {
    columns: ["figure", "value", "what it means"],
    rows: figures.map(({ name, value, meaning }) => [name, value, meaning]),
  };
  return [`## ${title}`, "", how, ...tables.flatMap(wideLines), ...tableLines(list, ["---", "---:", "---"])];
}

/** A table of numbers: all columns but the first are flushed right. */
function wideLines(table: Table): readonly string[] {
  const marks = table.columns.map((_, at) => (at === 0 ? "---" : "---:"));
  return [...tableLines(table, marks), ...(table.note === undefined ? [] : ["", table.note])];
}

function tableLines({ columns, rows }: Table, marks: readonly string[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return ["", line(columns), `|${marks.join("|")}|`, ...rows.map(line)];
}
