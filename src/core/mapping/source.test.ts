import { expect, test } from "vitest";
import { toPersonDocument } from "../directory/person.ts";
import { parseSource, readSource, SOURCE_ALIASES, type SourceObject } from "./source.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const SOURCE = {
  id: "id-1",
  softDeleted: false,
  document: {
    ...toPersonDocument({
      userPrincipalName: "odile@contoso.example",
      displayName: "Odile Marchand",
      givenName: "Odile",
      surname: "Marchand",
      mail: "o.marchand@contoso.example",
      jobTitle: "Engineer",
      accountEnabled: "true",
      userType: "Member",
      usageLocation: "FR",
      officeLocation: "B 12",
      streetAddress: "1 rue du Port",
      city: "Nantes",
      state: "Pays de la Loire",
      country: "FR",
      postalCode: "44000",
      telephoneNumber: "+33 1",
      mobilePhone: "+33 6",
    }),
    nickName: "odile",
    preferredLanguage: "fr",
    [ENTERPRISE]: {
      department: "R&D",
      employeeNumber: "007",
      organization: "Contoso",
      manager: { value: "id-2" },
    },
    roles: [{ value: "a" }, { value: "b", primary: true }],
    tags: [],
    x509Certificates: [{ display: "no value" }],
  },
};

const ALIASED: Readonly<Record<string, unknown>> = {
  userPrincipalName: "odile@contoso.example",
  mail: "o.marchand@contoso.example",
  mailNickname: "odile",
  displayName: "Odile Marchand",
  givenName: "Odile",
  surname: "Marchand",
  jobTitle: "Engineer",
  accountEnabled: true,
  userType: "Member",
  preferredLanguage: "fr",
  telephoneNumber: "+33 1",
  mobile: "+33 6",
  streetAddress: "1 rue du Port",
  city: "Nantes",
  state: "Pays de la Loire",
  postalCode: "44000",
  country: "FR",
  physicalDeliveryOfficeName: "B 12",
  employeeId: "007",
  department: "R&D",
  companyName: "Contoso",
  manager: "id-2",
  usageLocation: "FR",
};

test("every alias reads what an import wrote", () => {
  const read = Object.keys(SOURCE_ALIASES).map((name) => [name, readSource(SOURCE, parseSource(name)!)]);
  expect(Object.fromEntries(read)).toEqual(ALIASED);
});

test.each([
  ["objectId", "id-1"],
  ["IsSoftDeleted", false],
  ["userName", "odile@contoso.example"],
  ["emails[primary eq true].value", "o.marchand@contoso.example"],
  ["roles", ["a", "b"]],
  ["roles.value", ["a", "b"]],
  ["name", null],
  ["tags", null],
  ["x509Certificates", null],
  ["nothing", null],
  ["constructor", null],
])("reads %s", (text, expected) => {
  expect(readSource(SOURCE, parseSource(text)!)).toEqual(expected);
});

test("mail falls back on the primary address", () => {
  const document = { emails: [{ value: "a" }, { value: "b", primary: true }] };
  expect(readSource({ ...SOURCE, document }, parseSource("mail")!)).toBe("b");
});

test.each(["", "a b", "issoftdeleted[", "emails[type gt 1].value"])("refuses %j", (text) => {
  expect(parseSource(text)).toBeUndefined();
});

test("an attribute of the manager is read from the manager, and is absent without one", () => {
  const manager = { id: "m", document: { displayName: "Mira", title: "Lead" }, softDeleted: false };
  const own = { id: "u", document: { displayName: "Ada" }, softDeleted: false, manager };
  const read = (text: string, from: SourceObject) => {
    const reference = parseSource(text);
    return reference === undefined ? undefined : readSource(from, reference);
  };
  expect([read("manager.displayName", own), read("manager.jobTitle", own)]).toEqual(["Mira", "Lead"]);
  expect(read("manager.objectId", own)).toBe("m");
  expect(read("manager.displayName", { ...own, manager: undefined })).toBe(null);
  expect(parseSource("manager.value")).toEqual(parseSource("manager"));
  expect([parseSource("manager.manager.title"), parseSource("manager.")]).toEqual([undefined, undefined]);
});

test("the groups are read by name and by id, sorted, and those of the manager are not", () => {
  const groups = [
    { id: "3", name: "Staff" },
    { id: "1", name: "Sales" },
    { id: "2", name: "Staff" },
  ];
  const own = { id: "u", document: { groups: [{ value: "x" }] }, softDeleted: false, groups };
  const read = (text: string) => readSource(own, parseSource(text)!);
  expect([read("memberOf"), read("groups"), read("groups.display")]).toEqual(
    Array(3).fill(["Sales", "Staff"]),
  );
  expect(read("groups.value")).toEqual(["1", "2", "3"]);
  expect(readSource({ ...own, groups: undefined }, parseSource("memberOf")!)).toBe(null);
  expect([parseSource("manager.memberOf"), parseSource("manager.groups.value")]).toEqual([
    undefined,
    undefined,
  ]);
});
