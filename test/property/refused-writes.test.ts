import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fault } from "../../src/core/provisioning/fault.ts";
import {
  findWriteTrouble,
  isPartOfTrouble,
  NO_WRITES,
  noteWrite,
  type WriteAnswer,
} from "../../src/core/provisioning/refused-writes.ts";

const refusal = (detail: string): Fault => ({
  kind: "invalid",
  code: "target.invalid",
  params: { detail },
  status: 400,
  refusedBy: "target",
});

const PATHS = ["title", "displayName", "nickName"];
/** The same refusal of any parts of any accounts. */
const refused: fc.Arbitrary<WriteAnswer> = fc.record({
  account: fc.integer({ min: 0, max: 9 }).map((n) => `account-${n}`),
  parts: fc.subarray(PATHS, { minLength: 1 }),
  isProven: fc.boolean(),
  faults: fc
    .integer({ min: 1, max: 3 })
    .chain((count) => fc.array(fc.nat(999), { minLength: count, maxLength: count }))
    .map((requests) => requests.map((request) => refusal(`not now (request ${request})`))),
});
const judged: fc.Arbitrary<WriteAnswer> = fc
  .tuple(
    refused,
    fc.constantFrom<readonly Fault[]>(
      [],
      [refusal("the value is too long")],
      [
        {
          ...refusal("not now (request 1)"),
          params: { detail: "not now (request 1)", scimType: "invalidPath" },
        },
      ],
      [{ kind: "already-exists", code: "target.already-exists", params: {}, status: 409 }],
      [{ ...refusal("not now (request 1)"), status: 422 }],
    ),
  )
  .map(([answer, faults]) => ({ ...answer, faults }));
const silent: fc.Arbitrary<WriteAnswer> = refused.map((answer) => ({
  ...answer,
  faults: [{ kind: "unavailable", code: "target.unavailable", params: {}, status: 503 }],
}));

const tallyOf = (answers: readonly WriteAnswer[]) => answers.reduce(noteWrite, NO_WRITES);

test("trouble is five accounts and two parts that got the same plain refusal, one of them taken before", () => {
  fc.assert(
    fc.property(fc.array(refused, { maxLength: 12 }), (answers) => {
      const trouble = findWriteTrouble(tallyOf(answers));
      const accounts = new Set(answers.map(({ account }) => account)).size;
      const parts = new Set(answers.flatMap((each) => each.parts)).size;
      const isShown = accounts >= 5 && parts >= 2 && answers.some(({ isProven }) => isProven);
      expect(trouble !== undefined).toBe(isShown);
      if (trouble === undefined) return;
      expect([trouble.kind, trouble.code, trouble.status]).toEqual([
        "unavailable",
        "target.refuses-writes",
        400,
      ]);
      const all = answers.flatMap(({ faults }) => faults);
      expect(all.every((fault) => isPartOfTrouble(trouble, fault))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a target that takes or judges one write, whenever it comes, is not in trouble", () => {
  fc.assert(
    fc.property(fc.array(refused, { maxLength: 12 }), judged, fc.nat(12), (answers, other, at) => {
      // A single answer with other words is the measure for those that follow.
      const first = { account: "account-0", parts: PATHS, isProven: true, faults: [refusal("not now")] };
      const before = [first, ...answers.slice(0, at)];
      expect(findWriteTrouble(tallyOf([...before, other, ...answers.slice(at)]))).toBeUndefined();
    }),
  );
});

test("writes without an answer change nothing", () => {
  fc.assert(
    fc.property(fc.array(refused, { maxLength: 12 }), silent, fc.nat(12), (answers, other, at) => {
      const without = tallyOf(answers);
      expect(tallyOf([...answers.slice(0, at), other, ...answers.slice(at)])).toEqual(without);
    }),
  );
});
