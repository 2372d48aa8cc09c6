import { describe, expect, test } from "vitest";
import type { Fault } from "./fault.ts";
import { HELD_BACK, selectDue } from "./lane-due.ts";
import { beginLane, endLane, noteLaneFailure, noteLaneSuccess, takeAttempt } from "./lane-run.ts";
import {
  addSuccesses,
  countSuccesses,
  extendLaneRest,
  isCountedFailure,
  isCountedSince,
  isLaneFailing,
  type LaneDecision,
  laneOf,
  NEW_LANE,
  releaseLane,
  releaseLanes,
} from "./lanes.ts";

const HOUR = 3_600_000;
const fault: Fault = { kind: "unavailable", code: "target.unavailable", params: {}, exchange: "one" };
const decision: LaneDecision = {
  ...{ verb: "update", type: "user", account: "a", changes: [1], removedMembers: 0 },
};

test.each<[string, Partial<LaneDecision>, string | undefined]>([
  ["a new account", { verb: "create", account: null }, "create-user"],
  ["an adoption writes into an account", { verb: "adopt" }, "update-user"],
  ["another name of a group", { type: "group" }, "update-group"],
  ["memberships alone", { type: "group", changes: [] }, undefined],
  ["a loss of members is never held back", { type: "group", removedMembers: 1 }, undefined],
  ["a disable", { verb: "disable" }, "disable-user"],
  ["a disable that sends nothing", { verb: "disable", changes: [] }, undefined],
  ["a deletion", { verb: "delete", type: "group", changes: [] }, "delete-group"],
  ["a deletion that sends nothing", { verb: "delete", account: null }, undefined],
  ["a hold", { verb: "hold" }, undefined],
])("the lane of %s", (_, more, expected) => {
  expect(laneOf({ ...decision, ...more })).toBe(expected);
});

describe("threshold", () => {
  test.each([
    [19, 0, false],
    [20, 0, true],
    [20, 30, false],
    [20, 29, true],
    [1_000, 1_500, false],
    [1_000, 1_499, true],
  ])("%d failures beside %d successes", (failures, successes, expected) => {
    expect(isLaneFailing(failures, successes)).toBe(expected);
  });

  test("refused credentials and refusals by Muster itself are no failures of a lane", () => {
    expect(isCountedFailure(fault)).toBe(true);
    expect(isCountedFailure({ ...fault, kind: "unauthenticated" })).toBe(false);
    expect(isCountedFailure({ ...fault, refusedBy: "muster" })).toBe(false);
  });

  test("successes count for a day, and fade on the day after", () => {
    const now = 100 * HOUR;
    const state = addSuccesses(addSuccesses(NEW_LANE, 60, now), 40, now + HOUR);
    const at = (hours: number) =>
      countSuccesses(addSuccesses(state, 0, now + hours * HOUR), now + hours * HOUR);
    expect([0, 23, 24, 48, 72].map(at)).toEqual([100, 100, 100, 0, 0]);
    expect(countSuccesses(addSuccesses(state, 10, now + 30 * HOUR), now + 42 * HOUR)).toBe(60);
    expect(countSuccesses(state, now - HOUR)).toBe(0);
  });

  test("an object counts from when it began to fail, for a day, and not after a lift", () => {
    const now = 100 * HOUR;
    expect(isCountedSince(now - HOUR, NEW_LANE, now)).toBe(true);
    expect(isCountedSince(now - 24 * HOUR, NEW_LANE, now)).toBe(false);
    expect(isCountedSince(now - HOUR, releaseLane(NEW_LANE, now), now)).toBe(false);
  });
});

const fail = (failing: number, now = 1_000, isProbe = false) => ({ now, fault, failing, isProbe });

