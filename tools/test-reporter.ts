import type {
  Reporter,
  SerializedError,
  TestCase,
  TestModule,
  TestRunEndReason,
  TestSuite,
} from "vitest/node";

/** What a run has found so far. */
export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Prints a line for each file of tests as it ends, and each failure as it happens; counts tests as it goes. */
export class TestReporter implements Reporter {
  readonly #print: (line: string) => void;
  #passed = 0;
  #failed = 0;
  #skipped = 0;
  #isInterrupted = false;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  get totals(): TestTotals {
    return { passed: this.#passed, failed: this.#failed, skipped: this.#skipped };
  }

  /** True once the run was stopped before its end, so that its totals prove nothing. */
  get isInterrupted(): boolean {
    return this.#isInterrupted;
  }

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    if (state === "passed") this.#passed += 1;
    else if (state === "skipped") this.#skipped += 1;
    else if (state === "failed") this.#fail(`${test.module.relativeModuleId} > ${test.fullName}`, errors);
  }

  onTestSuiteResult(suite: TestSuite): void {
    // A hook of a group of tests fails without a test of its own.
    const errors = suite.errors();
    if (errors.length > 0) this.#fail(`${suite.module.relativeModuleId} > ${suite.fullName}`, errors);
  }

  onTestModuleEnd(module: TestModule): void {
    // A file that does not load fails without a test of its own.
    const errors = module.errors();
    if (errors.length > 0) this.#fail(module.relativeModuleId, errors);
    const seconds = (module.diagnostic().duration / 1000).toFixed(1);
    const count = [...module.children.allTests()].length;
    this.#print(
      `${module.ok() ? "ok    " : "FAILED"} ${module.relativeModuleId} (${count} tests, ${seconds} s)`,
    );
  }

  onTestRunEnd(
    _modules: readonly TestModule[],
    errors: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    for (const error of errors) this.#fail("outside of a test", [error]);
    this.#isInterrupted = reason === "interrupted";
  }

  #fail(name: string, errors: readonly SerializedError[] | undefined): void {
    this.#failed += 1;
    this.#print(`\nFAILED ${name}`);
    for (const { message, stack, diff } of errors ?? []) {
      this.#print([message, diff, stack].filter((part) => part !== undefined).join("\n"));
    }
  }
}

/** The last line of a run, in the form that CI reads. */
export function totalsLine({ passed, failed, skipped }: TestTotals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
