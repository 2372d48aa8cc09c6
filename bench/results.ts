import { readFileSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { openConnection } from "../src/store/sqlite/connection.ts";
import type { Report } from "./report.ts";

/** From this heading on, RESULTS.md is written by hand and kept from run to run. */
const BY_HAND = "## Findings";

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

/** RESULTS.md; the part written by hand is taken over from `before`. */
export function renderResults(
  machine: readonly string[],
  reports: readonly Report[],
  before: string,
): string {
  const start = before.indexOf(BY_HAND);
  const lines = [
    "# Benchmarks",
    "",
    "Written by `npm run bench`; see the files beside this one for how each figure is taken.",
    "Every benchmark runs in a fresh process, over servers of the compiled program on data directories of their own,",
    "on one machine over the loopback interface. All parties of a benchmark share its cores.",
    "",
    ...machine.map((line) => `- ${line}`),
    ...reports.flatMap(reportLines),
  ];
  return `${lines.join("\n")}\n${start === -1 ? "" : `\n${before.slice(start)}`}`;
}

function reportLines({ title, how, figures }: Report): readonly string[] {
  return [
    "",
    `## ${title}`,
    "",
    how,
    "",
    "| figure | value | what it means |",
    "|---|---:|---|",
    ...figures.map(({ name, value, meaning }) => `| ${name} | ${value} | ${meaning} |`),
  ];
}
