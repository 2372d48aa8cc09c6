import { expect, test } from "vitest";
import { renderTable, widthOf } from "./table.ts";

test.each([
  ["abc", 3],
  ["Zoë", 3],
  ["Zoe\u0308", 3],
  ["田中", 4],
  ["한국", 4],
  ["👩‍💻", 2],
  ["", 0],
])("%s takes %d cells", (text, cells) => {
  expect(widthOf(text)).toBe(cells);
});

test("columns are aligned, whatever is in them", () => {
  const rows = [
    ["name", "users"],
    ["田中", "1,000"],
    ["a\u001b[31mb", "7"],
  ];
  expect(renderTable(rows, [1])).toEqual(["name     users", "田中     1,000", "a [31mb      7"]);
  expect(renderTable([])).toEqual([]);
});
