import { expect, test } from "vitest";
import { PATCH_URN, patch, patchError, patchOne } from "../../../../test/patching.ts";
import type { JsonObject } from "../../json.ts";
import { USER } from "../definitions/user.ts";
import { PROFILE_KINDS, type ProfileKind } from "../profile.ts";
import { readPatch } from "./read-patch.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

const home = { type: "home", value: "h@x" };
const work = { type: "work", value: "w@x" };

const before: JsonObject = {
  userName: "u",
  title: "T",
  name: { familyName: "F", givenName: "G" },
  emails: [home, work],
  [ENTERPRISE]: { department: "D", manager: { value: "m", $ref: "../Users/m" } },
};

test.each<[string, ProfileKind, unknown, JsonObject]>([
  ["an operation in any case", "entra", { op: "Replace", path: "title", value: "N" }, { title: "N" }],
  [
    "a bare manager",
    "entra",
    { op: "Add", path: `${ENTERPRISE}:manager`, value: "n" },
    { [ENTERPRISE]: { department: "D", manager: { value: "n" } } },
  ],
  [
    "a manager without its URN, as a list",
    "entra",
    { op: "Replace", path: "manager", value: [{ $ref: null, value: "n" }] },
    { [ENTERPRISE]: { department: "D", manager: { value: "n" } } },
  ],
  [
    "an empty text clears the manager",
    "entra",
    { op: "Replace", path: `${ENTERPRISE}:manager`, value: "" },
    { [ENTERPRISE]: { department: "D" } },
  ],
  [
    "primary as text in a filter",
    "entra",
    { op: "Add", path: 'emails[primary eq "True"].value', value: "p" },
    { emails: [home, work, { primary: true, value: "p" }] },
  ],
  [
    "a value on remove of a part",
    "entra",
    { op: "Remove", path: 'emails[type eq "work"].value', value: "w@x" },
    { emails: [home] },
  ],
  [
    "the URN of the schema as path, which is none",
    "generic",
    { op: "replace", path: USER.schema.id, value: { title: "N", [ENTERPRISE]: { department: "E" } } },
    { title: "N", [ENTERPRISE]: { department: "E", manager: { value: "m", $ref: "../Users/m" } } },
  ],
  [
    "that URN in another case and with a slip",
    "entra",
    { op: "Add", path: "urn:IETF:params:scim:schemas:core:2.0User", value: { "name.givenName": "N" } },
    { name: { familyName: "F", givenName: "N" } },
  ],
  [
    "remove of elements by value",
    "entra",
    { op: "Remove", path: "emails", value: [{ value: "W@X" }] },
    { emails: [home] },
  ],
  [
    "remove of elements by value and type",
    "entra",
    { op: "Remove", path: "emails", value: [{ value: "w@x", type: "home" }] },
    {},
  ],
  ["a remove without a path does nothing", "entra", { op: "remove" }, {}],
  [
    "a filter as a key",
    "entra",
    { op: "replace", value: { 'emails[type eq "work"].value': "n" } },
    { emails: [home, { type: "work", value: "n" }] },
  ],
  [
    "keys of an extension with a dot",
    "entra",
    { op: "add", value: { [`${ENTERPRISE}:manager.value`]: "n" } },
    { [ENTERPRISE]: { department: "D", manager: { value: "n" } } },
  ],
  [
    "an and of constraints",
    "generic",
    { op: "add", path: 'addresses[type eq "work" and primary eq true].country', value: "FR" },
    { addresses: [{ type: "work", primary: true, country: "FR" }] },
  ],
  ["groups sent back", "okta", { op: "replace", value: { groups: [], active: false } }, { active: false }],
])("%s (%s)", (_, kind, operation, expected) => {
  expect(patchOne(before, operation, kind)).toEqual({ ...before, ...expected });
});

test("a list without operations does nothing where that is tolerated", () => {
  expect(patch(before, [], "entra").changed).toBe(false);
  expect(() => patch(before, [], "rfc")).toThrow(patchError("invalidSyntax"));
  expect(() => readPatch({ Operations: [{ op: "remove", path: "title" }] }, USER, { kind: "rfc" })).toThrow(
    patchError("invalidSyntax"),
  );
  expect(readPatch([{ op: "remove", path: "title" }], USER, { kind: "generic" })).toHaveLength(1);
  expect(() => readPatch({ schemas: ["urn:x"], Operations: [] }, USER, { kind: "generic" })).toThrow(
    patchError("invalidSyntax"),
  );
});

