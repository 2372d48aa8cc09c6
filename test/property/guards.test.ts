import fc from "fast-check";
import { expect, test } from "vitest";
import { computeDeletionLimit, holdDeletions } from "../../src/core/provisioning/guard.ts";
import {
  computeRewriteLimit,
  holdRewrites,
  listRewritten,
} from "../../src/core/provisioning/rewrite-guard.ts";
import { DEFAULT_SETTINGS, SETTINGS, type Settings } from "../../src/core/provisioning/settings.ts";

/** Laws of the guards: what they hold does not depend on how the work is cut into plans, nor on one setting. */

const anyLimits: fc.Arbitrary<Settings> = fc
  .record({
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    count: fc.nat({ max: 1_000_000 }),
    floor: fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 1_000_000 })),
    hours: fc.integer({ min: 1, max: 720 }),
    rewriteAttributes: fc.constantFrom("identifying" as const, "all" as const),
    neverDelete: fc.boolean(),
  })
  .map(({ share, count, floor, hours, ...others }) => ({
    ...DEFAULT_SETTINGS,
    ...others,
    deletionShareMax: share,
    deletionCountMax: count,
    deletionFloor: floor,
    deletionWindowHours: hours,
    rewriteShareMax: share,
    rewriteCountMax: count,
    rewriteFloor: floor,
  }));
const anyPlans = fc.array(fc.nat({ max: 60 }), { maxLength: 12 });
const anyLinked = fc.nat({ max: 500 });

test("splitting a plan gets no more past a guard than the whole plan does", () => {
  fc.assert(
    fc.property(anyLinked, anyPlans, anyLimits, (linked, plans, settings) => {
      const countPassed = (isHeld: (recent: number, planned: number) => boolean) =>
        plans.reduce((recent, planned) => (isHeld(recent, planned) ? recent : recent + planned), 0);
      const deleted = countPassed(
        (recent, planned) => holdDeletions({ type: "user", linked, recent, planned }, settings) !== undefined,
      );
      const rewritten = countPassed(
        (recent, planned) =>
          holdRewrites({ path: "userName", linked, recent, planned }, settings) !== undefined,
      );
      expect(deleted).toBeLessThanOrEqual(computeDeletionLimit(linked, settings));
      expect(rewritten).toBeLessThanOrEqual(computeRewriteLimit(linked, settings));
    }),
  );
});

test("approved removals between the plans change nothing of that, and hold none that would pass without them", () => {
  const anySteps = fc.array(fc.record({ planned: fc.nat({ max: 30 }), approved: fc.nat({ max: 60 }) }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 500 }), anySteps, anyLimits, (linked, steps, settings) => {
      const log: { isApproved: boolean }[] = [];
      const alone: { isApproved: boolean }[] = [];
      const add = (to: { isApproved: boolean }[], count: number, isApproved: boolean) =>
        to.push(...Array.from({ length: count }, () => ({ isApproved })));
      const isHeld = (past: readonly { isApproved: boolean }[], planned: number) => {
        const recent = past.filter((each) => !each.isApproved).length;
        return holdDeletions({ type: "user", linked, recent, planned }, settings) !== undefined;
      };
      for (const { planned, approved } of steps) {
        const held = isHeld(log, planned);
        expect(held).toBe(isHeld(alone, planned));
        if (!held) for (const past of [log, alone]) add(past, planned, false);
        add(log, approved, true);
      }
      const passed = log.filter((each) => !each.isApproved).length;
      expect(passed).toBeLessThanOrEqual(computeDeletionLimit(linked, settings));
    }),
  );
});

test("no settings let a plan through that concerns every account of an application", () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 2_000_000 }), anyLimits, (linked, settings) => {
      const facts = { linked, recent: 0, planned: linked };
      expect(holdDeletions({ type: "user", ...facts }, settings)).toBeDefined();
      expect(holdRewrites({ path: "userName", ...facts }, settings)).toBeDefined();
    }),
  );
});

test("each limit is a number within bounds, and no guard has a switch", () => {
  const limits = [
    ...(["deletionShareMax", "deletionCountMax", "deletionFloor", "deletionWindowHours"] as const),
    ...(["rewriteShareMax", "rewriteCountMax", "rewriteFloor"] as const),
  ];
  for (const name of limits) {
    const { range, read } = SETTINGS[name];
    expect(["number", "whole"]).toContain(range.kind);
    for (const value of [null, false, -1, Number.MAX_SAFE_INTEGER]) expect(read(value)).toBeUndefined();
  }
});

test("only another value of a counted attribute is a rewrite", () => {
  const anyValue = fc.constantFrom(null, "a", "b");
  const anyChange = fc.record({
    path: fc.constantFrom("userName", "title", "externalId"),
    from: anyValue,
    to: anyValue,
  });
  const anyVerb = fc.constantFrom(
    "update" as const,
    "disable" as const,
    "delete" as const,
    "create" as const,
  );
  fc.assert(
    fc.property(anyVerb, fc.array(anyChange), (verb, changes) => {
      const counted = new Set(["userName", "externalId"]);
      const wanted = changes.filter(({ path, from }) => counted.has(path) && from !== null);
      const paths = verb === "update" ? [...new Set(wanted.map(({ path }) => path))] : [];
      expect([...listRewritten({ verb, changes }, counted)].sort()).toEqual(paths.sort());
      expect(listRewritten({ verb, changes }, "all").length).toBeGreaterThanOrEqual(paths.length);
    }),
  );
});
