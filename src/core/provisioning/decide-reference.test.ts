import fc from "fast-check";
import { expect, test } from "vitest";
import { decideReference, type ReferenceFacts } from "./decide-reference.ts";

const facts: fc.Arbitrary<ReferenceFacts> = fc.record({
  policy: fc.constantFrom("keep" as const, "clear" as const),
  linked: fc.constantFrom("in" as const, "out" as const),
  isAdmitted: fc.boolean(),
  planned: fc.constantFrom("in" as const, "out" as const, "deleted" as const, undefined),
  isFinal: fc.boolean(),
});

test("a reference to an account that the plan deletes is never sent, and one to an account that stays in scope always", () => {
  fc.assert(
    fc.property(facts, (each) => {
      const decided = decideReference(each);
      if (each.planned === "deleted") expect(decided).toBe("absent");
      if (each.planned === "in") expect(decided).toBe("present");
    }),
  );
});

test("nothing stays open once all is decided, nor for a user about whom something is decided", () => {
  fc.assert(
    fc.property(facts, (each) => {
      const isOpen = decideReference(each) === "open";
      if (each.isFinal || each.planned !== undefined) expect(isOpen).toBe(false);
    }),
  );
});

test.each([
  ["clear", "out", undefined, "absent"],
  ["keep", "out", undefined, "present"],
  ["clear", "in", "out", "absent"],
  ["keep", "in", "out", "present"],
] as const)("policy %s, link %s, plan %s: %s", (policy, linked, planned, expected) => {
  expect(decideReference({ policy, linked, planned, isAdmitted: false, isFinal: true })).toBe(expected);
});
