import { readdirSync } from "node:fs";
import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import { LOG_LINES } from "../src/app/log-lines.ts";
import { bare, read, section, sources, tableRows } from "./documents.ts";

/** The lines of the log: what the documents say of them, what the code writes, and what a journey has seen. */

describe.each([
  ["docs/operating.md", "The log"],
  ["docs/fr/operating.md", "Le journal"],
])("%s", (file, heading) => {
  test("has exactly the lines of the log that there are, with their levels", () => {
    const rows = tableRows(section(file, heading)).map(([code, levels = ""]) => [
      bare(code),
      [...levels.matchAll(/`(\w+)`/g)].map(([, level]) => level),
    ]);
    expect(rows.length).toBeGreaterThan(30);
    expect(Object.fromEntries(rows)).toEqual(LOG_LINES);
    expect(rows).toHaveLength(Object.keys(LOG_LINES).length);
  });
});

test("each line of the log is written in one place of the code at least, and a journey has seen it", () => {
  const codes = Object.keys(LOG_LINES);
  const listed = new Set(sources.filter((file) => file !== "src/app/log-lines.ts").flatMap(quotedCodes));
  expect(codes.filter((code) => !listed.has(code))).toEqual([]);
  const seen = new Set(
    readdirSync("test/journeys")
      .map((file) => posix.join("test/journeys", file))
      .filter((file) => file.endsWith(".ts"))
      .flatMap(quotedCodes),
  );
  // A bug alone writes it.
  expect(codes.filter((code) => !seen.has(code))).toEqual(["cycle.not-balanced"]);
});

function quotedCodes(file: string): string[] {
  return [...read(file).matchAll(/"([a-z]+\.[a-z-]+)"/g)].map(([, code = ""]) => code);
}
