import { describe, expect, test } from "vitest";
import { patch, patchError, patchOne } from "../../../../test/patching.ts";
import type { JsonObject } from "../../json.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const home = { type: "home", value: "h@x" };
const work = { type: "work", value: "w@x" };

describe("the ten cases", () => {
  test("1: a value path without a match", () => {
    const before = { userName: "u", emails: [home] };
    const operation = { op: "replace", path: 'emails[type eq "work"].value', value: "a@x" };
    expect(() => patchOne(before, operation, "rfc")).toThrow(patchError("noTarget"));
    expect(() => patchOne(before, operation, "strict")).toThrow(patchError("noTarget"));
    for (const kind of ["entra", "generic", "okta"] as const) {
      expect(patchOne(before, operation, kind)).toEqual({
        userName: "u",
        emails: [home, { type: "work", value: "a@x" }],
      });
    }
    const either = { ...operation, path: 'emails[type eq "work" or type eq "other"].value' };
    expect(() => patchOne(before, either, "entra")).toThrow(patchError("noTarget"));
  });

  test("3: a replace without a path and with mixed keys", () => {
    const before = { userName: "u", name: { familyName: "F" }, active: true };
    const operation = {
      op: "replace",
      value: { displayName: "D", "name.givenName": "G", [`${ENTERPRISE}:department`]: "X", active: "False" },
    };
    const after = {
      userName: "u",
      displayName: "D",
      name: { familyName: "F", givenName: "G" },
      active: false,
      [ENTERPRISE]: { department: "X" },
    };
    expect(patchOne(before, operation, "generic")).toEqual(after);
    expect(patchOne(before, operation, "entra")).toEqual(after);
    expect(() => patchOne(before, operation, "strict")).toThrow(patchError("invalidSyntax"));
    expect(() => patchOne(before, operation, "rfc")).toThrow(patchError("invalidValue"));
  });

  test("4: all or nothing, and no change is no change", () => {
    const before = { userName: "u", displayName: "x" };
    const operations = [{ op: "replace", path: "displayName", value: "y" }, { op: "remove" }];
    expect(() => patch(before, operations, "generic")).toThrow(patchError("noTarget"));
    expect(before).toEqual({ userName: "u", displayName: "x" });
    const same = patch(before, [{ op: "add", path: "displayName", value: "x" }]);
    expect(same).toEqual({ document: before, externalId: null, changed: false, deltas: [] });
    expect(same.document).toBe(before);
  });

  test("5: a new primary demotes the old one", () => {
    const before = { emails: [{ value: "a", primary: true }] };
    expect(patchOne(before, { op: "add", path: "emails", value: [{ value: "b", primary: true }] })).toEqual({
      emails: [
        { value: "a", primary: false },
        { value: "b", primary: true },
      ],
    });
    const both = [
      { value: "b", primary: true },
      { value: "c", primary: true },
    ];
    expect(() => patchOne(before, { op: "add", path: "emails", value: both })).toThrow(
      patchError("invalidValue"),
    );
  });
});

const before: JsonObject = {
  userName: "u",
  title: "T",
  name: { familyName: "F", givenName: "G" },
  emails: [home, work],
  [ENTERPRISE]: { department: "D", manager: { value: "m", $ref: "../Users/m" } },
};
const extension = before[ENTERPRISE] as JsonObject;

