import { describe, expect, test } from "vitest";
import type { Fault } from "../fault.ts";
import { findEndingStep, type LoggedAction, listSteps, referenceCodeOf } from "./list-steps.ts";

const reason = (code: string) => ({ code, params: {} });
const fault = (kind: Fault["kind"], code: string): Fault => ({ kind, code, params: { status: 409 } });
const logged = (more: Partial<LoggedAction>): LoggedAction => ({
  ...{ action: "update", status: "success", reasons: [], fault: null, isSent: true },
  ...more,
});
/** One letter for each step: success, warning, failure or skipped (`-`). */
const written = (entry: LoggedAction) =>
  listSteps(entry)
    .map(({ status }) => (status === "skipped" ? "-" : status.charAt(0)))
    .join("");

describe("listSteps", () => {
  test.each<[string, Partial<LoggedAction>, string, string | undefined]>([
    [
      "a change that was sent",
      { reasons: [reason("scope.all"), reason("decide.update")] },
      "ssss-s",
      undefined,
    ],
    ["an account that was adopted as it is", { action: "adopt", isSent: false }, "ssss--", undefined],
    [
      "members of a group",
      { action: "add-members", reasons: [reason("change.members")] },
      "ssssss",
      undefined,
    ],
    ["a new account without its manager", { reasons: [reason("pending.reference")] }, "ssssws", undefined],
    ["a change with a refused attribute", { reasons: [reason("refused.attribute")] }, "ssss-w", undefined],
    [
      "a user out of scope",
      { status: "skipped", isSent: false, reasons: [reason("scope.none")] },
      "s-----",
      "EntrySynchronizationSkipped",
    ],
    [
      "an action that is switched off",
      { status: "skipped", isSent: false, reasons: [reason("scope.all"), reason("decide.create-off")] },
      "sss---",
      "EntrySynchronizationSkipped",
    ],
    [
      "two objects of one account",
      { status: "held", isSent: false, reasons: [reason("scope.all"), reason("hold.duplicate-source")] },
      "f-----",
      "DuplicateSourceEntries",
    ],
    [
      "several accounts",
      { status: "held", isSent: false, reasons: [reason("match.several"), reason("hold.several-matches")] },
      "ssf---",
      "DuplicateTargetEntries",
    ],
    [
      "too many disables",
      { status: "held", isSent: false, reasons: [reason("scope.none"), reason("hold.deletion-threshold")] },
      "sssw--",
      undefined,
    ],
    [
      "a search that was not answered",
      {
        ...{
          status: "pending",
          isSent: false,
          reasons: [reason("scope.all"), reason("pending.match-failed")],
        },
        fault: fault("rate-limited", "target.rate-limited"),
      },
      "ssw---",
      "TooManyRequests",
    ],
    [
      "a conflict",
      { status: "failure", fault: fault("conflict", "target.conflict") },
      "ssss-f",
      "EntryConflict",
    ],
    [
      "an answer that did not come",
      { status: "pending", reasons: [reason("pending.unknown-outcome")] },
      "ssss-w",
      "Timeout",
    ],
    [
      "a page in place of SCIM",
      { status: "failure", fault: fault("invalid", "target.html") },
      "ssss-f",
      "SystemForCrossDomainIdentityManagementServiceIncompatible",
    ],
  ])("%s", (_, more, expected, code) => {
    const entry = logged(more);
    expect(written(entry)).toBe(expected);
    expect(referenceCodeOf(entry)).toBe(code);
    const { length } = listSteps(entry).filter(({ type }) => type === findEndingStep(entry));
    expect(length).toBe(entry.status === "success" ? 0 : 1);
  });

  test("the fault stands in the step of its call", () => {
    const steps = listSteps(logged({ status: "failure", fault: fault("conflict", "target.conflict") }));
    expect(steps.at(-1)?.reasons).toEqual([{ code: "target.conflict", params: { status: 409 } }]);
  });
});
