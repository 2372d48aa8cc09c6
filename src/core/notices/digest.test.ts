import { expect, test } from "vitest";
import { digestDay, readEndingToken } from "./digest.ts";

const DAY_MS = 24 * 3_600_000;

test.each([
  [61, undefined],
  [60, { days: 60, isAnnounced: true }],
  [59, { days: 59, isAnnounced: false }],
  [30, { days: 30, isAnnounced: true }],
  [7, { days: 7, isAnnounced: true }],
  [6, { days: 6, isAnnounced: false }],
  [0.5, { days: 1, isAnnounced: true }],
  [0, undefined],
])("a token that ends in %d days", (days, expected) => {
  expect(readEndingToken(1_000 + days * DAY_MS, 1_000)).toEqual(expected);
});

test("a token is announced on exactly four days", () => {
  const end = 100 * DAY_MS;
  const days = Array.from({ length: 101 }, (_, day) => readEndingToken(end, day * DAY_MS + 1));
  expect(days.filter((each) => each?.isAnnounced === true)).toHaveLength(4);
});

test("the digest of a day is due from six o'clock on", () => {
  expect(digestDay(Date.parse("2026-11-30T05:59:59Z"))).toBeUndefined();
  expect(digestDay(Date.parse("2026-11-30T06:00:00Z"))).toBe("2026-11-30");
});
