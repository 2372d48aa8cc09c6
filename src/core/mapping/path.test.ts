import { expect, test } from "vitest";
import { isOverlapping, parsePath, readPath } from "./path.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

test.each([
  ["TITLE", "title"],
  [" name . x", undefined],
  ["name.GIVENNAME", "name.givenName"],
  ['emails[ Type EQ "work" ].Value', 'emails[type eq "work"].value'],
  ['emails[type eq "work"]', 'emails[type eq "work"].value'],
  ['emails[type eq "work" AND primary eq TRUE].value', 'emails[primary eq true and type eq "work"].value'],
  ['x[n eq -1.5 and s eq "a\\"b\\\\"].v', 'x[n eq -1.5 and s eq "a\\"b\\\\"].v'],
  ["urn:ietf:params:scim:schemas:core:2.0:User:userName", "userName"],
  [`${ENTERPRISE.toLowerCase()}:DEPARTMENT`, `${ENTERPRISE}:department`],
  [`${ENTERPRISE}:manager`, `${ENTERPRISE}:manager.value`],
  ["urn:example:Ext:Title", "urn:example:Ext:Title"],
  ['urn:example:1.0:Ext:badges[kind eq "a:b"].no', 'urn:example:1.0:Ext:badges[kind eq "a:b"].no'],
  ["members.$ref", "members.$ref"],
  ["", undefined],
  [ENTERPRISE, undefined],
  ["a.b.c", undefined],
  ["a.", undefined],
  ["__proto__", undefined],
  ['emails[type ne "work"].value', undefined],
  ['emails[type eq "work" or type eq "home"].value', undefined],
  ['emails[type eq "work"', undefined],
  ['emails[type eq "work"]value', undefined],
  ['emails[type eq "work"].value.x', undefined],
  ['emails.value[type eq "work"]', undefined],
  ["emails[]", undefined],
  ["urn:x", undefined],
  ["a".repeat(1000), "a".repeat(1000)],
  ["a".repeat(1001), undefined],
  [`${"a".repeat(985)}[t eq "work"]`, undefined],
])("parses %s as %s", (text, canonical) => {
  const path = parsePath(text);
  expect(path?.text).toBe(canonical);
  if (path !== undefined) expect(parsePath(path.text)).toEqual(path);
});

test.each([
  ["title", "Title", true],
  ["title", "urn:example:x:title", false],
  ["name", "name.givenName", true],
  ["name.givenName", "name.familyName", false],
  ["urn:example:X:a", "urn:EXAMPLE:x:A", true],
  ["roles", 'roles[type eq "a"].value', true],
  ["x.value", 'x[type eq "a"].value', true],
  ['x[type eq "a"].value', 'x[type eq "a"].display', false],
  ['x[type eq "a"].value', 'x[type eq "b"].value', false],
  ['x[type eq "a"].value', 'x[type eq "A"].value', true],
  ['x[type eq "a"].value', "x[primary eq true].value", true],
  ['x[type eq "a" and primary eq true].v', 'x[type eq "a" and primary eq false].v', false],
])("%s and %s overlap: %s", (left, right, expected) => {
  const [first, second] = [parsePath(left)!, parsePath(right)!];
  expect(isOverlapping(first, second)).toBe(expected);
  expect(isOverlapping(second, first)).toBe(expected);
});

const RESOURCE = {
  USERNAME: "a",
  name: { givenname: "Odile" },
  emails: [
    { type: "home", value: "h" },
    { type: "Work", primary: "True", value: "w" },
    { type: "work", value: "second" },
  ],
  phoneNumbers: { type: "work", value: "1" },
  [ENTERPRISE.toLowerCase()]: { manager: { value: "m" } },
  "urn:example:X": "not an object",
};

test.each([
  ["userName", "a"],
  ["name.givenName", "Odile"],
  ['emails[type eq "work"].value', "w"],
  ["emails[primary eq true].value", "w"],
  ['emails[type eq "other"].value', undefined],
  ["emails.value", ["h", "w", "second"]],
  ['phoneNumbers[type eq "work"].value', "1"],
  [`${ENTERPRISE}:manager`, "m"],
  ["urn:example:X:a", undefined],
  ["constructor", undefined],
  ["toString.name", undefined],
])("reads %s", (text, expected) => {
  expect(readPath(RESOURCE, parsePath(text)!)).toEqual(expected);
});
