import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";

/** Runs every test of the repository and ends with the line `N passed, N failed`. */
const report = z.object({
  numTotalTests: z.number(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
  numPendingTests: z.number(),
});

function runTests(): number {
  const folder = mkdtempSync(join(tmpdir(), "muster-tests-"));
  const file = join(folder, "report.json");
  try {
    const args = [
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=dot",
      "--reporter=json",
      `--outputFile=${file}`,
    ];
    const run = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], { stdio: "inherit" });
    const result = report.parse(JSON.parse(readFileSync(file, "utf8")));
    // A file that does not load fails without having counted a test of its own.
    const unloaded =
      run.status !== 0 && result.numFailedTests === 0 ? Math.max(1, result.numFailedTestSuites) : 0;
    const failed = result.numFailedTests + unloaded;
    const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : "";
    console.log(`\n${result.numPassedTests} passed, ${failed} failed${skipped}`);
    return failed === 0 && result.numPassedTests > 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = runTests();
