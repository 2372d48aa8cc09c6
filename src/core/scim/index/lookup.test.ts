import { expect, test } from "vitest";
import { GROUP } from "../definitions/group.ts";
import { USER } from "../definitions/user.ts";
import { bindFilter } from "../filter/bind.ts";
import { parseFilter } from "../filter/parse.ts";
import type { ResourceType } from "../schema.ts";
import { findLookupKeys, planLookup } from "./lookup.ts";

const keys = (text: string, type: ResourceType = USER) => findLookupKeys(bindFilter(type, parseFilter(text)));

test.each([
  ['userName eq "BJensen"', [{ path: "userName", value: "bjensen", isUnique: true }]],
  ['externalId eq "E"', [{ path: "externalId", value: "E", isUnique: false }]],
  ['id eq "I"', [{ path: "id", value: "I", isUnique: true }]],
  ['emails eq "A@b"', [{ path: "emails.value", value: "a@b", isUnique: false }]],
  ['emails[type eq "work" and value eq "A@b"]', [{ path: "emails.value", value: "a@b", isUnique: false }]],
  ['emails[type eq "work"].value eq "A@b"', [{ path: "emails.value", value: "a@b", isUnique: false }]],
  ['title eq "x" and userName eq "u"', [{ path: "userName", value: "u", isUnique: true }]],
  ['displayName eq "d" and id eq "I" and not (title pr)', [{ path: "id", value: "I", isUnique: true }]],
  [
    'userName eq "a" or userName eq "B" or userName eq "A"',
    [
      { path: "userName", value: "a", isUnique: true },
      { path: "userName", value: "b", isUnique: true },
    ],
  ],
  [
    '(userName eq "a" or userName eq "b") and displayName eq "d" and displayName eq "e" ',
    [
      { path: "userName", value: "a", isUnique: true },
      { path: "userName", value: "b", isUnique: true },
    ],
  ],
])("%s is looked up", (text, expected) => {
  expect(keys(text)).toEqual(expected);
});

test.each([
  'title eq "x"',
  'userName sw "a"',
  'userName ne "a"',
  "userName pr",
  "userName eq null",
  'not (userName eq "a")',
  'userName eq "a" or title eq "x"',
  "active eq true",
  'groups.value eq "g"',
])("%s is scanned", (text) => {
  expect(keys(text)).toBeUndefined();
});

test("members are looked up by value", () => {
  expect(keys('members eq "U"', GROUP)).toEqual([{ path: "members.value", value: "U", isUnique: false }]);
  expect(keys('id eq "g" and members[value eq "U"]', GROUP)).toEqual([
    { path: "id", value: "g", isUnique: true },
  ]);
});

test("a filter that cannot match needs no candidates", () => {
  const filter = bindFilter(GROUP, parseFilter('userName eq "x"'), { undefinedAttributes: "absent" });
  expect(findLookupKeys(filter)).toEqual([]);
});

test.each([
  ['userName eq "a"', true],
  ['userName eq "A"', true],
  ['id eq "x"', false],
  ['userName eq "a" and title eq "x"', false],
  ['not (userName eq "a")', false],
])("a look-up of %s is exact: %s", (text, expected) => {
  expect(planLookup(bindFilter(USER, parseFilter(text)))?.isExact ?? false).toBe(expected);
});
