import { expect, test } from "vitest";
import { interval, intervalText, oneOf, several, uuid, whole } from "./arguments.ts";
import { CliError, EXIT } from "./exit.ts";

const ID = "0190A1B2-0000-7000-8000-00000000000C";

test.each([
  ["10s", 10],
  ["5m", 300],
  ["24h", 86_400],
  ["1d", 86_400],
])("the interval %s is %d seconds", (text, seconds) => {
  expect(interval("--every")(text)).toBe(seconds);
});

test.each([
  ["300", 300, "5m"],
  ["45", 45, "45s"],
  ["7200", 7_200, "2h"],
  ["86400", 86_400, "1d"],
])("%s seconds read as typed", (_, seconds, text) => {
  expect(intervalText(seconds)).toBe(text);
});

test("an id is taken in any case, a number within its bounds, a word from its list", () => {
  expect(uuid("--org")(ID)).toBe(ID.toLowerCase());
  expect(whole("--limit", 1, 10)("10")).toBe(10);
  expect(oneOf("--status", ["held", "pending"])("held")).toBe("held");
  expect(several("b", several("a", undefined))).toEqual(["a", "b"]);
});

test.each([
  ["an interval without unit", () => interval("--every")("300")],
  ["an interval of nothing", () => interval("--every")("")],
  ["a shorter interval than a schedule can", () => interval("--every")("9s")],
  ["a longer interval than a schedule can", () => interval("--every")("2d")],
  ["a name for an id", () => uuid("--org")("Contoso")],
  ["an id with something behind it", () => uuid("--org")(`${ID}/x`)],
  ["a number below", () => whole("--limit", 1, 10)("0")],
  ["a number above", () => whole("--limit", 1, 10)("11")],
  ["a fraction", () => whole("--limit", 1, 10)("1.5")],
  ["no number", () => whole("--limit", 1, 10)("ten")],
  ["a word that is not on the list", () => oneOf("--status", ["held"])("Held")],
])("%s is wrong usage", (_, read) => {
  const error = caught(read);
  expect(error).toBeInstanceOf(CliError);
  expect(error).toMatchObject({ exit: EXIT.usage });
});

function caught(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}
