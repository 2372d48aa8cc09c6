import fc from "fast-check";
import { expect, test } from "vitest";
import {
  ACCOUNT_RULE,
  ADDRESS_RULE,
  type Attempts,
  countAttempt,
  DELAY_MS_MAX,
  FORGET_MS,
  NO_ATTEMPTS,
  takeBack,
  waitOf,
} from "../../src/core/people/sign-in-delay.ts";

const rules = fc.constantFrom(ACCOUNT_RULE, ADDRESS_RULE);
const waits = fc.array(fc.integer({ min: 0, max: 2 * FORGET_MS }), { maxLength: 60 });

/** The states after attempts with these pauses; attempts during a delay are refused and change nothing. */
function attemptsAfter(
  pauses: readonly number[],
  rule: typeof ACCOUNT_RULE,
): readonly (readonly [number, Attempts])[] {
  let [now, state] = [1_000_000, NO_ATTEMPTS];
  return pauses.map((pause) => {
    now += pause;
    if (waitOf(state, now) === 0) state = countAttempt(state, rule, now);
    return [now, state] as const;
  });
}

test("no delay is longer than the longest, so that nobody is locked out for good", () => {
  fc.assert(
    fc.property(waits, rules, (pauses, rule) => {
      for (const [now, state] of attemptsAfter(pauses, rule)) {
        expect(waitOf(state, now)).toBeLessThanOrEqual(DELAY_MS_MAX);
        expect(waitOf(state, now + DELAY_MS_MAX)).toBe(0);
      }
    }),
  );
});

test("each failure in a row delays at least as long as the one before, and free ones not at all", () => {
  fc.assert(
    fc.property(rules, fc.integer({ min: 1, max: 80 }), (rule, count) => {
      let [now, state, before] = [1_000_000, NO_ATTEMPTS, 0];
      for (let failures = 1; failures <= count; failures += 1) {
        now += waitOf(state, now);
        state = countAttempt(state, rule, now);
        const wait = waitOf(state, now);
        expect(wait).toBeGreaterThanOrEqual(before);
        expect(wait > 0).toBe(failures > rule.free);
        before = wait;
      }
    }),
  );
});

test("failures are forgotten a day after the last one", () => {
  fc.assert(
    fc.property(waits, rules, (pauses, rule) => {
      const [last] = attemptsAfter(pauses, rule).slice(-1);
      if (last === undefined) return;
      const [now, state] = last;
      expect(countAttempt(state, rule, now + FORGET_MS + DELAY_MS_MAX).failures).toBe(1);
    }),
  );
});

test("a clock that was set back does not lengthen a delay", () => {
  const state = { failures: 40, until: 10_000_000 + DELAY_MS_MAX, forgotten: 10_000_000 + FORGET_MS };
  expect(waitOf(state, 1_000_000)).toBe(0);
});

test("right passwords take back what their attempts took, in whatever order attempts are counted and end", () => {
  const ends = fc.array(fc.record({ isRight: fc.boolean(), inHand: fc.nat({ max: 5 }) }), { maxLength: 40 });
  fc.assert(
    fc.property(rules, ends, (rule, attempts) => {
      const now = 1_000_000;
      let state: Attempts | undefined;
      let inHand: boolean[] = [];
      const end = (isRight: boolean) => {
        if (isRight && state !== undefined) state = takeBack(state, rule, undefined);
      };
      for (const { isRight, inHand: max } of attempts) {
        state = countAttempt(state ?? NO_ATTEMPTS, rule, now);
        inHand = [...inHand, isRight];
        while (inHand.length > max) end(inHand.shift() ?? false);
      }
      for (const isRight of inHand) end(isRight);
      const wrong = attempts.filter(({ isRight }) => !isRight).length;
      expect(state?.failures ?? 0).toBe(wrong);
      if (wrong <= rule.free) expect(waitOf(state ?? NO_ATTEMPTS, now)).toBe(0);
    }),
  );
});

test("a right password that no other attempt overtook leaves the address as it was", () => {
  const before = { failures: 25, until: 900_000, forgotten: 1_000_000 + FORGET_MS / 2 };
  const counted = countAttempt(before, ADDRESS_RULE, 1_000_000);
  expect(takeBack(counted, ADDRESS_RULE, before)).toEqual(before);
});
