import fc from "fast-check";
import { expect, test } from "vitest";
import { FAULT_KINDS } from "../../src/core/provisioning/fault.ts";
import { findEndingStep, type LoggedAction, listSteps } from "../../src/core/provisioning/log/list-steps.ts";
import { STEP_TYPES } from "../../src/core/provisioning/log/step-places.ts";

const CODES = [
  ...["scope.all", "scope.gone", "scope.none", "match.found", "match.several", "decide.update", "link.void"],
  ...["hold.duplicate-source", "hold.several-matches", "hold.mass-rewrite", "pending.match-failed"],
  ...["pending.reference", "pending.unknown-outcome", "refused.attribute", "refused.member", "of-tomorrow"],
];
const fault = fc.record({
  kind: fc.constantFrom(...FAULT_KINDS),
  code: fc.constantFrom("target.conflict", "target.html", "target.of-tomorrow"),
  params: fc.constant({}),
});
const entries: fc.Arbitrary<LoggedAction> = fc.record({
  action: fc.constantFrom("create", "update", "add-members", "reference", "of-tomorrow"),
  status: fc.constantFrom("success", "failure", "skipped", "held", "pending"),
  reasons: fc.array(fc.record({ code: fc.constantFrom(...CODES), params: fc.constant({}) }), {
    maxLength: 6,
  }),
  fault: fc.option(fault, { nil: null }),
  isSent: fc.boolean(),
});

test("every entry has the six steps in order, each of its reasons once, and ends at one step at most", () => {
  fc.assert(
    fc.property(entries, (entry) => {
      const steps = listSteps(entry);
      expect(steps.map(({ type }) => type)).toEqual(STEP_TYPES);
      const shown = steps.flatMap(({ reasons }) => reasons.map(({ code }) => code));
      const recorded = [...entry.reasons.map(({ code }) => code), ...(entry.fault ? [entry.fault.code] : [])];
      expect([...shown].sort()).toEqual([...recorded].sort());
      const end = findEndingStep(entry);
      expect(end === undefined).toBe(entry.status === "success");
      if (end === undefined) {
        expect(steps.some(({ status }) => status === "failure")).toBe(false);
        return;
      }
      const at = STEP_TYPES.indexOf(end);
      expect(steps[at]?.status).not.toBe("success");
      expect(steps.slice(at + 1).every(({ status }) => status === "skipped")).toBe(true);
    }),
  );
});
