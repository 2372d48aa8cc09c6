import { expect, test } from "vitest";
import { finishWork } from "../../work.ts";
import { defineAttribute } from "../definitions/attribute.ts";
import { GROUP } from "../definitions/group.ts";
import { USER } from "../definitions/user.ts";
import { PROFILE_KINDS, type ProfileKind } from "../profile.ts";
import type { ResourceType } from "../schema.ts";
import { readResource } from "./document.ts";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const read = (body: unknown, kind: ProfileKind = "rfc", type: ResourceType = USER) =>
  finishWork(readResource(type, body, { kind }));
const refusal = (scimType: string) => expect.objectContaining({ scimType });

test("reads a user: names in any case, common and read-only attributes taken out", () => {
  const body = {
    schemas: [CORE, ENTERPRISE],
    id: "client's",
    ExternalID: "e1",
    USERNAME: "Ada",
    Name: { FamilyName: "L", givenName: null },
    emails: [],
    nickName: null,
    meta: { resourceType: "User" },
    groups: [{ value: "g" }],
    [ENTERPRISE]: { Department: "D", manager: { value: "m", displayName: "M" } },
  };
  expect(read(body)).toEqual({
    document: {
      userName: "Ada",
      name: { familyName: "L" },
      [ENTERPRISE]: { department: "D", manager: { value: "m" } },
    },
    externalId: "e1",
    relationships: {},
    schemas: [CORE, ENTERPRISE],
  });
});

test.each<[string, unknown, string]>([
  ["a body that is a list", [], "invalidSyntax"],
  ["no body", undefined, "invalidSyntax"],
  ["one name in two cases", { schemas: [CORE], userName: "a", USERNAME: "b" }, "invalidSyntax"],
  [
    "one name with and without its URN",
    { schemas: [CORE], userName: "a", [`${CORE}:userName`]: "b" },
    "invalidSyntax",
  ],
  ["no schemas", { userName: "a" }, "invalidSyntax"],
  ["an unknown schema", { schemas: [CORE, "urn:x:y"], userName: "a" }, "invalidValue"],
  [
    "an unlisted extension",
    { schemas: [CORE], userName: "a", [ENTERPRISE]: { department: "D" } },
    "invalidValue",
  ],
  ["no userName", { schemas: [CORE] }, "invalidValue"],
  ["an empty userName", { schemas: [CORE], userName: "" }, "invalidValue"],
  ["a boolean as text", { schemas: [CORE], userName: "a", active: "True" }, "invalidValue"],
  [
    "two primaries",
    {
      schemas: [CORE],
      userName: "a",
      emails: [
        { value: "a", primary: true },
        { value: "b", primary: true },
      ],
    },
    "invalidValue",
  ],
  [
    "an extension that is text",
    { schemas: [CORE, ENTERPRISE], userName: "a", [ENTERPRISE]: "x" },
    "invalidValue",
  ],
])("rfc refuses %s", (_, body, scimType) => {
  expect(() => read(body)).toThrow(refusal(scimType));
});

test("generic takes what Entra ID and Okta send", () => {
  const body = {
    schemas: [CORE, "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/User", `${CORE}x`],
    userName: "a",
    password: "secret",
    active: "True",
    groups: [],
    manager: "m",
    "urn:ietf:params:scim:schemas:extension:enterprise:2User": { department: "typo" },
  };
  const result = read(body, "generic");
  expect(result.document).toEqual({ userName: "a", active: true, [ENTERPRISE]: { manager: { value: "m" } } });
  expect(result.schemas).toEqual([CORE, ENTERPRISE]);
});

test("a password is never kept, and strict refuses it", () => {
  const body = { schemas: [CORE], userName: "a", password: "secret" };
  expect(read(body).document).toEqual({ userName: "a" });
  expect(() => read(body, "strict")).toThrow(refusal("invalidValue"));
});

