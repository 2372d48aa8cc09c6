import { describe, expect, test } from "vitest";
import type { CallRate } from "../../ports/wire.ts";
import { openAdaptiveLimiter } from "./adaptive-limiter.ts";

const CREATES = 10_000;

/** A clock that jumps to the next sleeper's time as soon as nothing else is left to do. */
function openSimulatedTime() {
  let now = 0;
  const sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  return {
    monotonic: () => now,
    sleep: (ms: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ until: now + ms, wake });
      }),
    async run(work: Promise<unknown>): Promise<void> {
      let isOver = false;
      void work.finally(() => {
        isOver = true;
      });
      for (let turn = 0; turn < 1_000_000; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        if (isOver) return;
        now = Math.max(now, Math.min(...sleepers.map(({ until }) => until)));
        const due = sleepers.filter(({ until }) => until <= now);
        for (const each of due) {
          sleepers.splice(sleepers.indexOf(each), 1);
          each.wake();
        }
      }
      throw new Error("the simulation does not end");
    },
  };
}

/** Sends creates through the limiter, each on its way for 20 to 220 ms. The times at which they arrive, in order. */
async function sendAll(rates: readonly CallRate[]): Promise<number[]> {
  const time = openSimulatedTime();
  const limiter = openAdaptiveLimiter(time, { inFlightMax: 16, rates });
  const never = new AbortController().signal;
  const arrivals: number[] = [];
  let sent = 0;
  async function work(): Promise<void> {
    while (sent < CREATES) {
      const number = sent;
      sent += 1;
      const ticket = await limiter.enter(never, { calls: "writes" });
      if (ticket === undefined) return;
      await time.sleep(20 + ((number * 7_919) % 201));
      arrivals.push(time.monotonic());
      await time.sleep(30);
      limiter.leave(ticket, "good");
    }
  }
  await time.run(Promise.all(Array.from({ length: 20 }, work)));
  return arrivals.sort((one, other) => one - other);
}

/** The number of requests that a bucket refuses, refilled with `perSecond` and of this depth. */
function countRefusedByBucket(arrivals: readonly number[], perSecond: number, depth: number): number {
  let tokens = depth;
  let at = arrivals[0] ?? 0;
  let refused = 0;
  for (const arrival of arrivals) {
    tokens = Math.min(depth, tokens + ((arrival - at) * perSecond) / 1_000);
    at = arrival;
    if (tokens < 1) refused += 1;
    else tokens -= 1;
  }
  return refused;
}

/** The number of requests beyond the limit of a fixed window, for the beginning of the windows that refuses most. */
function countRefusedByWindow(arrivals: readonly number[], most: number, windowMs: number): number {
  const refusals = Array.from({ length: 60 }, (_, step) => {
    const offset = (step * windowMs) / 60;
    const counts = new Map<number, number>();
    for (const arrival of arrivals) {
      const window = Math.floor((arrival + offset) / windowMs);
      counts.set(window, (counts.get(window) ?? 0) + 1);
    }
    return [...counts.values()].reduce((sum, count) => sum + Math.max(0, count - most), 0);
  });
  return Math.max(...refusals);
}

function shareOf(arrivals: readonly number[], perSecond: number): number {
  const seconds = ((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)) / 1_000;
  return arrivals.length / seconds / perSecond;
}

describe("ten thousand creates use at least 95 % of the published rate and meet no 429", () => {
  test("of a bucket refilled with 3 a second, 20 deep", async () => {
    const arrivals = await sendAll([{ calls: "writes", requests: 3, perSeconds: 1, burst: 20 }]);
    expect(arrivals).toHaveLength(CREATES);
    expect(countRefusedByBucket(arrivals, 3, 20)).toBe(0);
    expect(shareOf(arrivals, 3)).toBeGreaterThanOrEqual(0.95);
  });

  test("of a fixed window of 180 a minute, wherever it begins", async () => {
    const arrivals = await sendAll([{ calls: "all", requests: 180, perSeconds: 60 }]);
    expect(arrivals).toHaveLength(CREATES);
    expect(countRefusedByWindow(arrivals, 180, 60_000)).toBe(0);
    expect(shareOf(arrivals, 3)).toBeGreaterThanOrEqual(0.95);
  });

  test("the simulated targets do refuse calls without limits", async () => {
    const arrivals = await sendAll([]);
    expect(countRefusedByBucket(arrivals, 3, 20)).toBeGreaterThan(CREATES / 2);
    expect(countRefusedByWindow(arrivals, 180, 60_000)).toBeGreaterThan(CREATES / 2);
  });
});

test("reads do not wait behind writes whose limit is used up, and each limit counts its own calls", async () => {
  const time = openSimulatedTime();
  const limiter = openAdaptiveLimiter(time, {
    inFlightMax: 16,
    rates: [{ calls: "writes", requests: 1, perSeconds: 60 }],
  });
  const never = new AbortController().signal;
  const order: string[] = [];
  const enter = (calls: "reads" | "writes") =>
    limiter.enter(never, { calls }).then((ticket) => {
      order.push(calls);
      if (ticket !== undefined) limiter.leave(ticket, "good");
    });
  await time.run(Promise.all([enter("writes"), enter("writes"), enter("reads"), enter("reads")]));
  expect(order).toEqual(["writes", "reads", "reads", "writes"]);
  expect(time.monotonic()).toBeGreaterThan(60_000);
});
