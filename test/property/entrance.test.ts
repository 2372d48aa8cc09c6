import fc from "fast-check";
import { expect, test } from "vitest";
import {
  decideEntrance,
  type EntranceFacts,
  type EntranceSettings,
  isDecidedByAssignments,
  isEverythingAdmitted,
} from "../../src/core/provisioning/entrance.ts";
import { createReason } from "../../src/core/provisioning/reason.ts";
import { SETTINGS } from "../../src/core/provisioning/settings.ts";

const anyFacts: fc.Arbitrary<EntranceFacts> = fc.record({
  type: fc.constantFrom("user" as const, "group" as const),
  isEveryoneAssigned: fc.boolean(),
  assignments: fc.array(
    fc.constantFrom(createReason("scope.user"), createReason("scope.group", { group: "A" })),
    {
      maxLength: 3,
    },
  ),
  isSelected: fc.boolean(),
});
const anySettings: fc.Arbitrary<EntranceSettings> = fc.record({
  users: fc.constantFrom("assigned" as const, "all" as const),
  groups: fc.constantFrom("assigned" as const, "all" as const, "selected" as const, "none" as const),
});

test("the values of the properties are those of the settings", () => {
  expect(SETTINGS.users.range).toEqual({ kind: "choice", choices: ["assigned", "all"] });
  expect(SETTINGS.groups.range).toEqual({ kind: "choice", choices: ["assigned", "all", "selected", "none"] });
});

test("an entrance always says why, and the setting of the other type does not matter", () => {
  fc.assert(
    fc.property(anyFacts, anySettings, anySettings, (facts, settings, others) => {
      const entrance = decideEntrance(facts, settings);
      if (entrance.kind !== "unassigned") expect(entrance.reasons.length).toBeGreaterThan(0);
      const mixed =
        facts.type === "user"
          ? { users: settings.users, groups: others.groups }
          : { users: others.users, groups: settings.groups };
      expect(decideEntrance(facts, mixed)).toEqual(entrance);
    }),
  );
});

test("assignments that are not read would not have changed the result", () => {
  fc.assert(
    fc.property(anyFacts, anySettings, (facts, settings) => {
      if (isDecidedByAssignments(facts.type, settings)) return;
      expect(decideEntrance({ ...facts, assignments: [] }, settings)).toEqual(
        decideEntrance(facts, settings),
      );
    }),
  );
});

test("where everything is admitted, no object stays out", () => {
  fc.assert(
    fc.property(anyFacts, anySettings, (facts, settings) => {
      if (!isEverythingAdmitted(facts.isEveryoneAssigned, settings)) return;
      expect(decideEntrance(facts, settings).kind).toBe("in");
    }),
  );
});
