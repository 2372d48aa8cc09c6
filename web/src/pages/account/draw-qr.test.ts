import { expect, test } from "vitest";
import { drawQr } from "./draw-qr.ts";

/** The rows of a drawing, `#` for a dark module. */
function rowsOf(text: string): readonly string[] {
  const { size, path } = drawQr(text);
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => "."));
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    const row = rows[Number(y)];
    if (row !== undefined) row[Number(x)] = "#";
  }
  return rows.map((row) => row.join(""));
}

test("a short text has the symbol that another program read", () => {
  // zbar read this symbol as "muster".
  expect(rowsOf("muster")).toEqual([
    "#######.###.#.#######",
    "#.....#.##..#.#.....#",
    "#.###.#.#.#...#.###.#",
    "#.###.#....#..#.###.#",
    "#.###.#.#.#.#.#.###.#",
    "#.....#..#.##.#.....#",
    "#######.#.#.#.#######",
    "...........##........",
    "#..#######..##..#.###",
    ".####..##.#.#.#.####.",
    ".#.#.##..##..##.#.###",
    "###....#.#.#......##.",
    "#.###.#####...#......",
    "........#.###.....##.",
    "#######.#.#.######...",
    "#.....#.######...##..",
    "#.###.#.#####.##...##",
    "#.###.#.##.##..#..#..",
    "#.###.#..#....#.#####",
    "#.....#..#...###.####",
    "#######.####....#....",
  ]);
});

test("a letter counts by its bytes", () => {
  expect(drawQr("é".repeat(7)).size).toBe(21);
  expect(drawQr("é".repeat(8)).size).toBe(25);
});
