import { expect, test } from "vitest";
import { regex } from "../../../test/mapping.ts";
import { parseMapping } from "./mapping.ts";
import { isTimeDependent } from "./time-dependence.ts";

test.each([
  ["Now()", true],
  ['Append("since ", Left(Now(), 4))', true],
  ['IIF([title] = "x", Now(), "")', true],
  ['FormatDateTime([title], , "HH:mm", "yyyy-MM-dd")', true],
  ['FormatDateTime([title], , "yyyy-MM-dd", "dd/MM/yyyy")', false],
  ['DateAdd("d", 7, [title])', false],
  ["[title]", false],
])("the value of %s follows the time: %j", (expression, expected) => {
  const attributes = [
    { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 },
    { target: "title", kind: "expression", expression, apply: "always" },
  ];
  const parsed = parseMapping({ type: "user", attributes }, regex);
  expect(parsed.ok && isTimeDependent(parsed.mapping)).toBe(expected);
});
