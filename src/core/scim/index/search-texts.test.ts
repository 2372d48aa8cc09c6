import { expect, test } from "vitest";
import { readUserName, searchKeys } from "./search-texts.ts";

const valuesOf = (document: Parameters<typeof searchKeys>[0]) =>
  searchKeys(document).map(({ value }) => value);

test("a user has one entry with all texts, folded and each once", () => {
  const emails = [{ value: "Ada@Example.com" }, { value: "home@example.com", type: "home" }, { type: "x" }];
  expect(valuesOf({ userName: "ADA@example.com", displayName: "Ada L", emails, title: "x" })).toEqual([
    "ada@example.com\nada l\nhome@example.com",
  ]);
  expect(valuesOf({ userName: "ada" })).toEqual(["ada"]);
  expect(valuesOf({ displayName: "Sales" })).toEqual(["\nsales"]);
  expect(valuesOf({})).toEqual([]);
});

test("many addresses are divided among entries of a bounded length, of which the first alone names the user", () => {
  const emails = Array.from({ length: 100 }, (_, at) => ({ value: `address.${at}@mail.example` }));
  const values = valuesOf({ userName: "ada", displayName: "Ada", emails });
  expect(Math.max(...values.map((value) => value.length))).toBeLessThanOrEqual(301);
  expect(values.map(readUserName)).toEqual(["ada", ...values.slice(1).map(() => undefined)]);
  for (const { value } of emails) expect(values.some((entry) => entry.includes(value))).toBe(true);
});

test("a text that is longer than an entry stands by itself, and a name of two lines names no entry", () => {
  const long = "x".repeat(400);
  expect(valuesOf({ userName: "ada", displayName: long })).toEqual(["ada", `\n${long}`]);
  expect(valuesOf({ userName: "a\nb", displayName: "c" }).map(readUserName)).toEqual([undefined]);
});

test("a document that shares these values with another has nothing to change", () => {
  const emails = [{ value: "a@example.com" }];
  const before = { userName: "ada", displayName: "Ada", emails };
  expect(searchKeys({ ...before, title: "x" }, before)).toEqual([]);
  expect(searchKeys({ ...before, displayName: "Ada L" }, before)).toHaveLength(1);
});
