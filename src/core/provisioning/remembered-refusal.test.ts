import { expect, test } from "vitest";
import { NOT_OFFERED } from "./attribute-refusals.ts";
import type { Fault } from "./fault.ts";
import {
  explainRefused,
  isRetryDue,
  type NewRefusal,
  RETRY_AFTER_MS,
  type RememberedRefusal,
  rememberRefusal,
} from "./remembered-refusal.ts";

function fault(more: Partial<Fault> = {}): Fault {
  const params = { status: 400 };
  return { kind: "invalid", code: "target.invalid", params, status: 400, refusedBy: "target", ...more };
}

const WITHHELD = fault({ code: "target.attribute-refused", refusedBy: "muster" });

function answer(more: Partial<NewRefusal> = {}): NewRefusal {
  return { value: "x", fault: fault(), isRepeatable: true, now: 0, parkAfter: 3, ...more };
}

/** What is remembered after these answers, one after the other. */
function rememberAll(answers: readonly Partial<NewRefusal>[]): RememberedRefusal | undefined {
  return answers.reduce<RememberedRefusal | undefined>(
    (before, each) => rememberRefusal(answer(each), before),
    undefined,
  );
}

test.each<[string, readonly Partial<NewRefusal>[], Partial<RememberedRefusal>]>([
  ["one answer", [{}], { answers: 1, parked: 0, retry_at: RETRY_AFTER_MS }],
  ["two answers", [{}, { now: 5 }], { answers: 2, parked: 0, at: 5, retry_at: RETRY_AFTER_MS + 5 }],
  ["three answers", [{}, {}, { now: 7 }], { answers: 3, parked: 1, at: 7, retry_at: null }],
  ["another value", [{}, {}, { value: "y" }], { answers: 1, parked: 0, value: "y" }],
  ["another status", [{}, {}, { fault: fault({ status: 422 }) }], { answers: 1, parked: 0 }],
  [
    "another detail of the same answer",
    [{}, {}, { fault: fault({ params: { status: 400, detail: "request 17" } }) }],
    { answers: 3, parked: 1 },
  ],
  ["a limit of one", [{ parkAfter: 1 }], { answers: 1, parked: 1, retry_at: null }],
  ["a first password", [{ isRepeatable: false }], { answers: 1, parked: 0, retry_at: null }],
  ["a value that was left out", [{ fault: WITHHELD }], { answers: 0, retry_at: RETRY_AFTER_MS }],
  [
    "a value that was refused, then left out",
    [{}, { fault: WITHHELD, now: 9 }],
    { answers: 1, at: 0, fault: fault(), retry_at: RETRY_AFTER_MS + 9 },
  ],
  [
    "a value that was refused, left out, and refused twice",
    [{}, { fault: WITHHELD }, {}, {}],
    { answers: 3, parked: 1 },
  ],
  [
    "a parked value that is left out",
    [{}, {}, {}, { fault: WITHHELD }],
    { answers: 3, parked: 1, retry_at: null },
  ],
  [
    "an attribute that is not offered",
    [{}, {}, {}, { fault: fault({ code: NOT_OFFERED }) }],
    { answers: 0, parked: 0, retry_at: null },
  ],
])("%s", (_, answers, expected) => {
  expect(rememberAll(answers)).toMatchObject(expected);
});

test("a value is due at its time, and when the clock was set back", () => {
  const retry_at = RETRY_AFTER_MS;
  expect(isRetryDue({ retry_at }, RETRY_AFTER_MS - 1)).toBe(false);
  expect(isRetryDue({ retry_at }, RETRY_AFTER_MS)).toBe(true);
  expect(isRetryDue({ retry_at }, -1)).toBe(true);
  expect(isRetryDue({ retry_at: null }, RETRY_AFTER_MS)).toBe(false);
});

test("the words say when a value is sent again", () => {
  const params = { path: "title", valueKind: "text" };
  const explain = (answers: readonly Partial<NewRefusal>[]) => {
    const remembered = rememberAll(answers) ?? expect.fail("nothing is remembered");
    return explainRefused("attribute", params, remembered);
  };
  const next = "1970-01-02T00:00:00.000Z";
  expect(explain([{}])).toMatchObject({ code: "refused.attribute-later", params: { ...params, next } });
  expect(explain([{}, {}, {}])).toMatchObject({
    code: "refused.attribute-parked",
    params: { ...params, answers: 3 },
  });
  expect(explain([{ isRepeatable: false }])).toMatchObject({ code: "refused.attribute", params });
});
