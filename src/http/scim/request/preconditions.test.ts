import { expect, test } from "vitest";
import { isKnown, readPreconditions } from "./preconditions.ts";

test.each([
  ['W/"3"', true],
  ['"3"', true],
  ["*", true],
  ['W/"1", W/"3"', true],
  ['w/"3"', true],
  ['W/"4"', false],
  ["3", false],
  ["", false],
])("%s holds for version 3: %s", (header, expected) => {
  expect(readPreconditions({ "if-match": header })?.(3)).toBe(expected);
  expect(readPreconditions({ "if-none-match": header })?.(3)).toBe(!expected);
  expect(isKnown(header, 3)).toBe(expected);
});

test("both conditions have to hold", () => {
  const allows = readPreconditions({ "if-match": 'W/"3", W/"4"', "if-none-match": 'W/"4"' });
  expect([2, 3, 4].map((version) => allows?.(version))).toEqual([false, true, false]);
});

test("without the header nothing is expected and nothing known", () => {
  expect(readPreconditions({})).toBeUndefined();
  expect(isKnown(undefined, 3)).toBe(false);
});
