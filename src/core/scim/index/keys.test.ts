import { expect, test } from "vitest";
import { GROUP } from "../definitions/group.ts";
import { USER } from "../definitions/user.ts";
import { foldKey, indexKeys } from "./keys.ts";

test.each([
  ["BJensen", false, "bjensen"],
  ["BJensen", true, "BJensen"],
  ["ＡＢＣ", false, "abc"],
  ["ΟΔΟΣ", false, "οδοσ"],
  ["οδος", false, "οδοσ"],
])("folds %s (case exact: %s) to %s", (text, caseExact, folded) => {
  expect(foldKey(text, caseExact)).toBe(folded);
});

test.each(["a\0b", "\ud800"])("refuses what cannot be stored", (text) => {
  expect(() => foldKey(text, true)).toThrow(expect.objectContaining({ scimType: "invalidValue" }));
});

test("a user is found by userName, displayName and each e-mail address, once", () => {
  const document = {
    userName: "Ada@Example.com",
    displayName: "Ada",
    title: "x",
    emails: [{ value: "A@example.com" }, { value: "a@example.com", type: "home" }, { type: "other" }],
  };
  expect(indexKeys(USER, document)).toEqual([
    { path: "userName", value: "ada@example.com", unique: true },
    { path: "displayName", value: "ada", unique: false },
    { path: "emails.value", value: "a@example.com", unique: false },
  ]);
});

test("a group is found by displayName, its members elsewhere", () => {
  expect(indexKeys(GROUP, { displayName: "Sales" })).toEqual([
    { path: "displayName", value: "sales", unique: false },
  ]);
});

test("what two documents have in common is left out, whatever else differs", () => {
  const emails = [{ value: "a@example.com" }];
  const before = { userName: "ada", displayName: "Ada", emails };
  const after = { userName: "ada", displayName: "Ada L", emails, title: "x" };
  expect(indexKeys(USER, after, before)).toEqual([{ path: "displayName", value: "ada l", unique: false }]);
  expect(indexKeys(USER, before, after)).toEqual([{ path: "displayName", value: "ada", unique: false }]);
});
