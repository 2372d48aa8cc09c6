import fc from "fast-check";
import { expect, test } from "vitest";
import { diffFlat } from "../../src/core/mapping/flat.ts";
import {
  dropUnseen,
  findDrift,
  findOrphanClass,
  isMassDrift,
  isReconcileDue,
  takeDrift,
} from "../../src/core/provisioning/reconcile.ts";

/** The comparison of a target with what Muster knows of it. */

const PATHS = ["userName", "title", "active", "department", "x:y"];
const flat = fc.dictionary(fc.constantFrom(...PATHS), fc.oneof(fc.string({ minLength: 1 }), fc.boolean()));
const mapped = fc.subarray(PATHS).map((paths) => new Set(paths));

test("equal attributes have no drift, and drift names mapped attributes alone, which Muster knew", () => {
  fc.assert(
    fc.property(flat, flat, mapped, (projected, shown, paths) => {
      expect(findDrift(projected, projected, paths)).toEqual([]);
      for (const { path, from, to } of findDrift(projected, shown, paths)) {
        expect([paths.has(path), from]).toEqual([true, projected[path]]);
        expect(to).toEqual(shown[path] ?? null);
        expect(to).not.toEqual(from);
      }
    }),
  );
});

test("taking the drift over leaves none, and the way back is the drift itself", () => {
  fc.assert(
    fc.property(flat, flat, mapped, (projected, shown, paths) => {
      const drift = findDrift(projected, shown, paths);
      const taken = takeDrift(projected, drift);
      expect(findDrift(taken, shown, paths)).toEqual([]);
      expect(diffFlat(taken, projected).map(({ path }) => path)).toEqual(drift.map(({ path }) => path));
    }),
  );
});

test("an attribute that no account shows is no drift, a changed value always is", () => {
  fc.assert(
    fc.property(flat, flat, fc.subarray(PATHS), (projected, shown, seen) => {
      const drift = findDrift(projected, shown, new Set(PATHS));
      const kept = dropUnseen(drift, new Set(seen));
      for (const change of drift)
        expect(kept.includes(change)).toBe(change.to !== null || seen.includes(change.path));
    }),
  );
});

test("an account is local without a match, and assigned by one match in scope, in any order", () => {
  const matches = fc.array(fc.record({ isInScope: fc.boolean() }));
  fc.assert(
    fc.property(matches, (list) => {
      const found = findOrphanClass(list);
      expect(found).toBe(findOrphanClass([...list].reverse()));
      expect(found === "local").toBe(list.length === 0);
      expect(found === "assigned").toBe(list.some(({ isInScope }) => isInScope));
    }),
  );
});

test("few differences are never a mass, and a mass stays one with more differences", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.nat(1_000_000), (differing, linked) => {
      if (differing <= 10) expect(isMassDrift(differing, linked)).toBe(false);
      if (isMassDrift(differing, linked)) expect(isMassDrift(differing + 1, linked)).toBe(true);
    }),
  );
});

test("a comparison is due once its interval is over, stays due, and never with an interval of 0", () => {
  fc.assert(
    fc.property(fc.nat(2_000_000_000), fc.nat(720), fc.nat(2_000_000_000), (last, hours, passed) => {
      const isDue = isReconcileDue({ last, hours, now: last + passed });
      expect(isDue).toBe(hours > 0 && passed / 3_600_000 >= hours);
      if (isDue) expect(isReconcileDue({ last, hours, now: last + passed + 1 })).toBe(true);
    }),
  );
});
