import { expect, test } from "vitest";
import { NO_PLAN_COUNTS } from "../../../core/provisioning/cycle-balance.ts";
import { nextStepOf } from "./next-step.ts";
import { PREVIEW_VERSION } from "./plan-cycle.ts";

test.each([
  ["one account is created", { create: 1, hold: 2 }, "apply"],
  ["accounts are only linked", { adopt: 3 }, "apply"],
  ["an object waits", { pending: 1 }, "apply"],
  ["every decision is held", { hold: 2, unchanged: 5, skip: 1 }, "answer-holds"],
  ["no account is to be changed", { unchanged: 5, skip: 1 }, "nothing"],
] as const)("when %s, the next step is stated", (_, counts, expected) => {
  const plan = { state: "planned", config_version: 3, counts: { ...NO_PLAN_COUNTS, ...counts } } as const;
  expect(nextStepOf(plan)).toBe(expected);
  expect(nextStepOf({ ...plan, config_version: PREVIEW_VERSION })).toBe("take-mapping");
  for (const state of ["building", "applying", "applied", "stale", "failed"] as const) {
    expect(nextStepOf({ ...plan, state })).toBeNull();
  }
});
