import { expect, test } from "vitest";
import { GROUP } from "../scim/definitions/group.ts";
import { USER } from "../scim/definitions/user.ts";
import { ENTERPRISE_USER_URN } from "../scim/schema-urns.ts";
import { toEditBody } from "./edit-operations.ts";

test.each([
  ["a value", { title: "Nurse" }, [{ op: "replace", path: "title", value: "Nurse" }]],
  ["null", { title: null }, [{ op: "remove", path: "title" }]],
  [
    "the parts of a complex value, in any letter case",
    { NAME: { familyName: "Lund", givenName: null } },
    [
      { op: "replace", path: "NAME.familyName", value: "Lund" },
      { op: "remove", path: "NAME.givenName" },
    ],
  ],
  [
    "a list as a whole",
    { emails: [{ value: "a@b.test" }] },
    [{ op: "replace", path: "emails", value: [{ value: "a@b.test" }] }],
  ],
  [
    "an extension by its attributes",
    { [ENTERPRISE_USER_URN.toLowerCase()]: { department: "IT", manager: { value: "x" }, division: null } },
    [
      { op: "replace", path: `${ENTERPRISE_USER_URN}:department`, value: "IT" },
      { op: "replace", path: `${ENTERPRISE_USER_URN}:manager.value`, value: "x" },
      { op: "remove", path: `${ENTERPRISE_USER_URN}:division` },
    ],
  ],
  ["an unknown name as it is", { colour: "red" }, [{ op: "replace", path: "colour", value: "red" }]],
])("an edit has %s", (_, attributes, operations) => {
  expect(toEditBody(USER, attributes)).toMatchObject({ Operations: operations });
});

test("an externalId is refused", () => {
  expect(() => toEditBody(GROUP, { externalID: "x" })).toThrow("belongs to the integration");
});