test.each<[string, unknown, JsonObject]>([
  ["add sets a single value", { op: "add", path: "TITLE", value: "N" }, { title: "N" }],
  [
    "add appends",
    { op: "add", path: "emails", value: [{ value: "n" }] },
    { emails: [home, work, { value: "n" }] },
  ],
  [
    "add of one element without a list",
    { op: "add", path: "emails", value: { value: "n" } },
    { emails: [home, work, { value: "n" }] },
  ],
  [
    "add merges the same element",
    { op: "add", path: "emails", value: [{ value: "W@x", type: "work", display: "W" }] },
    { emails: [home, { value: "W@x", type: "work", display: "W" }] },
  ],
  [
    "add merges a complex value",
    { op: "add", path: "name", value: { givenName: "N" } },
    { name: { familyName: "F", givenName: "N" } },
  ],
  [
    "add without a path",
    { op: "add", value: { title: "N", emails: [{ value: "n" }] } },
    { title: "N", emails: [home, work, { value: "n" }] },
  ],
  [
    "add to an absent list",
    { op: "add", path: "roles", value: [{ value: "r" }] },
    { roles: [{ value: "r" }] },
  ],
  ["add of null changes nothing", { op: "add", path: "title", value: null }, {}],
  [
    "replace merges a complex value",
    { op: "replace", path: "name", value: { givenName: "N" } },
    { name: { familyName: "F", givenName: "N" } },
  ],
  [
    "replace with a null part removes the part",
    { op: "replace", path: "name", value: { givenName: null } },
    { name: { familyName: "F" } },
  ],
  [
    "replace of a list",
    { op: "replace", path: "emails", value: [{ value: "n" }] },
    { emails: [{ value: "n" }] },
  ],
  ["replace of an absent attribute adds", { op: "replace", path: "nickName", value: "N" }, { nickName: "N" }],
  [
    "replace of a part",
    { op: "replace", path: "name.familyName", value: "N" },
    { name: { familyName: "N", givenName: "G" } },
  ],
  [
    "replace of a part of every element",
    { op: "replace", path: "emails.display", value: "d" },
    {
      emails: [
        { ...home, display: "d" },
        { ...work, display: "d" },
      ],
    },
  ],
  [
    "replace of an element keeps what selected it",
    { op: "replace", path: 'emails[type eq "work"]', value: { value: "n" } },
    { emails: [home, { type: "work", value: "n" }] },
  ],
  [
    "add to an element merges",
    { op: "add", path: 'emails[type eq "work"]', value: { display: "d" } },
    { emails: [home, { ...work, display: "d" }] },
  ],
  [
    "replace of a part of an element",
    { op: "replace", path: 'emails[type eq "work"].value', value: "n" },
    { emails: [home, { type: "work", value: "n" }] },
  ],
  [
    "replace of a part of every match",
    { op: "replace", path: 'emails[value ew "x"].display', value: "d" },
    {
      emails: [
        { ...home, display: "d" },
        { ...work, display: "d" },
      ],
    },
  ],
  [
    "setting primary on an element",
    { op: "replace", path: 'emails[type eq "work"].primary', value: true },
    { emails: [home, { ...work, primary: true }] },
  ],
  [
    "replace of an extension attribute",
    { op: "replace", path: `${ENTERPRISE}:department`, value: "N" },
    { [ENTERPRISE]: { ...extension, department: "N" } },
  ],
  [
    "add to an extension",
    { op: "add", path: ENTERPRISE, value: { costCenter: "C" } },
    { [ENTERPRISE]: { ...extension, costCenter: "C" } },
  ],
  [
    "an extension without a path",
    { op: "add", value: { [ENTERPRISE]: { Department: "N" } } },
    { [ENTERPRISE]: { ...extension, department: "N" } },
  ],
  [
    "another manager drops the old reference",
    { op: "replace", path: `${ENTERPRISE}:manager.value`, value: "n" },
    { [ENTERPRISE]: { department: "D", manager: { value: "n" } } },
  ],
  ["the same manager keeps it", { op: "replace", path: `${ENTERPRISE}:manager`, value: { value: "m" } }, {}],
  [
    "remove of a part of an extension",
    { op: "remove", path: `${ENTERPRISE}:manager` },
    { [ENTERPRISE]: { department: "D" } },
  ],
  ["remove of an element", { op: "remove", path: 'emails[type eq "work"]' }, { emails: [home] }],
  ["remove that selects nothing", { op: "remove", path: 'emails[type eq "other"]' }, {}],
  ["remove of an absent attribute", { op: "remove", path: "nickName" }, {}],
  [
    "remove of an element's value leaves no husk",
    { op: "remove", path: 'emails[type eq "work"].value' },
    { emails: [home] },
  ],
  ["remove of a part", { op: "remove", path: "name.givenName" }, { name: { familyName: "F" } }],
  [
    "ignores unknown attributes beside known ones",
    { op: "add", value: { shoeSize: 43, title: "N" } },
    { title: "N" },
  ],
  ["drops a password", { op: "replace", path: "password", value: "secret" }, {}],
  [
    "ignores schemas and meta without a path",
    { op: "replace", value: { schemas: [], meta: {}, title: "N" } },
    { title: "N" },
  ],
])("rfc: %s", (_, operation, expected) => {
  expect(patchOne(before, operation)).toEqual({ ...before, ...expected });
});

test.each([
  ["an attribute", { op: "remove", path: "title" }, "title"],
  ["an attribute with null", { op: "replace", path: "title", value: null }, "title"],
  ["all elements", { op: "remove", path: "emails" }, "emails"],
  ["all elements with an empty list", { op: "replace", path: "emails", value: [] }, "emails"],
  ["the last element", { op: "remove", path: "emails[value pr]" }, "emails"],
  ["an extension", { op: "remove", path: ENTERPRISE }, ENTERPRISE],
  [
    "an extension with null",
    { op: "replace", path: "name", value: { familyName: null, givenName: null } },
    "name",
  ],
])("remove of %s unassigns it", (_, operation, name) => {
  const { [name]: _gone, ...rest } = before;
  expect(patchOne(before, operation)).toEqual(rest);
});

