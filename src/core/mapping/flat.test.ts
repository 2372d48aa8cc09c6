import { expect, test } from "vitest";
import { alignTypes, diffFlat, flattenAccount, normaliseFlat, toCanonicalValue, unflatten } from "./flat.ts";
import { parsePath } from "./path.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

test.each([
  ["active", "True", true],
  ["active", "FALSE", false],
  ["active", 1, true],
  ["active", "maybe", null],
  ["active", null, null],
  ['emails[type eq "work"].primary', "true", true],
  ["title", 1234, "1234"],
  ["title", true, "True"],
  ["title", "", null],
  ["userName", " a ", " a "],
  [`${ENTERPRISE}:employeeNumber`, 7, "7"],
  ["roles", "admin", ["admin"]],
  ["roles", [{ value: "b" }, { value: "a" }, { value: "b" }], ["a", "b"]],
  ["roles", [], null],
  ["urn:example:X:level", 3, 3],
  ["urn:example:X:level", -0, 0],
  ["urn:example:X:level", ["b", "", "a"], ["a", "b"]],
  ["urn:example:X:active", "True", "True"],
  ["urn:example:X:boss", { value: "m", display: "M" }, "m"],
  ["urn:example:X:boss", { display: "M" }, null],
])("%s holds %j as %j", (text, value, expected) => {
  expect(toCanonicalValue(parsePath(text)!, value)).toEqual(expected);
});

const FLAT = {
  userName: "odile@contoso.example",
  active: true,
  "name.givenName": "Odile",
  'emails[type eq "work"].value': "o@contoso.example",
  'emails[type eq "work"].primary': true,
  'emails[type eq "home"].value': "h@contoso.example",
  roles: ["a", "b"],
  [`${ENTERPRISE}:department`]: "R&D",
  [`${ENTERPRISE}:manager.value`]: "acc-2",
  "urn:example:2.0:Ext:level": 3,
  "urn:example:2.0:Ext:tags": ["x"],
};

const NESTED = {
  userName: "odile@contoso.example",
  active: true,
  name: { givenName: "Odile" },
  emails: [
    { type: "home", value: "h@contoso.example" },
    { type: "work", value: "o@contoso.example", primary: true },
  ],
  roles: [{ value: "a" }, { value: "b" }],
  [ENTERPRISE]: { department: "R&D", manager: { value: "acc-2" } },
  "urn:example:2.0:Ext": { level: 3, tags: ["x"] },
};

test("unflattens to a nested resource, and reads it back", () => {
  expect(unflatten(FLAT)).toEqual(NESTED);
  expect(flattenAccount(Object.keys(FLAT), NESTED)).toEqual(FLAT);
});

test("unflattening passes over what is no path", () => {
  expect(unflatten({ "a b": 1, ["__proto__"]: 3, constructor: "c" })).toEqual({
    constructor: "c",
  });
  expect(Object.getPrototypeOf(unflatten({ ["__proto__"]: 3 }))).toBe(Object.prototype);
});

test("reads a target's own spelling without finding a difference", () => {
  const answered = {
    id: "1",
    USERNAME: "odile@contoso.example",
    active: "True",
    name: { GivenName: "Odile", familyName: "unmapped" },
    emails: [
      { value: "o@contoso.example", type: "WORK", primary: "true", display: "x" },
      { value: "h@contoso.example", type: "home", primary: false },
    ],
    roles: [{ value: "b" }, { value: "a" }],
    [ENTERPRISE.toUpperCase()]: { department: "R&D", manager: { value: "acc-2", displayName: "M" } },
    "urn:example:2.0:ext": { level: "3", tags: "x" },
  };
  const account = flattenAccount(Object.keys(FLAT), answered);
  expect(diffFlat(alignTypes(account, FLAT), FLAT)).toEqual([]);
});

test.each([
  ["True", true, true],
  ["no", true, "no"],
  ["3", 3, 3],
  ["x", 3, "x"],
  [true, "true", "true"],
  [true, "False", "True"],
  [7, "7", "7"],
  ["a", ["b"], ["a"]],
  [["a"], "a", ["a"]],
  ["a", undefined, "a"],
])("likens %j to %j as %j", (held, wanted, expected) => {
  const other = wanted === undefined ? {} : { x: wanted };
  expect(alignTypes({ x: held }, other)).toEqual({ x: expected });
});

test("differences come in order of their paths, null where a side has none", () => {
  expect(diffFlat({ b: 1, a: "x", same: ["l"] }, { c: true, a: "y", same: ["l"] })).toEqual([
    { path: "a", from: "x", to: "y" },
    { path: "b", from: 1, to: null },
    { path: "c", from: null, to: true },
  ]);
  expect(diffFlat({}, { toString: "own" })).toEqual([{ path: "toString", from: null, to: "own" }]);
});

test("normalising takes the canonical path and value, and drops the rest", () => {
  expect(normaliseFlat({ TITLE: 5, "a b": 1, nickName: "", ACTIVE: "False" })).toEqual({
    active: false,
    title: "5",
  });
});
