import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

/** Runs the fixture with the reporter in a process of its own, and prints its lines and totals. */
const SCRIPT = `
  import { createVitest } from "vitest/node";
  import { TestReporter, totalsLine } from "./tools/test-reporter.ts";
  const reporter = new TestReporter((line) => console.log(line));
  const options = { run: true, watch: false, config: false, include: ["tools/failing-hook.fixture.ts"] };
  const vitest = await createVitest("test", { ...options, reporters: [reporter] });
  await vitest.start();
  await vitest.close();
  console.log(totalsLine(reporter.totals));
  process.exit(0);
`;

test("a hook of a group of tests that fails is counted, and its reason is shown", async () => {
  const { stdout } = await run(process.execPath, ["--import", "tsx", "--input-type=module", "-e", SCRIPT]);
  expect(stdout).toContain("FAILED tools/failing-hook.fixture.ts > a group\nthe hook of the group failed");
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("1 passed, 1 failed");
});
