import { createVitest } from "vitest/node";
import { TestReporter, totalsLine } from "./test-reporter.ts";

/**
 * Runs every test of the repository, or those in the files that the arguments name, and ends with the line
 * `N passed, N failed`. The exit code is 0 when tests ran and all passed, 130 after an interruption, else 1.
 */
async function runTests(filters: readonly string[]): Promise<number> {
  const reporter = new TestReporter((line) => console.log(line));
  const vitest = await createVitest("test", { run: true, watch: false, reporters: [reporter] });
  const interrupt = () => {
    const { passed, failed } = reporter.totals;
    console.log(
      `\nInterrupted after ${passed + failed} tests, of which ${failed} failed; the others did not run.`,
    );
    process.exitCode = 130;
    void vitest.cancelCurrentRun("keyboard-input");
  };
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", interrupt);
  try {
    await vitest.start([...filters]);
  } finally {
    await vitest.close();
  }
  if (reporter.isInterrupted) return 130;
  console.log(`\n${totalsLine(reporter.totals)}`);
  return reporter.totals.failed === 0 && reporter.totals.passed > 0 ? 0 : 1;
}

process.exitCode = await runTests(process.argv.slice(2));
