import { expect, test } from "vitest";
import { createRegexPort } from "./regex.ts";

const regex = createRegexPort();
/** A reference to a named group, as .NET writes it. */
const group = (name: string) => `$${`{${name}}`}`;

test.each([
  ["a+", "caaat", "<$&>", "c<aaa>t"],
  ["(?<isd>\\d+) (?<rest>\\d+)", "+91 555", `${group("rest")}-$1`, "+555-91"],
  ["(a)|(b)", "ab", "[$1$2]", "[a][b]"],
  ["a", "a", "$$1", "$1"],
  ["a", "a", `$9 ${group("none")}`, `$9 ${group("none")}`],
  ["x*", "abc", "-", "-a-b-c-"],
  ["[a-z_]*", "john_doe72", "", "72"],
  ["é", "café", "e", "cafe"],
  ["🚀", "a🚀b", "", "ab"],
])("replaces %s in %s by %s", (pattern, text, replacement, expected) => {
  expect(regex(pattern, "")?.replace(text, replacement)).toBe(expected);
});

test("finds named and numbered groups by their places", () => {
  const compiled = regex("(?<street>^\\d*)| (T)", "");
  expect(compiled?.findGroup("545 Tremont", "street")).toEqual([{ start: 0, end: 3 }]);
  expect(compiled?.findGroup("545 Tremont", "2")).toEqual([{ start: 4, end: 5 }]);
  expect(compiled?.findGroup("545 Tremont", "none")).toBeUndefined();
  expect(compiled?.findGroup("545 Tremont", "3")).toBeUndefined();
});

test("tells a match from a whole match, and upper from lower case", () => {
  expect([regex("b", "")?.test("abc"), regex("b", "")?.matches("abc")]).toEqual([true, false]);
  expect([regex("a.c", "")?.matches("abc"), regex("ABC", "")?.test("abc")]).toEqual([true, false]);
  expect(regex("ABC", "i")?.test("abc")).toBe(true);
});

test.each(["(", "a{2,1}", "(?=a)", "(a)\\1", "[z-a]", "a".repeat(1_001)])("refuses %s", (pattern) => {
  expect(regex(pattern, "")).toBeUndefined();
});

test("a pattern that makes other engines hang takes linear time", () => {
  const compiled = regex("^(a+)+$", "");
  expect(compiled?.test(`${"a".repeat(50_000)}b`)).toBe(false);
});
