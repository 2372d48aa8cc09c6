import { expect, test } from "vitest";
import { readFileLine } from "./read-file-line.ts";

const TEXT = "userPrincipalName,displayName\r\nada@example.com,Ada\r\nb,Zoé";

test.each([
  [1, "userPrincipalName,displayName"],
  [2, "ada@example.com,Ada"],
  [3, "b,Zoé"],
  [4, undefined],
])("line %d of a file in UTF-8", async (line, expected) => {
  expect(await readFileLine(new Blob([TEXT]), line)).toBe(expected);
});

test("a line of a file in UTF-16 with a mark", async () => {
  const bytes = new Uint8Array([0xff, 0xfe, ...[...TEXT].flatMap((sign) => [sign.charCodeAt(0), 0])]);
  expect(await readFileLine(new Blob([bytes]), 3)).toBe("b,Zoé");
});

test("a line over several pieces of a large file, and the end of a very long line", async () => {
  const rows = Array.from({ length: 40_000 }, (_, n) => `person-${n}@example.com,Person ${n}`);
  const file = new Blob([rows.join("\n"), `\n${"x".repeat(2_000)}`]);
  expect(await readFileLine(file, 30_001)).toBe("person-30000@example.com,Person 30000");
  expect(await readFileLine(file, 40_001)).toBe(`${"x".repeat(500)}…`);
});
