import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateSecondsLeft } from "../../src/core/provisioning/time-left.ts";

/** The time that a cycle still takes, at the speed that it has had. */

test("a steady pace is estimated right, to five seconds or a minute, whatever part is done", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 11, max: 100_000 }),
      fc.integer({ min: 10, max: 99_999 }),
      fc.integer({ min: 1, max: 60_000 }),
      (total, done, stepMs) => {
        const left = estimateSecondsLeft({ done, total, elapsedMs: done * stepMs });
        if (done >= total || done * stepMs < 5_000) expect(left).toBeNull();
        else {
          const exact = ((total - done) * stepMs) / 1_000;
          expect(left).toBeGreaterThanOrEqual(exact - 1e-6);
          expect(left! - exact).toBeLessThanOrEqual(exact < 60 ? 5 : 60);
        }
      },
    ),
  );
});

test("the first steps, and the first seconds, say nothing", () => {
  expect(estimateSecondsLeft({ done: 9, total: 100, elapsedMs: 60_000 })).toBeNull();
  expect(estimateSecondsLeft({ done: 50, total: 100, elapsedMs: 4_999 })).toBeNull();
  expect(estimateSecondsLeft({ done: 50, total: 100, elapsedMs: 5_000 })).toBe(5);
  expect(estimateSecondsLeft({ done: 0, total: 0, elapsedMs: 60_000 })).toBeNull();
});
