import { expect, test } from "vitest";
import { formatJson } from "./format-json.ts";

test("every member has a line, and values stay as they were sent", () => {
  const sent = '{"id":12345678901234567890,"a":1.0,"a":[ true,null ],"b":{},"c":[],"d":"x, {y}: \\"z\\""}';
  expect(formatJson(sent)).toBe(`{
  "id": 12345678901234567890,
  "a": 1.0,
  "a": [
    true,
    null
  ],
  "b": {},
  "c": [],
  "d": "x, {y}: \\"z\\""
}`);
});

test("nested lists and objects read back as the same value", () => {
  const value = { a: [[], {}, [{ b: "" }], ["é\n", -1e-9]], " ": { "": {} } };
  expect(JSON.parse(formatJson(JSON.stringify(value)))).toEqual(value);
});

test.each(["", "plain text", "<html>{}</html>", '{"cut":"of', '"only a text"', "17"])(
  "a text that is no list or object of JSON stays: %s",
  (text) => {
    expect(formatJson(text)).toBe(text);
  },
);
