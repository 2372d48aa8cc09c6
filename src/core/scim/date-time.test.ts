import { expect, test } from "vitest";
import { instantOf } from "./date-time.ts";

test.each([
  ["1970-01-01T00:00:00Z", 0],
  ["2011-05-13T04:42:34Z", 1305261754000],
  ["2011-05-13T06:00:00+05:00", 1305248400000],
  ["2024-02-29T00:00:00.25-00:30", 1709166600250],
  ["1970-01-01T00:00:01", 1000],
  ["0001-01-01T00:00:00Z", -62135596800000],
])("%s", (text, instant) => {
  expect(instantOf(text)).toBe(instant);
});

test.each([
  "2023-02-29T00:00:00Z",
  "2023-13-01T00:00:00Z",
  "2023-01-01",
  "2023-01-01T24:00:00Z",
  "2023-01-01t00:00:00Z",
  "",
  "x",
])("%s is none", (text) => {
  expect(instantOf(text)).toBeUndefined();
});
