import { expect, test } from "vitest";
import { isKnown, readIfMatch } from "./preconditions.ts";

test.each([
  ['W/"3"', true],
  ['"3"', true],
  ["*", true],
  ['W/"1", W/"3"', true],
  ['W/"4"', false],
  ["3", false],
])("%s holds for version 3: %s", (header, expected) => {
  expect(readIfMatch(header)?.(3)).toBe(expected);
  expect(isKnown(header, 3)).toBe(expected);
});

test("without the header nothing is expected and nothing known", () => {
  expect(readIfMatch(undefined)).toBeUndefined();
  expect(isKnown(undefined, 3)).toBe(false);
});
