import { expect, test } from "vitest";
import { encodeQr } from "./encode-qr.ts";

const draw = (text: string) =>
  encodeQr(text).map((row) => row.map((isDark) => (isDark ? "#" : ".")).join(""));

test("a short text has the symbol that another program read", () => {
  // OpenCV's detector read this symbol as "muster".
  expect(draw("muster")).toEqual([
    "#######..#.##.#######",
    "#.....#.....#.#.....#",
    "#.###.#.#.....#.###.#",
    "#.###.#.####..#.###.#",
    "#.###.#.#.###.#.###.#",
    "#.....#.#.#.#.#.....#",
    "#######.#.#.#.#######",
    "........##.##........",
    "#.#####..##.#.#####..",
    ".#.....#.#..#..#.####",
    ".###..#.####.#..####.",
    "######.#..#....#####.",
    "##.#.##..#.#.#..##.##",
    "........########..#.#",
    "#######.....#.##.#.#.",
    "#.....#.#..########.#",
    "#.###.#.###.#..#.#.#.",
    "#.###.#.#.#.#...###..",
    "#.###.#.####.#....#..",
    "#.....#..........##..",
    "#######.##.#.#.....#.",
  ]);
});

test.each([
  [14, 21],
  [15, 25],
  [62, 33],
  [106, 41],
  [122, 45],
  [213, 57],
  [2_331, 177],
])("%i bytes need %i modules a side", (length, size) => {
  const rows = draw("x".repeat(length));
  expect([rows.length, rows[0]?.length]).toEqual([size, size]);
  for (const [row, from] of [
    [0, 0],
    [0, size - 7],
    [size - 7, 0],
  ] as const) {
    expect(rows[row]?.slice(from, from + 7)).toBe("#######");
    expect(rows[row + 3]?.slice(from, from + 7)).toBe("#.###.#");
  }
});

test("letters count by their bytes, and a text without room is refused", () => {
  expect(draw("é".repeat(7))).toHaveLength(21);
  expect(draw("é".repeat(8))).toHaveLength(25);
  expect(() => draw("x".repeat(2_332))).toThrow("too long");
});
