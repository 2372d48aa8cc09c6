import { expect, test } from "vitest";
import {
  countEqualFailures,
  isAttemptDue,
  isParked,
  lastFailureAt,
  nextAttemptAt,
  retryDelayMs,
} from "./backoff.ts";
import type { Fault } from "./fault.ts";

const HOUR_MS = 3_600_000;
const INVALID: Fault = {
  kind: "invalid",
  code: "target.invalid",
  params: {},
  status: 400,
  refusedBy: "target",
};

test.each([
  [1, 60_000],
  [2, 120_000],
  [9, 15_360_000],
  [10, 21_600_000],
  [1_000, 21_600_000],
])("attempt %i waits %i ms", (attempts, ms) => {
  expect(retryDelayMs(attempts, undefined)).toBe(ms);
});

test("a target's Retry-After is respected up to a day", () => {
  expect(retryDelayMs(1, { retryAfterMs: 90_000 })).toBe(90_000);
  expect(retryDelayMs(1, { retryAfterMs: 365 * 24 * HOUR_MS })).toBe(24 * HOUR_MS);
});

test("a clock that was set back delays no attempt beyond its own delay", () => {
  const waiting = { attempts: 2, next_attempt: 10 * HOUR_MS, fault: null };
  const dueAt = (now: number) => isAttemptDue(waiting, now);
  expect([10 * HOUR_MS, 10 * HOUR_MS - 1, 10 * HOUR_MS - 120_000].map(dueAt)).toEqual([true, false, false]);
  expect(dueAt(10 * HOUR_MS - 120_001)).toBe(true);
  expect(dueAt(0)).toBe(true);
});

/** Counts as the engine does, failure by failure. */
function countAfter(faults: readonly Fault[]): number {
  let before: { readonly fault: Fault; readonly equal_failures: number } | undefined;
  for (const fault of faults) before = { fault, equal_failures: countEqualFailures(fault, before, false) };
  return before?.equal_failures ?? 0;
}

test("the third identical refusal in a row parks", () => {
  expect(isParked(countAfter([INVALID, INVALID]), 3)).toBe(false);
  expect(isParked(countAfter([INVALID, INVALID, INVALID]), 3)).toBe(true);
  expect(isParked(countAfter([INVALID]), 1)).toBe(true);
});

test.each<[string, Partial<Fault>]>([
  ["of another kind", { kind: "conflict", code: "target.conflict", status: 409 }],
  ["with another status", { status: 422, code: "target.refused" }],
  ["with another SCIM type", { params: { scimType: "mutability" } }],
  ["that passes by itself", { kind: "unavailable", code: "target.server-error", status: 500 }],
])("failures before a fault %s do not count", (_, other) => {
  const between = { ...INVALID, ...other };
  expect(countAfter([INVALID, INVALID, between, INVALID, INVALID])).toBe(2);
  expect(countAfter([between, between, INVALID])).toBe(1);
});

test("the words of a refusal do not matter, because targets put dates and numbers into them", () => {
  const worded = [1, 2, 3].map((number) => ({ ...INVALID, params: { detail: `request ${number} refused` } }));
  expect(isParked(countAfter(worded), 3)).toBe(true);
});

test.each<[string, Partial<Fault>]>([
  ["web pages with status 400", { code: "target.html", refusedBy: "middlebox" }],
  [
    "web pages with status 403",
    { kind: "forbidden", code: "target.forbidden-proxy", refusedBy: "middlebox" },
  ],
  ["sign-in pages", { code: "target.not-scim", status: 200 }],
  ["redirects", { code: "target.redirect", status: 302 }],
  ["404s that are not SCIM", { code: "target.wrong-url", status: 404 }],
  ["failures inside", { kind: "unavailable", code: "target.server-error", status: 500 }],
])("%s never park an object, as they say nothing about it", (_, more) => {
  const { refusedBy: _target, ...plain } = INVALID;
  const fault: Fault = { ...plain, ...more };
  expect(countAfter(Array(30).fill(fault))).toBe(0);
  expect(isParked(0, 1)).toBe(false);
});

const INNER: Fault = { kind: "unknown-outcome", code: "target.unknown-outcome", params: {}, status: 500 };

test("a failure inside the target counts only while the target carries out the same for others", () => {
  const first = countEqualFailures(INNER, undefined, false);
  const count = (equal: number, isWorking: boolean) =>
    countEqualFailures(INNER, { fault: INNER, equal_failures: equal }, isWorking);
  expect([first, count(0, false), count(0, true), count(2, false), count(2, true)]).toEqual([0, 0, 2, 2, 3]);
  for (const status of [502, 503, 504])
    expect(countEqualFailures({ ...INNER, status }, undefined, true)).toBe(0);
  expect(countEqualFailures({ ...INNER, refusedBy: "middlebox" }, undefined, true)).toBe(0);
});

test("an unknown outcome is looked into at once, and then with growing delays", () => {
  expect([1, 2, 3].map((attempts) => nextAttemptAt(attempts, INNER, 1_000))).toEqual([
    1_000, 121_000, 241_000,
  ]);
  for (const attempts of [1, 2, 3]) {
    const next_attempt = nextAttemptAt(attempts, INNER, 7_000);
    expect(lastFailureAt({ attempts, next_attempt, fault: INNER, equal_failures: 1 })).toBe(7_000);
  }
});
