import fc from "fast-check";
import { expect, test } from "vitest";
import type { FlatAttributes } from "../../src/core/mapping/flat.ts";
import { listSearches, type MatchingValue, partsOf } from "../../src/core/mapping/match-key.ts";
import { holdsSearch, MatchIndex } from "../../src/core/provisioning/match-index.ts";

const PATHS = ["externalId", "userName", "title", "locale"] as const;
const rules = { caseExact: ["externalId"] };

// Few values, so that accounts share them; texts with separators, so that no two searches are taken for one.
const anyValue = fc.constantFrom("a", "A", "b", "a\nb", "a\ntitle\nb", "");
const anyAccount: fc.Arbitrary<FlatAttributes> = fc
  .dictionary(fc.constantFrom(...PATHS), fc.oneof(anyValue, fc.nat({ max: 2 })))
  .map((attributes) => ({ ...attributes }));
const anyMatching: fc.Arbitrary<readonly MatchingValue[]> = fc
  .tuple(
    ...PATHS.map(() => fc.record({ precedence: fc.integer({ min: 0, max: 3 }), value: fc.option(anyValue) })),
  )
  .map((chosen) =>
    chosen.map((each, n) => ({ ...each, path: PATHS[n] ?? "" })).filter(({ precedence }) => precedence > 0),
  );

const searchPathsOf = (matching: readonly MatchingValue[]) =>
  [1, 2, 3]
    .map((wanted) => matching.filter(({ precedence }) => precedence === wanted).map(({ path }) => path))
    .filter((paths) => paths.length > 0);

test("every search has all attributes of its precedence with their values, in rising order", () => {
  fc.assert(
    fc.property(anyMatching, (matching) => {
      const complete = [1, 2, 3]
        .map((wanted) => matching.filter(({ precedence }) => precedence === wanted))
        .filter((values) => values.length > 0 && values.every(({ value }) => value !== null));
      expect(listSearches(matching).map(partsOf)).toEqual(
        complete.map((values) => values.map(({ path, value }) => ({ path, value }))),
      );
    }),
  );
});

test("a listed target answers each search with exactly the accounts that hold all of its values", () => {
  fc.assert(
    fc.property(fc.array(anyAccount, { maxLength: 8 }), anyMatching, (accounts, matching) => {
      const index = new MatchIndex<number>(rules, searchPathsOf(matching));
      for (const [n, account] of accounts.entries()) index.add(account, n);
      for (const search of listSearches(matching)) {
        const expected = accounts.flatMap((account, n) => {
          const isHeld = partsOf(search).every(({ path, value }) => {
            const held = account[path];
            if (held === undefined) return false;
            const [left, right] = [String(held), value];
            return path === "externalId" ? left === right : left.toLowerCase() === right.toLowerCase();
          });
          return isHeld ? [n] : [];
        });
        expect(index.find(search)).toEqual(expected);
        expect(accounts.flatMap((account, n) => (holdsSearch(rules, account, search) ? [n] : []))).toEqual(
          expected,
        );
      }
    }),
  );
});
