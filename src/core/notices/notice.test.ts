import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fault } from "../provisioning/fault.ts";
import { LANE_NAMES, type Lanes, NEW_LANE } from "../provisioning/lanes.ts";
import { findLaneChanges, findQuarantineEvent, groupNotices, NOTICE_EVENTS, nextMailAt } from "./notice.ts";

const notice = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom(...NOTICE_EVENTS),
  subject: fc.constantFrom("a", "b"),
  recipient: fc.constantFrom("nina@example.com", "omar@example.com", null),
  created: fc.nat(5),
});

test("every notice is in one mail, and no two mails have the same kind, subject and recipient", () => {
  fc.assert(
    fc.property(fc.uniqueArray(notice, { selector: ({ id }) => id, maxLength: 40 }), (notices) => {
      const groups = groupNotices(notices);
      expect(
        groups
          .flat()
          .map(({ id }) => id)
          .sort(),
      ).toEqual(notices.map(({ id }) => id).sort());
      const keys = groups.map(([{ kind, subject, recipient }]) => `${kind} ${subject} ${recipient}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const group of groups)
        expect(new Set(group.map((each) => `${each.kind} ${each.subject} ${each.recipient}`)).size).toBe(1);
      // The order in which the store has them does not matter.
      const ids = groups.map((group) => group.map(({ id }) => id)).sort();
      expect(
        groupNotices([...notices].reverse())
          .map((group) => group.map(({ id }) => id))
          .sort(),
      ).toEqual(ids);
    }),
  );
});

test("the first mail leaves at once, the next one an hour after it", () => {
  expect(nextMailAt(null, 5)).toBe(5);
  expect(nextMailAt(1_000, 2_000)).toBe(3_601_000);
  expect(nextMailAt(1_000, 9_000_000)).toBe(9_000_000);
});

test.each([
  [null, null, undefined],
  [null, "target.unauthorized", "provisioning.quarantine-entered"],
  ["target.unauthorized", "target.unauthorized", undefined],
  ["target.unauthorized", "target.token-refused", "provisioning.quarantine-changed"],
  ["target.unauthorized", null, "provisioning.quarantine-left"],
])("from %s to %s is %s", (before, after, event) => {
  const quarantine = (code: string | null) => (code === null ? null : { fault: { code } });
  expect(findQuarantineEvent(quarantine(before), quarantine(after))).toBe(event);
});

const FAULT: Fault = { kind: "forbidden", code: "target.forbidden", params: {} };
const quarantined = { since: 1, attempts: 1, next: 2, fault: FAULT };
const restingLanes = fc
  .uniqueArray(fc.constantFrom(...LANE_NAMES))
  .map(
    (names): Lanes =>
      Object.fromEntries(names.map((name) => [name, { ...NEW_LANE, quarantine: quarantined }])),
  );

test("each lane that begins to rest or goes on is reported once, and a rest that goes on is not", () => {
  fc.assert(
    fc.property(restingLanes, restingLanes, (before, after) => {
      const changes = findLaneChanges(before, after);
      const lanesOf = (event: string) =>
        changes.filter((each) => each.event === event).map(({ lane }) => lane);
      const only = (these: Lanes, others: Lanes) =>
        LANE_NAMES.filter((name) => these[name] !== undefined && others[name] === undefined);
      expect(lanesOf("provisioning.operations-resting")).toEqual(only(after, before));
      expect(lanesOf("provisioning.operations-resumed")).toEqual(only(before, after));
      expect(findLaneChanges(after, after)).toEqual([]);
    }),
  );
});
