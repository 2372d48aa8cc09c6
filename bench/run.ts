import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import type { Report } from "./report.ts";
import { describeMachine, renderResults } from "./results.ts";

const BENCHMARKS = [
  "import-people",
  "plan-unchanged",
  "initial-cycle",
  "incremental-cycle",
  "sustained-changes",
  "million-people",
  "deprovisioning",
  "changed-mapping",
  "mapping",
  "planning-under-load",
  "store-commits",
  "nested-groups",
  "scim-provider",
  "write-parts",
  "postgres-writes",
  "console-lists",
] as const;
const USAGE = `usage: npm run bench -- [NAME...] [--quick] [--profile DIR]\nNAME: ${BENCHMARKS.join(", ")}`;
/** A benchmark that takes longer than this hangs. */
const TIMEOUT_MS = 20 * 60_000;
const RESULTS = fileURLToPath(new URL("./RESULTS.md", import.meta.url));

interface Wanted {
  readonly names: readonly string[];
  readonly isQuick: boolean;
  /** Where the servers leave their CPU profiles. */
  readonly profile: string | undefined;
}

function readArguments(argv: readonly string[]): Wanted | undefined {
  const names: string[] = [];
  let isQuick = false;
  let profile: string | undefined;
  const rest = argv.values();
  for (const each of rest) {
    if (each === "--quick") isQuick = true;
    else if (each === "--profile") profile = rest.next().value;
    else if (BENCHMARKS.some((name) => name === each)) names.push(each);
    else return undefined;
  }
  return { names: names.length === 0 ? BENCHMARKS : names, isQuick, profile };
}

/** Runs one benchmark in a process of its own. */
async function run(name: string, { isQuick, profile }: Wanted): Promise<Report> {
  console.error(name);
  const load = loadavg()[0] ?? 0;
  const child = fork(fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), isQuick ? ["--quick"] : [], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...(profile === undefined ? {} : { BENCH_PROFILE: profile }) },
    timeout: TIMEOUT_MS,
  });
  let report: Report | undefined;
  child.on("message", (message) => {
    report = message as Report;
  });
  const [exit] = await once(child, "exit");
  if (exit !== 0 || report === undefined) throw new Error(`${name} failed (exit ${exit})`);
  const when = `Taken on ${new Date().toISOString().slice(0, 10)}; load average when it began: ${load.toFixed(1)}.`;
  return { ...report, how: `${report.how.trimEnd()} ${when}` };
}

const wanted = readArguments(process.argv.slice(2));
if (wanted === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const machine = await describeMachine();
  const reports: Report[] = [];
  for (const name of wanted.names) reports.push(await run(name, wanted));
  // Only figures of the full size, taken without a profiler, are worth keeping.
  const isKept = !wanted.isQuick && wanted.profile === undefined;
  if (isKept) writeFileSync(RESULTS, renderResults(machine, reports, readFileSync(RESULTS, "utf8")));
  console.log(renderResults(machine, reports, ""));
}