test("an extension goes with its last attribute", () => {
  const two = { userName: "u", [ENTERPRISE]: { department: "D" } };
  expect(patchOne(two, { op: "remove", path: `${ENTERPRISE}:department` })).toEqual({ userName: "u" });
});

test.each<[string, unknown, string]>([
  ["an unknown path", { op: "add", path: "shoeSize", value: 43 }, "invalidPath"],
  ["an unknown operation", { op: "move", path: "title", value: "x" }, "invalidSyntax"],
  ["an operation in another case", { op: "Add", path: "title", value: "x" }, "invalidSyntax"],
  ["no value", { op: "add", path: "title" }, "invalidValue"],
  ["a wrong type", { op: "replace", path: "active", value: "True" }, "invalidValue"],
  ["no object without a path", { op: "replace", value: "x" }, "invalidValue"],
  ["a path that is no text", { op: "replace", path: 1, value: "x" }, "invalidPath"],
  ["remove of what is required", { op: "remove", path: "userName" }, "mutability"],
  ["null for what is required", { op: "replace", path: "userName", value: null }, "mutability"],
  ["an empty userName", { op: "replace", path: "userName", value: "" }, "invalidValue"],
  ["a read-only attribute", { op: "replace", path: "groups", value: [] }, "mutability"],
  ["a read-only attribute without a path", { op: "replace", value: { groups: [] } }, "mutability"],
  [
    "a read-only part",
    { op: "replace", path: `${ENTERPRISE}:manager.displayName`, value: "x" },
    "mutability",
  ],
  ["id", { op: "replace", path: "id", value: "x" }, "mutability"],
  ["meta", { op: "remove", path: "meta.version" }, "mutability"],
  ["no match for replace", { op: "replace", path: 'emails[type eq "x"]', value: { value: "x" } }, "noTarget"],
  ["no match for add", { op: "add", path: 'emails[type eq "x"].value', value: "x" }, "noTarget"],
  ["remove with a value", { op: "remove", path: "emails", value: [home] }, "invalidValue"],
  ["a bare manager", { op: "replace", path: `${ENTERPRISE}:manager`, value: "m" }, "invalidValue"],
  [
    "an extension attribute without its URN",
    { op: "replace", path: "department", value: "x" },
    "invalidPath",
  ],
  ["two primaries at once", { op: "replace", path: "emails[value pr].primary", value: true }, "invalidValue"],
  ["one key in two cases", { op: "add", value: { title: "a", TITLE: "b" } }, "invalidSyntax"],
  ["one operation that is text", "remove", "invalidSyntax"],
  ["a wrong filter", { op: "remove", path: "emails[primary gt true]" }, "invalidFilter"],
])("rfc refuses %s", (_, operation, scimType) => {
  expect(() => patchOne(before, operation)).toThrow(patchError(scimType));
});

test("an id sent along must be the resource's own", () => {
  const operations = [{ op: "replace", value: { id: "1", displayName: "D" } }];
  expect(patch(before, operations, "okta", { id: "1" }).document["displayName"]).toBe("D");
  expect(() => patch(before, operations, "okta", { id: "2" })).toThrow(patchError("mutability"));
});

test("externalId is patched beside the document", () => {
  const set = patch(before, [{ op: "add", path: "externalId", value: "e" }]);
  expect(set).toMatchObject({ document: before, externalId: "e", changed: true });
  const gone = patch(before, [{ op: "remove", path: "externalId" }], "rfc", { externalId: "e" });
  expect(gone).toMatchObject({ externalId: null, changed: true });
  const same = patch(before, [{ op: "replace", value: { externalId: "e" } }], "rfc", { externalId: "e" });
  expect(same).toMatchObject({ externalId: "e", changed: false });
});

test("many small operations on a long list are refused before they take long", () => {
  const emails = Array.from({ length: 900 }, (_, n) => ({ value: `${n}@x` }));
  const adding = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      op: "add",
      path: "emails",
      value: [{ value: `new-${n}@x` }],
    }));
  const { document } = patch({ userName: "u", emails }, adding(40));
  expect(document["emails"]).toHaveLength(940);
  expect(() => patch({ userName: "u", emails }, adding(300))).toThrow(
    expect.objectContaining({ status: 413 }),
  );
  const parts = Array.from({ length: 40 }, (_, n) => `value eq "${n}@y"`).join(" or ");
  const filtered = [1, 2].map(() => ({ op: "remove", path: `emails[${parts}]` }));
  expect(patch({ userName: "u", emails }, filtered.slice(1)).changed).toBe(false);
  expect(() => patch({ userName: "u", emails }, filtered)).toThrow(expect.objectContaining({ status: 413 }));
});
