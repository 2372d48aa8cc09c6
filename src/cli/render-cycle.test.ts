import picocolors from "picocolors";
import { expect, test } from "vitest";
import type { CycleCountsShape, CycleShape } from "../contract/cycles.ts";
import { createMessages } from "../messages/messages.ts";
import { EXIT } from "./exit.ts";
import { findCycleExit, isBalanced, renderCycle } from "./render-cycle.ts";

const plain = picocolors.createColors(false);
const ID = "0190a1b2-0000-7000-8000-00000000000c";

function cycle(counts: Partial<CycleCountsShape>, some: Partial<CycleShape> = {}): CycleShape {
  return {
    cycleId: ID,
    orgId: ID,
    appId: ID,
    planId: ID,
    kind: "initial",
    state: "closed",
    startedAt: "2026-02-03T04:05:06.000Z",
    endedAt: "2026-02-03T04:05:09.250Z",
    counts: {
      evaluated: 0,
      created: 0,
      adopted: 0,
      updated: 0,
      disabled: 0,
      deleted: 0,
      unchanged: 0,
      skipped: 0,
      held: 0,
      failed: 0,
      pending: 0,
      ...counts,
    },
    closed: true,
    cancelRequestedAt: null,
    progress: { done: 0, total: 0, secondsLeft: null },
    message: null,
    ...some,
  };
}
const unauthenticated = { code: "target.unauthenticated", params: { status: 401 } };
const stopped = { code: "cycle.stopped-unauthenticated", params: {} };
const interrupted = { code: "cycle.interrupted", params: {} };

test.each([
  ["all done", cycle({ evaluated: 3, created: 1, unchanged: 2 }), EXIT.done],
  ["skipped is no failure", cycle({ evaluated: 3, skipped: 3 }), EXIT.done],
  ["some held", cycle({ evaluated: 3, created: 2, held: 1 }), EXIT.partial],
  ["some failed", cycle({ evaluated: 3, created: 2, failed: 1 }), EXIT.partial],
  ["some pending", cycle({ evaluated: 3, created: 2, pending: 1 }), EXIT.partial],
  ["one is missing", cycle({ evaluated: 3, created: 2 }), EXIT.failed],
  ["the server says that it does not add up", cycle({}, { closed: false }), EXIT.failed],
  ["failed", cycle({}, { state: "failed", closed: false }), EXIT.failed],
  [
    "the target refused from the start",
    cycle({}, { state: "failed", message: unauthenticated }),
    EXIT.refused,
  ],
  [
    "the target refused halfway",
    cycle({ evaluated: 2, created: 1, pending: 1 }, { message: stopped }),
    EXIT.refused,
  ],
  ["interrupted", cycle({}, { state: "interrupted", message: interrupted }), EXIT.failed],
])("exit code when %s", (_, ended, exit) => {
  expect(findCycleExit(ended)).toBe(exit);
});

test.each([
  [
    { evaluated: 55, created: 1, adopted: 2, updated: 3, disabled: 4, deleted: 5, unchanged: 6, skipped: 7 },
    false,
  ],
  [
    { evaluated: 28, created: 1, adopted: 2, updated: 3, disabled: 4, deleted: 5, unchanged: 6, skipped: 7 },
    true,
  ],
  [{ evaluated: 27, held: 8, failed: 9, pending: 10 }, true],
  [{ evaluated: 26, held: 8, failed: 9, pending: 10 }, false],
])("%j balances: %s", (counts, expected) => {
  expect(isBalanced(cycle(counts))).toBe(expected);
});

test("the balance is a table and the sentence that must hold", () => {
  const lines = renderCycle(
    cycle({ evaluated: 1_204, created: 17, unchanged: 1_187 }),
    createMessages("en"),
    plain,
  );
  expect(lines).toEqual([
    `Cycle ${ID} (initial) closed after 3.3 s`,
    "  evaluated  1,204",
    "  created       17",
    "  adopted        0",
    "  updated        0",
    "  disabled       0",
    "  deleted        0",
    "  unchanged  1,187",
    "  skipped        0",
    "  held           0",
    "  failed         0",
    "  pending        0",
    "",
    "The cycle balances: 1,204 evaluated = 17 created + 0 adopted + 0 updated + 0 disabled + 0 deleted + " +
      "1,187 unchanged + 0 skipped + 0 held + 0 failed + 0 pending",
  ]);
});

test("what is left over comes with the command that tells more", () => {
  const ended = cycle({ evaluated: 6, held: 1, failed: 2, pending: 3 }, { message: stopped });
  const text = renderCycle(ended, createMessages("en"), plain).join("\n");
  expect(text).toContain("The target refused the credentials, so nothing more was sent.");
  expect(text).toContain(`muster hold approve ${ID} --all`);
  expect(text).toContain(`2 failed: muster log ${ID} --failed shows why`);
  expect(text).toContain("3 pending: the next cycle continues with them");
  const inFrench = renderCycle(ended, createMessages("fr"), plain).join("\n");
  expect(inFrench).toContain("Les totaux concordent : 6 évalués = 0 créés");
  expect(inFrench).toContain("2 échecs : voyez pourquoi");
});

test("an account that does not add up says so", () => {
  const text = renderCycle(cycle({ evaluated: 2, created: 1 }), createMessages("en"), plain).join("\n");
  expect(text).toContain("does NOT balance");
});

test.each([
  ["failed", "failed", unauthenticated, EXIT.refused],
  ["was interrupted", "interrupted", interrupted, EXIT.failed],
] as const)(
  "a cycle that %s before anything was counted says why, and no account",
  (how, state, message, exit) => {
    const early = cycle({}, { state, closed: false, message });
    const english = createMessages("en");
    expect(renderCycle(early, english, plain)).toEqual([
      `Cycle ${ID} (initial) ${how} after 3.3 s`,
      `  ${english.text(message.code, message.params)}`,
    ]);
    expect(findCycleExit(early)).toBe(exit);
    const without = renderCycle({ ...early, message: null }, english, plain);
    expect(without.at(-1)).toBe("  No reason was recorded. See the server's log.");
  },
);

test("a cycle that was interrupted halfway shows what was done until then, and claims no sum", () => {
  const half = cycle(
    { evaluated: 9, created: 2 },
    { state: "interrupted", closed: false, message: interrupted },
  );
  const text = renderCycle(half, createMessages("en"), plain).join("\n");
  expect(text).toMatch(/created +2\n/);
  expect(text).not.toContain("add up");
});
