import fc from "fast-check";
import { expect, test } from "vitest";
import { countEdits, findNearestOf } from "../../src/core/nearest-name.ts";

/** The number of edits is a distance, and a name with one mistake leads to the name that was meant. */

const text = fc.string({ maxLength: 12 });
const KNOWN = ["department", "jobTitle", "displayName", "telephoneNumber", "preferredLanguage"];

test("edits are a distance: none for the same text, the same both ways, and no detour is shorter", () => {
  fc.assert(
    fc.property(text, text, text, (one, other, third) => {
      const edits = countEdits(one, other);
      expect(edits === 0).toBe(one === other);
      expect(countEdits(other, one)).toBe(edits);
      expect(edits).toBeLessThanOrEqual(Math.max(one.length, other.length));
      expect(edits).toBeGreaterThanOrEqual(Math.abs(one.length - other.length));
      expect(countEdits(one, third)).toBeLessThanOrEqual(edits + countEdits(other, third));
    }),
  );
});

test("a name that shares too few letters with every known one leads to none", () => {
  fc.assert(
    fc.property(text, (typed) => {
      const nearest = findNearestOf(typed, KNOWN);
      const most = Math.max(1, Math.floor((typed.length + 1) / 3));
      if (nearest === undefined)
        expect(KNOWN.every((name) => countEdits(typed.toLowerCase(), name) > 0)).toBe(true);
      else expect(countEdits(typed.toLowerCase(), nearest.toLowerCase())).toBeLessThanOrEqual(most);
    }),
  );
});

test("a known name with one letter too many, too few or wrong is found", () => {
  const mistake = fc.record({
    name: fc.constantFrom(...KNOWN),
    at: fc.nat(),
    letter: fc.constantFrom(..."abcxyz"),
    kind: fc.constantFrom("insert", "remove", "replace"),
  });
  fc.assert(
    fc.property(mistake, ({ name, at, letter, kind }) => {
      const place = at % name.length;
      const [removed, inserted] = [kind === "insert" ? 0 : 1, kind === "remove" ? "" : letter];
      const typed = name.slice(0, place) + inserted + name.slice(place + removed);
      expect(countEdits(typed, name)).toBeLessThanOrEqual(1);
      expect(findNearestOf(typed, KNOWN)).toBe(name);
    }),
  );
});
