import { expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import { defineAttribute } from "../definitions/attribute.ts";
import { GROUP } from "../definitions/group.ts";
import { USER } from "../definitions/user.ts";
import type { ProfileKind } from "../profile.ts";
import type { ResourceType } from "../schema.ts";
import { bindFilter } from "./bind.ts";
import { type FilterSubject, matches } from "./evaluate.ts";
import { parseFilter } from "./parse.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const subject = (document: JsonObject, more: Partial<FilterSubject> = {}): FilterSubject => ({
  id: "Id-1",
  meta: {
    created: "2010-01-01T00:00:00Z",
    lastModified: "2011-05-13T06:00:00+05:00",
    resourceType: "User",
    version: 'W/"1"',
    location: "https://example.com/Users/Id-1",
  },
  document,
  ...more,
});
const holds = (text: string, on: FilterSubject, type: ResourceType = USER, kind: ProfileKind = "generic") =>
  matches(bindFilter(type, parseFilter(text), { profile: { kind } }), on);

const u1 = subject({
  userName: "u1",
  emails: [
    { type: "work", value: "z" },
    { type: "home", value: "a@b" },
  ],
});
const u2 = subject({ userName: "u2", emails: [{ type: "work", value: "a@b" }] });

test.each([
  ["gt", "\u{1F600}", "\uFF5E", true],
  ["lt", "\u{1F600}", "\uFF5E", false],
  ["gt", "a\u{10000}", "a\u{10001}", false],
  ["lt", "ab", "abc", true],
  ["ge", "abc", "abc", true],
])("text is ordered by code point: %s", (op, value, other, expected) => {
  expect(holds(`profileUrl ${op} "${other}"`, subject({ profileUrl: value }))).toBe(expected);
});

// Spec §5, case 6.
test.each([
  ['emails[type eq "work" and value eq "a@b"]', false, true],
  ['emails[type eq "work"].value eq "a@b"', false, true],
  ['emails.type eq "work" and emails.value eq "a@b"', true, true],
  ['emails eq "A@B"', true, true],
  ['emails[value eq "z"]', true, false],
  ['not (emails[type eq "home"])', false, true],
])("%s on two users", (text, first, second) => {
  expect([holds(text, u1), holds(text, u2)]).toEqual([first, second]);
});

const bob = subject(
  {
    userName: "bob",
    title: "A",
    active: true,
    nickName: "",
    name: { familyName: "Ünal" },
    x509Certificates: [{ value: "aGk=" }],
    [ENTERPRISE]: { employeeNumber: "701984", manager: { value: "M1" } },
  },
  { externalId: "Ext", relationships: { groups: [{ value: "g1", display: "Sales" }] } },
);

test.each([
  ['USERNAME Eq "BOB"', true],
  ['userName eq "bobby"', false],
  ['externalId eq "Ext"', true],
  ['externalId eq "ext"', false],
  ['id eq "Id-1"', true],
  ['id eq "id-1"', false],
  ['not (title eq "A" or userType eq "B")', false],
  ["title pr or nothing pr", undefined],
  ['title eq "A" or userType eq "B" and userType eq "C"', true],
  ['(title eq "A" or userType eq "B") and userType eq "C"', false],
  ["nickName pr", false],
  ["userType pr", false],
  ["name pr", true],
  ["emails pr", false],
  ["title eq null", false],
  ["userType eq null", true],
  ["title ne null", true],
  ['title ne "B"', true],
  ['userType ne "B"', true],
  ['title ne "a"', false],
  ["active eq true", true],
  ['active eq "True"', true],
  ["active ne true", false],
  ['name.familyName sw "ün"', true],
  ['name.familyName ew "AL"', true],
  ['name.familyName co "na"', true],
  ['userName gt "boa"', true],
  ['userName le "BOB"', true],
  ['userName lt "bob"', false],
  ['userName ge "bob"', true],
  ['meta.lastModified gt "2011-05-13T04:42:34Z"', false],
  ['meta.lastModified gt "2011-05-13T00:42:34Z"', true],
  ['meta.lastModified eq "2011-05-13T01:00:00.000Z"', true],
  ['meta.lastModified sw "2011"', true],
  ['meta.resourceType eq "User"', true],
  [`schemas eq "${ENTERPRISE}"`, true],
  ['schemas eq "urn:x"', false],
  [`${ENTERPRISE}:employeeNumber eq "701984"`, true],
  [`${ENTERPRISE.toUpperCase()}:Manager.value eq "M1"`, true],
  ['manager eq "M1"', true],
  ['manager eq "m1"', false],
  ["employeeNumber eq 701984", true],
  ['groups.value eq "g1"', true],
  ['groups[display eq "sales"]', true],
  ['name[familyName eq "ünal"]', true],
  ['x509Certificates.value eq "aGk="', true],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "bob"', true],
])("%s on bob: %s", (text, expected) => {
  if (expected === undefined) expect(() => holds(text, bob)).toThrow(/no attribute/);
  else expect(holds(text, bob)).toBe(expected);
});