test("strict refuses an unknown attribute, rfc ignores it", () => {
  const body = { schemas: [CORE], userName: "a", shoeSize: 43, __proto__: undefined };
  expect(read(body).document).toEqual({ userName: "a" });
  expect(() => read(body, "strict")).toThrow(refusal("invalidSyntax"));
  const hostile: unknown = JSON.parse(
    `{"schemas":["${CORE}"],"userName":"a","__proto__":{"x":1},"constructor":1}`,
  );
  expect(read(hostile).document).toEqual({ userName: "a" });
});

test.each([
  ["absent", {}, undefined],
  ["empty", { members: [] }, []],
  ["null", { members: null }, []],
  [
    "with doubles",
    { members: [{ value: "1", $ref: null }, { value: "1", type: "User" }, { value: "2" }] },
    [{ value: "1", type: "User" }, { value: "2" }],
  ],
])("members %s", (_, members, expected) => {
  const body = { schemas: [GROUP.schema.id], displayName: "G", ...members };
  const result = read(body, "generic", GROUP);
  expect(result.document).toEqual({ displayName: "G" });
  expect(result.relationships["members"]).toEqual(expected);
});

test("a member needs a value", () => {
  const body = { schemas: [GROUP.schema.id], displayName: "G", members: [{ type: "User" }] };
  expect(() => read(body, "rfc", GROUP)).toThrow(refusal("invalidValue"));
});

test("externalId: unmentioned, cleared, given", () => {
  const body = { schemas: [CORE], userName: "a" };
  expect(read(body)).not.toHaveProperty("externalId");
  expect(read({ ...body, externalId: null }).externalId).toBeNull();
  expect(read({ ...body, externalId: "X" }).externalId).toBe("X");
});

test("a required extension, and its required attributes, are enforced", () => {
  const schema = {
    id: "urn:example:ext:2.0:User",
    name: "X",
    description: "",
    attributes: [defineAttribute("badge", "", { required: true }), defineAttribute("color", "")],
  };
  const type: ResourceType = { ...USER, extensions: [{ schema, required: true }] };
  expect(() => read({ userName: "a" }, "generic", type)).toThrow(refusal("invalidValue"));
  expect(() => read({ userName: "a", [schema.id]: { color: "red" } }, "generic", type)).toThrow(
    refusal("invalidValue"),
  );
  expect(read({ userName: "a", [schema.id]: { BADGE: "7" } }, "generic", type).document).toEqual({
    userName: "a",
    [schema.id]: { badge: "7" },
  });
});

test("a name of white space is none, and a numeral beyond all numbers no text", () => {
  for (const userName of ["", "  ", "\t", Number.POSITIVE_INFINITY]) {
    expect(() => read({ userName }, "generic")).toThrow(refusal("invalidValue"));
  }
});

const PATH_KEYS = [
  { "name.givenName": "New", "name.familyName": "B" },
  { "NAME.givenName": "New" },
  { "name.first": "New" },
  { 'emails[type eq "work"].value': "new@x" },
  { 'emails[type eq "work"]': { value: "new@x" } },
  { "emails[value eq work.x].value": "new@x" },
  { "emails[": "new@x" },
  { "emails.value": "new@x" },
  { "title.": "T" },
  { [`${CORE}:name.givenName`]: "New" },
  { [`${CORE}:emails[type eq "work"].value`]: "new@x" },
  { [`${ENTERPRISE}:manager.value`]: "m" },
  { [ENTERPRISE]: { "manager.value": "m", department: "D" } },
];

test.each(PROFILE_KINDS.flatMap((kind) => PATH_KEYS.map((keys) => [kind, keys] as const)))(
  "%s: a key of POST and PUT that is a path is not ignored: %j",
  (kind, keys) => {
    const body = { schemas: [CORE, ENTERPRISE], userName: "u", ...keys };
    expect(() => read(body, kind)).toThrow(refusal("invalidSyntax"));
  },
);

test("keys that only look like paths, or name what is read-only, are ignored", () => {
  const keys = { "urn:x:other:2.0:User": {}, "badge.number": 1, "badge[1]": 1, "meta.version": "1" };
  expect(read({ schemas: [CORE], userName: "u", ...keys, "groups.value": "g" }, "generic").document).toEqual({
    userName: "u",
  });
});
