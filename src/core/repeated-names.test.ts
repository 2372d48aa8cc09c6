import fc from "fast-check";
import { expect, test } from "vitest";
import { growthOf, LINEAR_GROWTH_MAX } from "../../test/growth.ts";
import type { Json } from "./json.ts";
import { findRepeatedName, hasRepeatedNames } from "./repeated-names.ts";

const isRepeated = (text: string) => hasRepeatedNames(text, JSON.parse(text) as Json);

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"b":{"c":[{"d":1 , "d"\n:2}]}}',
  '{"a":1,"\\u0061":2}',
  '{"__proto__":1,"__proto__":2}',
  '{"a\\"":1,"a\\"":2}',
  '{"":1,"":2}',
  '[{"a":{"b":1},"a":null}]',
])("%s has a name twice", (text) => {
  expect(isRepeated(text)).toBe(true);
});

test.each([
  "null",
  '"a"',
  '[{"a":1},{"a":1}]',
  '{"a":{"a":"\\"a\\":1,\\"a\\":1"},"A":"a:a"}',
  '{"a\\\\":"\\\\","b":"\\\\\\":","__proto__":{"a":1}}',
  ' { "1" : 1 , "01" : 1 } ',
])("%s has every name once", (text) => {
  expect(isRepeated(text)).toBe(false);
});

test("whatever is written from a value has every name once", () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(4), (text, spaces) => {
      expect(isRepeated(text)).toBe(false);
      expect(isRepeated(JSON.stringify(JSON.parse(text), null, spaces))).toBe(false);
    }),
  );
});

test.each<[string, (size: number) => void]>([
  [
    "a deep text",
    (size) => {
      const deep = `${'[{"a":'.repeat(size)}1${"}]".repeat(size)}`;
      expect(hasRepeatedNames(deep, JSON.parse(deep) as Json)).toBe(false);
    },
  ],
  ["an escaped text", (size) => expect(isRepeated(`{"a":"${'\\\\\\"'.repeat(size * 5)}"}`)).toBe(false)],
])("takes time as the length of %s", (_, work) => {
  expect(growthOf(8_000, work)).toBeLessThan(LINEAR_GROWTH_MAX);
});

const placeIn = (text: string, sort: "any" | "contradicting") =>
  findRepeatedName(text, JSON.parse(text) as Json, sort);

test.each([
  ['{"active":false,"active":true}', "active"],
  ['{"active":false,"Active":true}', "Active"],
  ['{"active":false,"\\u0061ctive":true}', "active"],
  ['{"a":[1,{"b":{}},{"b":{"c":[],"d":1 , "d" : 2}}]}', "a[2].b.d"],
  ['{"a":{"b":1},"A":{"b":2}}', "A"],
  ['{"a":[[{"x":"}","x":"{"}]]}', "a[0][0].x"],
  ['{"a":{},"a":[]}', "a"],
  ['[{"a":1},{"a":1,"b":"\\"","B":""}]', "[1].B"],
])("%s contradicts itself at %s", (text, place) => {
  expect([placeIn(text, "contradicting"), placeIn(text, "any")]).toEqual([place, place]);
});

test.each([
  ['{"active":false,"active": false }', "active"],
  ['{"a":[{"b":{"c":1},"B":{"c":1}}]}', "a[0].B"],
])("%s says the same twice, at %s", (text, place) => {
  expect([placeIn(text, "contradicting"), placeIn(text, "any")]).toEqual([undefined, place]);
});

test("no place is found in what is written from a value, unless names differ in letter case alone", () => {
  fc.assert(
    fc.property(fc.json({ stringUnit: fc.constantFrom("a", "b", '"', ":", "{", "}", ",", "\\") }), (text) => {
      expect(placeIn(text, "any")).toBeUndefined();
    }),
  );
});
