import { expect, test } from "vitest";
import { BulkPace } from "./bulk-pace.ts";

test.each([
  ["0.2 ms", 0.2, { size: 10_000, least: 250, requests: 2 }],
  ["4 ms", 4, { size: 500, least: 12, requests: 4 }],
  ["100 ms", 100, { size: 20, least: 1, requests: 16 }],
  ["5 s", 5_000, { size: 1, least: 1, requests: 16 }],
])("operations of %s each", (_what, ms, { size, least, requests }) => {
  const pace = new BulkPace();
  pace.learn(10, 10 * ms);
  expect([pace.size, pace.least, pace.requests]).toEqual([size, least, requests]);
});

test("a pace that is not measured yet is careful, and one slow answer does not stay", () => {
  const pace = new BulkPace();
  expect([pace.size, pace.least, pace.requests]).toEqual([16, 10, 5]);
  pace.learn(10, 20_000);
  for (let n = 0; n < 20; n += 1) pace.learn(10, 10);
  expect(pace.requests).toBe(2);
});
