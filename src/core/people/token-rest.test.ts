import { expect, test } from "vitest";
import { findTokenRest } from "./token-rest.ts";

const DAY_MS = 86_400_000;

test.each([
  ["no provider", [], 0, 30],
  ["one provider", [{ at: 5 * DAY_MS, tokenDays: 7 }], 12 * DAY_MS, 7],
  [
    "an earlier sign-in that counts for longer",
    [
      { at: 5 * DAY_MS, tokenDays: 90 },
      { at: 20 * DAY_MS, tokenDays: 1 },
    ],
    95 * DAY_MS,
    90,
  ],
])("the rest with %s", (_, signIns, from, days) => {
  expect(findTokenRest(signIns)).toEqual({ from, days });
});
