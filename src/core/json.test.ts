import { expect, test } from "vitest";
import { type Json, parseJson, toJsonText } from "./json.ts";

test("the text of a value has a limit of depth of its own, whatever the engine's is", () => {
  const nested = (levels: number): Json => {
    let value: Json = 1;
    for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { a: value } : [value];
    return value;
  };
  expect(toJsonText(nested(1_000))).toMatch(/^\[\{"a":.*1.*\}\]$/);
  expect(toJsonText(nested(1_001))).toBeUndefined();
  expect(toJsonText(nested(200_000))).toBeUndefined();
});

test("a text from outside is read down to the same depth, and brackets within texts do not count", () => {
  const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  expect(parseJson(nested(1_000))).toBeDefined();
  expect(parseJson(nested(1_002))).toBeUndefined();
  expect(parseJson(nested(200_000))).toBeUndefined();
  expect(parseJson(JSON.stringify({ a: "[".repeat(5_000) }))).toEqual({ a: "[".repeat(5_000) });
  expect(parseJson("{")).toBeUndefined();
});
