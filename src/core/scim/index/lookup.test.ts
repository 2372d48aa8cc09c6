import { expect, test } from "vitest";
import { GROUP } from "../definitions/group.ts";
import { USER } from "../definitions/user.ts";
import { bindFilter } from "../filter/bind.ts";
import { parseFilter } from "../filter/parse.ts";
import type { ResourceType } from "../schema.ts";
import { isAllSaidBy, lookupKeys } from "./lookup.ts";

const keys = (text: string, type: ResourceType = USER) => lookupKeys(bindFilter(type, parseFilter(text)));

test.each([
  ['userName eq "BJensen"', [{ path: "userName", value: "bjensen" }]],
  ['externalId eq "E"', [{ path: "externalId", value: "E" }]],
  ['id eq "I"', [{ path: "id", value: "I" }]],
  ['emails eq "A@b"', [{ path: "emails.value", value: "a@b" }]],
  ['emails[type eq "work" and value eq "A@b"]', [{ path: "emails.value", value: "a@b" }]],
  ['emails[type eq "work"].value eq "A@b"', [{ path: "emails.value", value: "a@b" }]],
  ['title eq "x" and userName eq "u"', [{ path: "userName", value: "u" }]],
  ['displayName eq "d" and id eq "I" and not (title pr)', [{ path: "id", value: "I" }]],
  [
    'userName eq "a" or userName eq "B" or userName eq "A"',
    [
      { path: "userName", value: "a" },
      { path: "userName", value: "b" },
    ],
  ],
  [
    '(userName eq "a" or userName eq "b") and displayName eq "d" and displayName eq "e" ',
    [
      { path: "userName", value: "a" },
      { path: "userName", value: "b" },
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
  expect(keys('members eq "U"', GROUP)).toEqual([{ path: "members.value", value: "U" }]);
  expect(keys('id eq "g" and members[value eq "U"]', GROUP)).toEqual([{ path: "id", value: "g" }]);
});

test("a filter that cannot match needs no candidates", () => {
  const filter = bindFilter(GROUP, parseFilter('userName eq "x"'), { undefinedAttributes: "absent" });
  expect(lookupKeys(filter)).toEqual([]);
});

test.each([
  ['userName eq "a"', true],
  ['userName eq "A"', true],
  ['id eq "x"', false],
  ['userName eq "a" and title eq "x"', false],
  ['not (userName eq "a")', false],
])("a key says all of %s: %s", (text, expected) => {
  const filter = bindFilter(USER, parseFilter(text));
  const [key = { path: "userName", value: "a" }] = lookupKeys(filter) ?? [];
  expect(isAllSaidBy(key, filter)).toBe(expected);
});
