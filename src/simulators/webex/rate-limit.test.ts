import { expect, test } from "vitest";
import { createLimiter, type RateLimit } from "./rate-limit.ts";

/** How many of the requests sent at these seconds pass. */
function countPassed(limit: RateLimit, seconds: readonly number[]): number {
  const limiter = createLimiter(limit);
  return seconds.filter((second) => limiter(second * 1_000) === undefined).length;
}

const evenly = (count: number, perSecond: number) => Array.from({ length: count }, (_, at) => at / perSecond);

test.each<[string, RateLimit, readonly number[], number]>([
  ["a window lets its requests pass", { kind: "window", requests: 3, seconds: 60 }, [0, 1, 2, 3, 59.9], 3],
  ["a window opens again", { kind: "window", requests: 1, seconds: 60 }, [0, 59, 60, 61, 120], 3],
  [
    "a client that keeps to a window",
    { kind: "window", requests: 180, seconds: 60 },
    evenly(1_000, 3),
    1_000,
  ],
  [
    "a bucket lets its depth pass at once",
    { kind: "bucket", perSecond: 3, depth: 20 },
    Array(30).fill(0),
    20,
  ],
  ["a client that keeps to a bucket", { kind: "bucket", perSecond: 3, depth: 20 }, evenly(1_000, 3), 1_000],
  ["no limit", { kind: "none" }, Array(1_000).fill(0), 1_000],
])("%s", (_, limit, seconds, passed) => {
  expect(countPassed(limit, seconds)).toBe(passed);
});

test.each<[RateLimit, number]>([
  [{ kind: "window", requests: 1, seconds: 60 }, 60],
  [{ kind: "bucket", perSecond: 0.1, depth: 1 }, 10],
])("after the seconds that %j names, the next request passes", (limit, seconds) => {
  const limiter = createLimiter(limit);
  expect(limiter(0)).toBeUndefined();
  expect(limiter(0)).toBe(seconds);
  expect(limiter(seconds * 1_000)).toBeUndefined();
});
