import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FAULT_CODES, readRetryAfterMs } from "./faults.ts";
import { QUIRKS } from "./quirks.ts";

function codesIn(files: readonly string[], form: RegExp): readonly string[] {
  const text = files.map((name) => readFileSync(new URL(`./${name}.ts`, import.meta.url), "utf8")).join("\n");
  // What stands before is the list itself.
  const uses = text.slice(text.indexOf("export type FaultCode") + 1);
  return [...new Set([...uses.matchAll(form)].map(([, code = ""]) => code))].sort();
}

test.each([
  [{}, undefined],
  [{ "retry-after": "" }, undefined],
  [{ "retry-after": "soon" }, undefined],
  [{ "retry-after": "2" }, 2_000],
  [{ "retry-after": "0" }, 0],
  [{ "retry-after": "Sat, 21 Nov 2026 10:00:30 GMT", date: "Sat, 21 Nov 2026 10:00:00 GMT" }, 30_000],
  [{ "retry-after": "Sat, 21 Nov 2026 09:00:00 GMT", date: "Sat, 21 Nov 2026 10:00:00 GMT" }, 0],
  [{ "retry-after": "Sat, 21 Nov 2026 10:00:30 GMT" }, 60_000],
])("%j asks to wait %s ms", (headers, expected) => {
  expect(readRetryAfterMs(headers as Record<string, string>)).toBe(expected);
});

test("every code is used, and no other", () => {
  const used = codesIn(
    [
      "faults",
      "find",
      "reads",
      "api",
      "oauth/token-source",
      "create",
      "members",
      "refusals",
      "remove",
      "replace",
      "update",
      "../../core/diagnosis/http-outcome",
    ],
    /"(target\.[a-z-]+)"/g,
  );
  expect(used).toEqual(Object.keys(FAULT_CODES).sort());
});

test("every tolerated quirk can be noted, and is dated", () => {
  expect(codesIn(["discovery", "reads"], /"(scim\.[a-z-]+)"/g)).toEqual(Object.keys(QUIRKS).sort());
  for (const { seen } of Object.values(QUIRKS)) expect(seen).toMatch(/\b20\d\d-\d\d$/);
});
