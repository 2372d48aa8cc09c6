import { describe, expect, test } from "vitest";
import { type ExpectedFacts, findExpected } from "./expected.ts";

const linked: ExpectedFacts = {
  state: "active",
  isInScope: true,
  link: { scope: "in", active: true },
  isChanged: false,
  isWaiting: false,
};
const on = { scope: "in", active: true } as const;
const off = { scope: "in", active: false } as const;
const left = { scope: "out", active: false } as const;

describe("what the next cycle does", () => {
  test.each<[string, Partial<ExpectedFacts>, string | undefined]>([
    ["nothing for an object that is as it was written", {}, undefined],
    ["a comparison after a change", { isChanged: true }, "expected.compare"],
    ["an account for an active object in scope", { link: undefined }, "expected.create"],
    ["none for an inactive user", { link: undefined, state: "inactive" }, undefined],
    ["none for an object out of scope", { link: undefined, isInScope: false, isChanged: true }, undefined],
    ["the end of access out of scope", { isInScope: false, isChanged: true }, "expected.leave"],
    ["the end of access after a deletion", { state: "deleted" }, "expected.leave"],
    ["nothing once the access has ended", { isInScope: false, link: left }, undefined],
    ["access for an object that is back in scope", { link: left }, "expected.return"],
    ["an account switched off for a blocked user", { state: "inactive", link: on }, "expected.switch-off"],
    ["nothing for an account that is off already", { state: "inactive", link: off }, undefined],
    ["an account switched on for an active user", { link: off }, "expected.switch-on"],
    ["nothing of its own while an attempt waits", { link: undefined, isWaiting: true }, undefined],
    ["the held change once it is approved", { isWaiting: true, answer: "approved" }, "expected.approved"],
    ["nothing once it is rejected", { isWaiting: true, answer: "rejected" }, "expected.rejected"],
    [
      "a comparison without a mapped active",
      { link: { ...on, active: undefined }, isChanged: true },
      "expected.compare",
    ],
  ])("%s", (_, facts, code) => {
    expect(findExpected({ ...linked, ...facts })?.code).toBe(code);
  });
});
