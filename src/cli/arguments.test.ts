import { expect, test } from "vitest";
import {
  collectValues,
  formatInterval,
  parseInteger,
  parseInterval,
  parseOneOf,
  parseUuid,
} from "./arguments.ts";
import { CliError, EXIT } from "./exit.ts";

const ID = "0190A1B2-0000-7000-8000-00000000000C";

test.each([
  ["10s", 10],
  ["5m", 300],
  ["24h", 86_400],
  ["1d", 86_400],
])("the interval %s is %d seconds", (text, seconds) => {
  expect(parseInterval("--every")(text)).toBe(seconds);
});

test.each([
  ["300", 300, "5m"],
  ["45", 45, "45s"],
  ["7200", 7_200, "2h"],
  ["86400", 86_400, "1d"],
])("%s seconds read as typed", (_, seconds, text) => {
  expect(formatInterval(seconds)).toBe(text);
});

test("an id is taken in any case, a number within its bounds, a word from its list", () => {
  expect(parseUuid("--org")(ID)).toBe(ID.toLowerCase());
  expect(parseInteger("--limit", 1, 10)("10")).toBe(10);
  expect(parseOneOf("--status", ["held", "pending"])("held")).toBe("held");
  expect(collectValues("b", collectValues("a", undefined))).toEqual(["a", "b"]);
});

test.each([
  ["an interval without unit", () => parseInterval("--every")("300")],
  ["an interval of nothing", () => parseInterval("--every")("")],
  ["a shorter interval than a schedule can", () => parseInterval("--every")("9s")],
  ["a longer interval than a schedule can", () => parseInterval("--every")("2d")],
  ["a name for an id", () => parseUuid("--org")("Contoso")],
  ["an id with something behind it", () => parseUuid("--org")(`${ID}/x`)],
  ["a number below", () => parseInteger("--limit", 1, 10)("0")],
  ["a number above", () => parseInteger("--limit", 1, 10)("11")],
  ["a fraction", () => parseInteger("--limit", 1, 10)("1.5")],
  ["no number", () => parseInteger("--limit", 1, 10)("ten")],
  ["a word that is not on the list", () => parseOneOf("--status", ["held"])("Held")],
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
