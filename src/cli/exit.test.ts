import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EXIT, findExitOfCode, REFUSING_CODES } from "./exit.ts";

describe.each(["docs/operating.md", "docs/fr/operating.md"])("the exit codes at the start in %s", (file) => {
  const rows = [...readFileSync(file, "utf8").matchAll(/^\| (\d) \| .* \| ([^|]*) \|$/gm)];
  const codesOf = (exit: number) => {
    const row = rows.find(([, code]) => code === String(exit))?.[2] ?? "";
    return [...row.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
  };

  test("are those of the code", () => {
    expect(codesOf(EXIT.refused)).toEqual([...REFUSING_CODES]);
    expect(codesOf(EXIT.usage)).toEqual(["start.configuration"]);
    expect(rows.map(([, exit]) => Number(exit))).toEqual([EXIT.failed, EXIT.usage, EXIT.refused]);
  });
});

test.each([
  ["store.unavailable", EXIT.failed],
  ["store.disk-full", EXIT.failed],
  ["start.port-in-use", EXIT.failed],
  ["master-key.permission", EXIT.refused],
  ["store.incomplete", EXIT.refused],
])("%s ends with %i", (code, exit) => {
  expect(findExitOfCode(code)).toBe(exit);
});
