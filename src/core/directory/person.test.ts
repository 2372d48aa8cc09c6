import { describe, expect, test } from "vitest";
import { trustId } from "../ids.ts";
import { toCanonicalJson } from "../json.ts";
import { DIRECTORY_USER_URN, ENTERPRISE_USER_URN } from "../scim/schema-urns.ts";
import { PERSON_COLUMNS, type PersonValues, toPersonDocument, withManager } from "./person.ts";

const everything: PersonValues = {
  userPrincipalName: "mara.velling@contoso.example",
  displayName: "Mara Velling",
  surname: "Velling",
  mail: "mara@contoso.example",
  givenName: "Mara",
  objectId: "0e6b2b9c-6f0a-4f6e-9a55-0d4f8f4a1c11",
  userType: "Member",
  jobTitle: "Analyst",
  department: "Finance",
  accountEnabled: "true",
  usageLocation: "FR",
  streetAddress: "1 rue Neuve",
  state: "Île-de-France",
  country: "FR",
  officeLocation: "Paris",
  city: "Paris",
  postalCode: "75002",
  telephoneNumber: "+33 1 99 00 00 01",
  mobilePhone: "+33 6 39 98 00 01",
};

test("a full row becomes a full document", () => {
  expect(toPersonDocument(everything)).toEqual({
    userName: "mara.velling@contoso.example",
    displayName: "Mara Velling",
    name: { givenName: "Mara", familyName: "Velling" },
    emails: [{ value: "mara@contoso.example", type: "work", primary: true }],
    title: "Analyst",
    userType: "Member",
    active: true,
    addresses: [
      {
        type: "work",
        streetAddress: "1 rue Neuve",
        locality: "Paris",
        region: "Île-de-France",
        postalCode: "75002",
        country: "FR",
      },
    ],
    phoneNumbers: [
      { type: "work", value: "+33 1 99 00 00 01" },
      { type: "mobile", value: "+33 6 39 98 00 01" },
    ],
    [ENTERPRISE_USER_URN]: { department: "Finance" },
    [DIRECTORY_USER_URN]: { usageLocation: "FR", officeLocation: "Paris" },
  });
});

test.each<[string, PersonValues, object]>([
  ["nothing but a name", { userPrincipalName: "a" }, { userName: "a", active: true }],
  [
    "undefined as absent",
    { userPrincipalName: "a", mail: undefined, city: undefined },
    { userName: "a", active: true },
  ],
  [
    "a disabled account",
    { userPrincipalName: "a", accountEnabled: "false" },
    { userName: "a", active: false },
  ],
  [
    "only a surname",
    { userPrincipalName: "a", surname: "B" },
    { userName: "a", active: true, name: { familyName: "B" } },
  ],
  [
    "only a mobile phone",
    { userPrincipalName: "a", mobilePhone: "1" },
    { userName: "a", active: true, phoneNumbers: [{ type: "mobile", value: "1" }] },
  ],
])("leaves out what the source lacks: %s", (_, values, document) => {
  expect(toPersonDocument(values)).toStrictEqual(document);
});

test.each([
  ["a value in each column", Object.fromEntries(PERSON_COLUMNS.map((column) => [column, column]))],
  ["a name alone", { userPrincipalName: "a" }],
  [
    "one value of each part",
    { userPrincipalName: "a", surname: "B", city: "C", mobilePhone: "1", companyName: "D" },
  ],
])("writes the names in canonical order: %s", (_, values: PersonValues) => {
  const document = toPersonDocument(values);
  expect(JSON.stringify(document)).toBe(toCanonicalJson(document));
});

describe("withManager", () => {
  const managerId = trustId<Parameters<typeof withManager>[1] & string>(
    "0190a000-0000-7000-8000-000000000001",
  );

  test("adds the manager beside what the extension has", () => {
    const document = toPersonDocument({ userPrincipalName: "a", department: "Finance" });
    expect(withManager(document, managerId)[ENTERPRISE_USER_URN]).toEqual({
      department: "Finance",
      manager: { value: managerId },
    });
    expect(document[ENTERPRISE_USER_URN]).toEqual({ department: "Finance" });
  });

  test("setting and removing leaves the document as it was", () => {
    const document = toPersonDocument({ userPrincipalName: "a" });
    expect(withManager(withManager(document, managerId), undefined)).toStrictEqual(document);
  });
});