test("strict: replace of a complex value wipes what it does not mention", () => {
  expect(patchOne(before, { op: "replace", path: "name", value: { givenName: "N" } }, "strict")).toEqual({
    ...before,
    name: { givenName: "N" },
  });
});

test.each([
  ["no list of operations", { schemas: [PATCH_URN], Operations: {} }, "invalidSyntax"],
  ["no body", undefined, "invalidSyntax"],
  [
    "an extension that is text",
    { Operations: [{ op: "add", path: ENTERPRISE, value: "x" }] },
    "invalidValue",
  ],
  ["a bad key in brackets", { Operations: [{ op: "add", value: { "emails[": "x" } }] }, "invalidFilter"],
])("even generic refuses %s", (_, body, scimType) => {
  expect(() => readPatch(body, USER, { kind: "generic" })).toThrow(patchError(scimType));
});

test("generic takes a PATCH_URN whose names are in another case, and one without operations", () => {
  const body = { SCHEMAS: [PATCH_URN.toLowerCase()], operations: [{ OP: "Remove", Path: "TITLE" }] };
  expect(readPatch(body, USER, { kind: "generic" })).toMatchObject([
    { kind: "remove", path: { path: "title" } },
  ]);
  expect(readPatch({ schemas: [PATCH_URN] }, USER, { kind: "generic" })).toEqual([]);
});

test.each<[string, unknown, JsonObject]>([
  [
    "an extension with null",
    { op: "replace", path: ENTERPRISE, value: null },
    { [ENTERPRISE]: undefined as never },
  ],
  ["an addition of a null extension", { op: "add", path: ENTERPRISE, value: null }, {}],
  [
    "unknown parts of an extension beside the id",
    { op: "add", value: { [ENTERPRISE]: { shoeSize: 43 }, title: "N" } },
    { title: "N" },
  ],
  ["keys of an extension with a dot", { op: "add", path: ENTERPRISE, value: { "manager.value": "m" } }, {}],
  [
    "constraints that contradict each other",
    { op: "remove", path: 'emails[type eq "a" and type eq "b"]' },
    {},
  ],
])("generic: %s", (_, operation, expected) => {
  expect(patchOne(before, operation, "generic")).toEqual({ ...before, ...expected });
});

test("nothing is made for a filter that contradicts itself, or says other than eq", () => {
  for (const filter of [
    'type eq "a" and type eq "b"',
    'type eq "a" and value sw "b"',
    'not (type eq "a")',
    "type pr",
  ]) {
    const operation = {
      op: "add",
      path: `addresses[${filter.replace("value", "country")}].country`,
      value: "FR",
    };
    expect(() => patchOne(before, operation, "generic")).toThrow(patchError("noTarget"));
  }
});

test("the URN of the schema as path never stands for a removal, nor for a value that is no object", () => {
  const path = USER.schema.id;
  for (const kind of PROFILE_KINDS) {
    expect(() => patchOne(before, { op: "remove", path }, kind), kind).toThrow(patchError("invalidPath"));
  }
  for (const kind of ["rfc", "strict"] as const) {
    expect(() => patchOne(before, { op: "add", path, value: { title: "N" } }, kind)).toThrow(
      patchError("invalidPath"),
    );
  }
  expect(() => patchOne(before, { op: "add", path, value: "N" }, "generic")).toThrow(
    patchError("invalidValue"),
  );
});

test("removal of a list with null is refused: it could mean all, or nothing", () => {
  for (const kind of PROFILE_KINDS) {
    expect(() => patchOne(before, { op: "remove", path: "emails", value: null }, kind), kind).toThrow(
      patchError("invalidValue"),
    );
    expect(patchOne(before, { op: "remove", path: "title", value: null }, kind)["title"]).toBeUndefined();
    const path = 'emails[type eq "work"]';
    expect(patchOne(before, { op: "remove", path, value: null }, kind)["emails"]).toEqual([home]);
  }
});
