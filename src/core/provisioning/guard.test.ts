import { describe, expect, test } from "vitest";
import { type ObjectId, toAccountId, trustId } from "../ids.ts";
import { isBalanced, NO_CYCLE_COUNTS } from "./cycle-balance.ts";
import { extendHash } from "./digest.ts";
import { answerFor, answerSubject, computeDeletionLimit, hold, holdDeletions } from "./guard.ts";
import { createReason } from "./reason.ts";
import { completeSettings, DEFAULT_SETTINGS } from "./settings.ts";

describe("deletion threshold", () => {
  test.each([
    [0, 5],
    [10, 5],
    [100, 20],
    [249, 49],
    [1_000, 50],
    [100_000, 50],
  ])("of %i accounts %i may lose access in a day", (linked, limit) => {
    expect(computeDeletionLimit(linked, DEFAULT_SETTINGS)).toBe(limit);
  });

  test.each([
    ["nothing planned", 90, 0, false],
    ["at the limit", 0, 20, false],
    ["one over the limit", 0, 21, true],
    ["leavers one by one count too", 20, 1, true],
  ])("%s", (_, recent, planned, held) => {
    const because = holdDeletions({ type: "user", linked: 100, recent, planned }, DEFAULT_SETTINGS);
    expect(because !== undefined).toBe(held);
    if (held) expect(because?.params).toMatchObject({ count: recent + planned, limit: 20, base: 100 });
  });

  test("a held decision keeps what it would have done", () => {
    const changes = [{ path: "active", from: true, to: false }];
    const held = hold(
      { verb: "disable", reasons: [createReason("scope.none")], changes, account: undefined },
      createReason("why"),
    );
    expect(held).toMatchObject({ verb: "hold", changes, reasons: [{ code: "scope.none" }, { code: "why" }] });
  });

  test("an answer counts for its own subject, and for no other", () => {
    const id = trustId<ObjectId>("01900000-0000-7000-8000-000000000001");
    const answers = new Map([[id, { subject: "disable", answer: "approved" as const, created: 1 }]]);
    expect(answerFor(answers, id, "disable")).toBe("approved");
    expect(answerFor(answers, id, "delete")).toBeUndefined();
    expect(answerFor(answers, id, undefined)).toBeUndefined();
  });

  test("what an answer is about is the verb, and for an adoption the account too", () => {
    const held = {
      verb: "hold",
      account: toAccountId("a1"),
      reasons: [createReason("decide.adopt"), createReason("why")],
    };
    expect(answerSubject(held)).toBe("adopt a1");
    expect(answerSubject({ ...held, verb: "adopt", reasons: [] })).toBe("adopt a1");
    expect(answerSubject({ ...held, reasons: [createReason("decide.disable")] })).toBe("disable");
    expect(answerSubject({ ...held, verb: "update", reasons: [] })).toBeUndefined();
  });
});

test("a cycle closes only when everything is accounted for once", () => {
  expect(isBalanced({ ...NO_CYCLE_COUNTS, evaluated: 3, created: 1, unchanged: 1, held: 1 })).toBe(true);
  expect(isBalanced({ ...NO_CYCLE_COUNTS, evaluated: 3, created: 1, unchanged: 1 })).toBe(false);
  expect(isBalanced({ ...NO_CYCLE_COUNTS, evaluated: 1, created: 1, failed: 1 })).toBe(false);
});

test("a plan's hash depends on each entry and on their order, not on the order of keys", () => {
  const hash = (text: string) => `<${text}>`;
  const both = (first: number, second: number) =>
    extendHash(extendHash("", { n: first }, hash), { n: second }, hash);
  expect(both(1, 2)).not.toBe(both(2, 1));
  expect(extendHash("", { a: 1, b: 2 }, hash)).toBe(extendHash("", { b: 2, a: 1 }, hash));
});

test("settings that were not set have their defaults", () => {
  expect(completeSettings({})).toEqual(DEFAULT_SETTINGS);
  const read = completeSettings({ everySeconds: 60, onUserGone: "delete" });
  expect(read).toEqual({ ...DEFAULT_SETTINGS, everySeconds: 60, onUserGone: "delete" });
});
