import { expect, test } from "vitest";
import { endOfDay, listDays, measureDelays } from "./history.ts";

test("times are summed up in their half, their 99th percent and the longest one", () => {
  expect(measureDelays([])).toBeNull();
  expect(measureDelays([7])).toEqual({ p50Ms: 7, p99Ms: 7, maxMs: 7, accounts: 1 });
  const hundreds = Array.from({ length: 200 }, (_, at) => 200 - at);
  expect(measureDelays(hundreds)).toEqual({ p50Ms: 101, p99Ms: 199, maxMs: 200, accounts: 200 });
});

test("days begin at midnight in UTC, and the last one is the day of the moment", () => {
  const days = listDays(Date.UTC(2026, 2, 1, 23, 59), 3);
  expect(days.map((start) => new Date(start).toISOString())).toEqual([
    "2026-02-27T00:00:00.000Z",
    "2026-02-28T00:00:00.000Z",
    "2026-03-01T00:00:00.000Z",
  ]);
  expect(days.slice(1)).toEqual(days.slice(0, -1).map(endOfDay));
});
