import { expect, test } from "vitest";
import {
  decideEntrance,
  type EntranceSettings,
  isDecidedByAssignments,
  isEverythingAdmitted,
} from "./entrance.ts";
import { createReason } from "./reason.ts";

const DIRECT = [createReason("scope.user")];
const enter = (
  type: "user" | "group",
  settings: EntranceSettings,
  [isEveryoneAssigned, assignments, isSelected = false]: readonly [boolean, typeof DIRECT, boolean?],
) => {
  const entrance = decideEntrance({ type, isEveryoneAssigned, assignments, isSelected }, settings);
  const [reason] = entrance.kind === "unassigned" ? [] : entrance.reasons;
  return [entrance.kind, reason?.code].filter((each) => each !== undefined).join(" ");
};

test.each([
  ["assigned", false, [], "unassigned", "unassigned"],
  ["assigned", false, DIRECT, "in scope.user", "in scope.user"],
  ["assigned", true, [], "in scope.all", "in scope.all"],
  ["all", false, [], "in scope.users-all", "in scope.groups-all"],
  ["all", true, DIRECT, "in scope.users-all", "in scope.groups-all"],
] as const)("%s, everyone assigned %s, own assignments %j", (chosen, everyone, own, user, group) => {
  expect(enter("user", { users: chosen, groups: "none" }, [everyone, [...own]])).toBe(user);
  expect(enter("group", { users: "assigned", groups: chosen }, [everyone, [...own]])).toBe(group);
});

test("with none, no group enters, however it is assigned, and users are not concerned", () => {
  const settings = { users: "assigned", groups: "none" } as const;
  for (const facts of [[true, DIRECT] as const, [false, DIRECT] as const]) {
    expect(enter("group", settings, facts)).toBe("out scope.groups-none");
    expect(enter("user", settings, facts)).toMatch(/^in/);
  }
});

test("with selected, the selection alone decides about groups", () => {
  const settings = { users: "assigned", groups: "selected" } as const;
  expect(enter("group", settings, [false, [], true])).toBe("in scope.group-selected");
  expect(enter("group", settings, [true, DIRECT, false])).toBe("out scope.group-not-selected");
  expect(enter("user", settings, [false, [], true])).toBe("unassigned");
});

test("everything enters only when both types do", () => {
  expect(isEverythingAdmitted(true, { users: "assigned", groups: "assigned" })).toBe(true);
  expect(isEverythingAdmitted(false, { users: "all", groups: "all" })).toBe(true);
  expect(isEverythingAdmitted(true, { users: "all", groups: "none" })).toBe(false);
  expect(isEverythingAdmitted(false, { users: "all", groups: "assigned" })).toBe(false);
});

test("assignments are read only where they decide", () => {
  expect(isDecidedByAssignments("user", { users: "assigned", groups: "none" })).toBe(true);
  expect(isDecidedByAssignments("user", { users: "all", groups: "assigned" })).toBe(false);
  expect(isDecidedByAssignments("group", { users: "all", groups: "assigned" })).toBe(true);
  expect(isDecidedByAssignments("group", { users: "all", groups: "none" })).toBe(false);
});
