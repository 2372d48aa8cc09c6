import { expect, test } from "vitest";
import { RateLimiter } from "./rate-limit.ts";

function limiterAt(requestsPerSecond: number, requestBurst: number) {
  const clock = { now: 1_000_000 };
  return { clock, limiter: new RateLimiter({ requestsPerSecond, requestBurst }, () => clock.now) };
}

test("a bearer may send a burst, and then as many as come back each second", () => {
  const { clock, limiter } = limiterAt(10, 5);
  const taken = (count: number) => Array.from({ length: count }, () => limiter.take("a"));
  expect(taken(5)).toEqual(taken(0).concat(Array(5).fill(undefined)));
  expect(taken(2)).toEqual([1, 1]);
  clock.now += 99;
  expect(taken(1)).toEqual([1]);
  clock.now += 1;
  expect(taken(2)).toEqual([undefined, 1]);
  clock.now += 60_000;
  expect(taken(6)).toEqual([...Array(5).fill(undefined), 1]);
});

test("bearers do not take from each other", () => {
  const { limiter } = limiterAt(1, 1);
  expect([limiter.take("a"), limiter.take("b"), limiter.take("a")]).toEqual([undefined, undefined, 1]);
});

test("whoever is slow is told to wait for long", () => {
  const { clock, limiter } = limiterAt(1, 1);
  limiter.take("a");
  clock.now -= 5_000;
  expect(limiter.take("a")).toBe(1);
  clock.now += 1_000;
  expect(limiter.take("a")).toBeUndefined();
});

test("without a rate there is no limit, and nothing is remembered", () => {
  const { limiter } = limiterAt(0, 1);
  expect(Array.from({ length: 100 }, () => limiter.take("a"))).toEqual(Array(100).fill(undefined));
  expect(limiter.size).toBe(0);
});

test("only so many bearers are remembered, the latest ones", () => {
  const { limiter } = limiterAt(1, 1);
  for (let bearer = 0; bearer < 10_500; bearer += 1) limiter.take(`bearer ${bearer}`);
  expect(limiter.size).toBe(10_000);
  expect(limiter.take("bearer 10499")).toBe(1);
  expect(limiter.take("bearer 0")).toBeUndefined();
});
