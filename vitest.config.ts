import { defineConfig } from "vitest/config";

/** Contract tests that replace what a module exports, or count what a process does: each file has its own modules. */
const ALONE = ["test/contract/store/**/*.test.ts"];
const CONTRACT_SETUP = ["test/contract/store/shared-postgres.ts"];

export default defineConfig({
  test: {
    // Without this, vitest leaves one processor idle; on two that is half of the machine. More workers than processors only
    // slow each other down.
    maxWorkers: "100%",
    // One summary over five kinds of tests; style and place of each: STYLE.md, "Tests".
    projects: [
      // Pure tests share a thread's modules: loading them again for each of 90 files took four times as long.
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "web/**/*.test.ts", "tools/**/*.test.ts"],
          pool: "threads",
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "property",
          include: ["test/property/**/*.test.ts"],
          pool: "threads",
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: "contract",
          include: ALONE,
          globalSetup: CONTRACT_SETUP,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      // Servers in these tests are objects of their own, so that files can share what they load: loading took a second for
      // each file, and half of the time of short ones.
      {
        test: {
          name: "contract-sharing",
          include: ["test/contract/**/*.test.ts"],
          exclude: ALONE,
          globalSetup: CONTRACT_SETUP,
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: "conformance", include: ["test/conformance/**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          name: "journeys",
          include: ["test/journeys/**/*.test.ts"],
          // Servers are processes of their own here; files share the command line and the first installation.
          isolate: false,
          globalSetup: ["test/journeys/build.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.ts"],
          isolate: false,
          globalSetup: ["test/browser/setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