describe("a lane in a run", () => {
  test("rests at the twentieth failure, holds back, and is open for the first attempt to take access away", () => {
    let run = beginLane(NEW_LANE, 0, false);
    for (let failing = 1; failing <= 19; failing += 1) run = noteLaneFailure(run, fail(failing));
    expect(takeAttempt(run, false)).toMatchObject({ isAdmitted: true, isProbe: false });
    run = noteLaneFailure(run, fail(20));
    expect(run.state.quarantine).toMatchObject({ since: 1_000, attempts: 1, next: 61_000, fault });
    expect(takeAttempt(run, false).isAdmitted).toBe(false);
    expect(takeAttempt(run, true)).toMatchObject({ isAdmitted: true, isProbe: true });
    // Others were on their way already: these end nothing, and prolong nothing.
    expect(noteLaneSuccess(run, 1_001, false).state.quarantine).not.toBeNull();
    expect(endLane(noteLaneFailure(run, fail(21)), 2_000)).toEqual(run.state);
  });

  test("is probed by three when it is due, or at once for a person; one success opens it", () => {
    const state = extendLaneRest(NEW_LANE, 1_000, fault);
    expect(takeAttempt(beginLane(state, 60_999, false), false).isAdmitted).toBe(false);
    for (const begun of [beginLane(state, 61_000, false), beginLane(state, 2_000, true)]) {
      let run = begun;
      for (let probe = 0; probe < 3; probe += 1) {
        const admission = takeAttempt(run, false);
        expect(admission).toMatchObject({ isAdmitted: true, isProbe: true });
        run = admission.run;
      }
      expect(takeAttempt(run, false).isAdmitted).toBe(false);
      const failed = noteLaneFailure(run, fail(20, 61_000, true));
      expect(endLane(failed, 61_000).quarantine).toMatchObject({ since: 1_000, attempts: 2, next: 361_000 });
      const open = noteLaneSuccess(failed, 61_001, true);
      expect(open.state).toMatchObject({ quarantine: null, lifted: 61_001, worked: 61_001 });
      expect(takeAttempt(open, false)).toMatchObject({ isAdmitted: true, isProbe: false });
    }
  });

  test("is never given up: after weeks of failures it is still probed every hour", () => {
    let state = extendLaneRest(NEW_LANE, 0, fault);
    for (let hours = 0; hours < 24 * 60; hours += 1) {
      const now = state.quarantine?.next ?? 0;
      const admission = takeAttempt(beginLane(state, now, false), false);
      expect(admission.isAdmitted).toBe(true);
      state = endLane(noteLaneFailure(admission.run, fail(20, now, true)), now);
      expect(state.quarantine?.next).toBeLessThanOrEqual(now + HOUR);
    }
    expect(state.quarantine).toMatchObject({ since: 0, attempts: 24 * 60 + 1, fault });
  });
});

test("a person lifts every quarantine, and what is known of the others stays", () => {
  const known = addSuccesses(NEW_LANE, 3, 5);
  const lanes = { "create-user": extendLaneRest(NEW_LANE, 1, fault), "update-user": known };
  expect(releaseLanes(lanes, 9)).toEqual({
    "create-user": { ...NEW_LANE, lifted: 9 },
    "update-user": known,
  });
});

describe("the objects that a cycle looks at again", () => {
  const lanes = { "create-user": extendLaneRest(NEW_LANE, 0, fault) };
  const row = (name: string, more: object) => ({
    ...{ name, reason: "failed", attempts: 1, next_attempt: 0, fault: null, lane: "create-user" as const },
    ...more,
  });
  const failed = [4, 3, 2, 1].map((at) => row(`failed ${at}`, { next_attempt: at }));
  const held = [1, 2].map((at) => row(`held ${at}`, { reason: HELD_BACK, next_attempt: at, attempts: 0 }));
  const other = row("other", { lane: "update-user" as const });
  const late = row("late", { lane: null, next_attempt: 59_000 });
  const rows = [...failed, ...held, other, late];
  const chosen = (now: number, isScheduled: boolean) =>
    selectDue(rows, lanes, { now, isScheduled }).map(({ name }) => name);

  test("are none of a resting lane before its probe", () => {
    expect(chosen(1_000, true)).toEqual(["other"]);
  });

  test("are three of a resting lane when it is probed: those that were never tried, then the longest waiting", () => {
    expect(chosen(60_000, true)).toEqual(["other", "late", "held 1", "held 2", "failed 1"]);
    expect(chosen(1_000, false)).toEqual(["other", "late", "held 1", "held 2", "failed 1"]);
  });
});
