import fc from "fast-check";
import { expect, test } from "vitest";
import { isAttemptDue } from "../../src/core/provisioning/backoff.ts";
import { forgetFailures, listRestartParts, RESTART_PARTS } from "../../src/core/provisioning/restart.ts";

/** What a restart stands for, and what it makes of an object that failed. */

const scopes = fc.array(fc.constantFrom(...RESTART_PARTS, "full" as const), { maxLength: 6 });

test("scopes mean the same in any order, and held deletions pass on a word of their own alone", () => {
  fc.assert(
    fc.property(scopes, (chosen) => {
      const parts = listRestartParts(chosen);
      expect(listRestartParts([...chosen, ...chosen].reverse())).toEqual(parts);
      expect(listRestartParts(parts)).toEqual(parts);
      expect(parts.includes("force-deletes")).toBe(chosen.includes("force-deletes"));
      if (chosen.includes("full")) expect(parts.slice(0, 3)).toEqual(["escrows", "watermark", "quarantine"]);
    }),
  );
});

const fault = fc.option(
  fc
    .constantFrom("target.invalid", "target.unavailable", "target.value-of-other", "target.value-of-leaver")
    .map((code) => ({ kind: "conflict" as const, code, params: {}, retryAfterMs: 3_600_000 })),
  { nil: null },
);
const row = fc.record({
  attempts: fc.nat(30),
  equal_failures: fc.nat(5),
  next_attempt: fc.nat(1_000_000),
  parked: fc.constantFrom(0 as const, 1 as const),
  fault,
  failing_since: fc.option(fc.nat(1_000_000), { nil: null }),
});

test("a failure that is forgotten delays nothing, once and for all, and what orders names stays known", () => {
  fc.assert(
    fc.property(row, fc.nat(1_000_000), (before, now) => {
      const after = forgetFailures(before, now) ?? before;
      expect(forgetFailures(after, now)).toBeUndefined();
      expect([after.attempts, after.equal_failures, after.parked]).toEqual([0, 0, 0]);
      expect(isAttemptDue(after, now)).toBe(true);
      if (before.fault?.code.startsWith("target.value-of")) expect(after.fault).toEqual(before.fault);
    }),
  );
});
