import { expect, test } from "vitest";
import type { Json } from "../json.ts";
import { findSpellings, keepSpellings, measureSpelling } from "./spelling.ts";

test.each<[Json, Json, number | undefined]>([
  ["Ada@Example.org", "ada@example.org", 1],
  ["Zoe\u0301", "zoé", 1],
  ["  Ada  Ray ", "ada ray", 2],
  ["+33 (0)1 23-45", "33012345", 3],
  [["b@X", "A@x"], ["a@x", "b@x"], 1],
  ["Ada", "Bea", undefined],
  ["---", "+++", undefined],
  ["7", 7, undefined],
  [true, false, undefined],
])("%j shown as %j is at the distance %s", (sent, shown, distance) => {
  expect(measureSpelling(sent, shown)).toBe(distance);
});

test("texts alone are spelt, and a value that is not shown is none", () => {
  const sent = { a: "A", b: true, c: "C", d: "D", e: "E" };
  const shown = { a: "a", b: false, d: "D", e: "e" };
  expect(findSpellings(sent, shown, (path) => path !== "e")).toEqual({ a: "a" });
});

test("a spelling ends with the value that it belongs to", () => {
  expect(keepSpellings({ a: "a", b: "b" }, { a: "A", b: "B" }, { a: "A", b: "X" })).toEqual({ a: "a" });
});
