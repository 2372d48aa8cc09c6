import { describe, expect, test } from "vitest";
import { type ObjectId, toAccountId, trustId } from "../ids.ts";
import { isBalanced, NO_CYCLE_COUNTS } from "./cycle-balance.ts";
import { extendHash } from "./digest.ts";
import { computeDeletionLimit, hold, holdDeletions } from "./guard.ts";
import { answerFor, answerSubjects, isAnswerTo, toSubjects } from "./hold-answer.ts";
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

  const answerSubject = (...of: Parameters<typeof answerSubjects>) => answerSubjects(...of)?.approval;

  test("an answer counts for its own subject, and for no other", () => {
    const id = trustId<ObjectId>("01900000-0000-7000-8000-000000000001");
    const answers = new Map([[id, { subject: "disable", answer: "approved" as const, created: 1 }]]);
    expect(answerFor(answers, id, toSubjects("disable"))).toBe("approved");
    expect(answerFor(answers, id, toSubjects("delete"))).toBeUndefined();
    expect(answerFor(answers, id, undefined)).toBeUndefined();
  });

  test("a rejection that an earlier version stored is about each decision with its verb, an approval is void", () => {
    const id = trustId<ObjectId>("01900000-0000-7000-8000-000000000001");
    const read = (subject: string, answer: "approved" | "rejected", wanted: string) =>
      answerFor(new Map([[id, { subject, answer, created: 1 }]]), id, toSubjects(wanted));
    expect(read("disable", "rejected", "disable 0a1b")).toBe("rejected");
    expect(read("delete", "rejected", "delete 0a1b")).toBe("rejected");
    expect(read("disable", "rejected", "delete 0a1b")).toBeUndefined();
    expect(read("disable", "approved", "disable 0a1b")).toBeUndefined();
    expect(read("adopt a", "rejected", "adopt a b")).toBeUndefined();
  });

  test("an answer is about exactly what its giver saw: verb, account, changes and reasons", () => {
    const hash = (text: string) => text;
    const held = {
      verb: "hold",
      account: toAccountId("a1"),
      changes: [],
      reasons: [createReason("decide.adopt"), createReason("hold.account-of-leaver")],
    };
    expect(answerSubject(held, hash)).toBe("adopt a1");
    expect(answerSubject({ ...held, verb: "adopt", reasons: [] }, hash)).toBe("adopt a1");
    // The approval of an adoption does not stand for a new account.
    expect(answerSubject({ ...held, verb: "create", reasons: [] }, hash)).toMatch(/^create /);
    expect(answerSubject({ ...held, verb: "skip", reasons: [] }, hash)).toBeUndefined();

    const why = createReason("scope.none");
    const free = { ...held, verb: "disable", reasons: [why, createReason("decide.disable")] };
    const guarded = {
      ...free,
      verb: "hold",
      reasons: [...free.reasons, createReason("hold.deletion-threshold", { count: 9 })],
    };
    const subject = answerSubject(free, toChecksum);
    expect(subject).toMatch(/^disable /);
    // The same decision, whether a guard holds it or not; another one with any other fact.
    expect(answerSubject(guarded, toChecksum)).toBe(subject);
    const others = [
      { ...free, account: toAccountId("a2") },
      { ...free, changes: [{ path: "active", from: true, to: false }] },
      { ...free, reasons: [createReason("scope.deleted"), createReason("decide.disable")] },
    ];
    for (const other of others)
      expect(answerSubject(other, toChecksum)).not.toBe(answerSubject(free, toChecksum));
  });

  test("a rejected removal of access stands while other attributes change, and an approved one does not", () => {
    const off = { path: "active", from: true, to: false };
    const why = [createReason("scope.inactive"), createReason("decide.disable")];
    const decide = (titles: readonly string[]) => ({
      ...{ verb: "disable", account: toAccountId("a1") },
      changes: [off, ...titles.map((to) => ({ path: "title", from: "Clerk", to }))],
      reasons: [createReason("change.attributes", { count: 1 + titles.length }), ...why],
    });
    const subjects = (titles: readonly string[]) => answerSubjects(decide(titles), toChecksum);
    expect(subjects(["Chief"])?.rejection).toBe(subjects([])?.rejection);
    expect(subjects(["Chief"])?.approval).not.toBe(subjects([])?.approval);
    const others = [
      { ...decide([]), account: toAccountId("a2") },
      { ...decide([]), changes: [] },
      { ...decide([]), reasons: [createReason("scope.deleted"), createReason("decide.disable")] },
    ];
    for (const other of others)
      expect(answerSubjects(other, toChecksum)?.rejection).not.toBe(subjects([])?.rejection);
    // A rejection of an earlier version was about the decision as a whole.
    const stored = { subject: subjects(["Chief"])?.approval ?? "", answer: "rejected" as const };
    expect(isAnswerTo(stored, subjects(["Chief"]))).toBe(true);
    expect(isAnswerTo(stored, subjects(["Head"]))).toBe(false);
  });

  test("an answer to an update does not depend on values that depend on the time, and on every other one", () => {
    const update = (seen: string, title: string) => ({
      ...{ verb: "update", account: toAccountId("a1"), reasons: [createReason("decide.update")] },
      changes: [
        { path: "nickName", from: "10:00:00", to: seen },
        { path: "title", from: "Clerk", to: title },
      ],
    });
    const timed = ["nickName"];
    const planned = answerSubject({ ...update("10:05:07", "Chief"), timed }, toChecksum);
    const reasons = [...update("", "").reasons, createReason("change.timed", { path: "nickName" })];
    const stored = { ...update("10:00:01", "Chief"), verb: "hold", reasons };
    expect(answerSubject(stored, toChecksum)).toBe(planned);
    expect(answerSubject({ ...update("10:05:07", "Head"), timed }, toChecksum)).not.toBe(planned);
    expect(answerSubject(update("10:05:07", "Chief"), toChecksum)).not.toBe(planned);
  });
});

/** A checksum of every character, long enough that subjects of other texts differ. */
function toChecksum(text: string): string {
  let sum = 7n;
  for (const letter of text) sum = (sum * 1_000_003n + BigInt(letter.codePointAt(0) ?? 0)) % 2n ** 128n;
  return sum.toString(16).padStart(32, "0");
}

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
