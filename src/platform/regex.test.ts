import { expect, test } from "vitest";
import { createWorkMeter, limitWork } from "../core/mapping/expression/regex.ts";
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

test.each([
  "(?:[ab]?){1000}(?:[ab]?){1000}",
  "(?:abcdefghij){300}",
  "(?:(?:[ab]{10}){10}){10}(?:(?:[ab]{10}){10}){20}",
  "\\p{Greek}{1000}[^]{}x]{1000}.{600}",
])("refuses %s, which is short and makes a long program", (pattern) => {
  expect(regex(pattern, "")).toBeUndefined();
});

test.each(["[{1000}]{2}", "\\{2000,3000\\}", "x{1000}", "\\p{Greek}{100}\\x{1F600}", "[[:alpha:]{900}]"])(
  "compiles %s",
  (pattern) => {
    expect(regex(pattern, "")).toBeDefined();
  },
);

test("matches that each look at the rest of the text end with the bound of a call", () => {
  const text = "x".repeat(50_000);
  expect(regex("x*y|x", "")?.replace(text, "")).toBeNull();
  expect(regex("(x*y|x)", "")?.findGroup(text, "1")).toBeUndefined();
  expect(regex(" ", "")?.replace("many words ".repeat(200), "")).toBe("manywords".repeat(200));
});

test("the calls of several patterns share the work of one meter", () => {
  const meter = createWorkMeter(100_000);
  const limited = limitWork(regex, meter);
  expect(limited("a", "")?.test("a".repeat(1_000))).toBe(true);
  expect(limited("b", "")?.replace("b", "c")).toBe("c");
  expect(meter.isSpent).toBe(false);
  expect(limited("a", "")?.replace("a".repeat(1_000), "")).toBeNull();
  expect([meter.isSpent, limited("never seen", "")]).toEqual([true, undefined]);
});

test("a meter counts each pattern once, also one that is remembered", () => {
  const pattern = "(?:abcde){100}";
  expect(regex(pattern, "")).toBeDefined();
  const meter = createWorkMeter(5_000_000);
  const limited = limitWork(regex, meter);
  expect([limited(pattern, ""), limited(pattern, "")]).not.toContain(undefined);
  expect(meter.isSpent).toBe(false);
  expect([limited("(?:abcdf){100}", ""), meter.isSpent]).toEqual([undefined, true]);
});

test("a pattern that makes other engines hang takes linear time", () => {
  const compiled = regex("^(a+)+$", "");
  expect(compiled?.test(`${"a".repeat(50_000)}b`)).toBe(false);
});