test.each([
  "active gt true",
  "active co true",
  'active eq "yes"',
  "title gt null",
  "title eq true",
  'meta.lastModified gt "yesterday"',
  'x509Certificates.value gt "a"',
  'name eq "x"',
  "password pr",
  'password eq "x"',
  "shoeSize pr",
  "name.shoeSize pr",
  'emails[shoeSize eq "x"]',
  'emails.value[type eq "x"]',
  'userName[value eq "x"]',
  `${ENTERPRISE} pr`,
])("refuses %s", (text) => {
  expect(() => holds(text, bob)).toThrow(expect.objectContaining({ scimType: "invalidFilter" }));
});

test.each(['active eq "True"', "employeeNumber eq 1", 'manager eq "x"', "title eq 1"])(
  "rfc refuses %s",
  (text) => {
    expect(() => holds(text, bob, USER, "rfc")).toThrow(
      expect.objectContaining({ scimType: "invalidFilter" }),
    );
  },
);

test("members are rows, and a bare `members` means their value", () => {
  const group = subject(
    { displayName: "G" },
    { relationships: { members: [{ value: "u1" }, { value: "u2" }] } },
  );
  expect(holds('id eq "Id-1" and members eq "u2"', group, GROUP)).toBe(true);
  expect(holds('members[value eq "u3"]', group, GROUP)).toBe(false);
  expect(holds("members pr", group, GROUP)).toBe(true);
});

test("numbers compare as numbers, and a simple list has an implied value", () => {
  const schema = {
    ...USER.schema,
    attributes: [
      defineAttribute("level", "", { type: "integer" }),
      defineAttribute("tags", "", { multiValued: true }),
      defineAttribute("ratio", "", { type: "decimal" }),
    ],
  };
  const type = { ...USER, schema };
  const on = subject({ level: 10, tags: ["Red", "blue"], ratio: 0.5 });
  expect(holds("level gt 9", on, type)).toBe(true);
  expect(holds('level eq "10"', on, type)).toBe(true);
  expect(holds("ratio lt 1", on, type)).toBe(true);
  expect(holds('tags eq "red"', on, type)).toBe(true);
  expect(holds('tags[value eq "BLUE"]', on, type)).toBe(true);
  expect(() => holds("level co 1", on, type)).toThrow(/cannot be compared/);
});

test("over several resource types an undefined attribute is absent", () => {
  const bound = (text: string) => bindFilter(GROUP, parseFilter(text), { undefinedAttributes: "absent" });
  const on = subject({ displayName: "G" });
  expect(matches(bound('userName eq "x" or displayName eq "g"'), on)).toBe(true);
  expect(matches(bound('userName eq "x"'), on)).toBe(false);
  expect(matches(bound('userName ne "x" and userName eq null'), on)).toBe(true);
  expect(matches(bound('emails[type eq "x"]'), on)).toBe(false);
});
