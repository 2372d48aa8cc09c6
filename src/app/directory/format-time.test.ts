import { expect, test } from "vitest";
import { formatTime } from "./format-time.ts";

const DAY_MS = 86_400_000;
/** The last moment that a date can be. */
const LAST = 8_640_000_000_000_000;

test.each([
  0,
  -1,
  1,
  DAY_MS - 1,
  DAY_MS,
  -DAY_MS,
  Date.UTC(2024, 1, 29, 23, 59, 59, 999),
  Date.UTC(2026, 10, 21, 8, 5, 3, 7),
  Date.UTC(12_026, 0, 1),
  LAST,
  -LAST,
])("%d is written as a date writes it", (ms) => {
  expect(formatTime(ms)).toBe(new Date(ms).toISOString());
});

test("days may come in any order", () => {
  for (let at = 0; at < 1_000; at += 1) {
    const ms = ((at * 7_919) % 977) * 31_536_007;
    expect(formatTime(ms)).toBe(new Date(ms).toISOString());
  }
});
