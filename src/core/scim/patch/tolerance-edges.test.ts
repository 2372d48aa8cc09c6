import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../json.ts";
import { finishWork } from "../../work.ts";
import { defineAttribute } from "../definitions/attribute.ts";
import { GROUP } from "../definitions/group.ts";
import { USER, USER_SCHEMA } from "../definitions/user.ts";
import { PROFILE_KINDS, type ProfileKind } from "../profile.ts";
import { readResource } from "../request/document.ts";
import type { ResourceType } from "../schema.ts";
import { applyPatch } from "./apply-patch.ts";
import { readPatch } from "./read-patch.ts";

/** Requests at the edge of a tolerance, in every profile: none is reported as success and does something else. */

const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const BEFORE: JsonObject = {
  userName: "u",
  title: "T",
  name: { givenName: "G" },
  emails: [
    { type: "work", value: "w@x" },
    { type: "home", value: "h@x" },
  ],
};

function patchAll(operations: readonly unknown[], kind: ProfileKind, type: ResourceType = USER) {
  const read = readPatch({ schemas: [PATCH], Operations: operations }, type, { kind });
  const before = { document: type === GROUP ? { displayName: "g" } : BEFORE, id: "1" };
  return finishWork(applyPatch(type, before, read, { profile: { kind } }));
}

const refused = expect.objectContaining({ status: 400 });
const tolerant = PROFILE_KINDS.filter((kind) => kind !== "strict");

test.each(PROFILE_KINDS)("%s: one value does not replace a list of several", (kind) => {
  const single: readonly Json[] = [{ value: "1" }, "1"];
  for (const value of single) {
    for (const operation of [
      { op: "replace", path: "members", value },
      { op: "replace", value: { members: value } },
    ]) {
      expect(() => patchAll([operation], kind, GROUP), JSON.stringify(operation)).toThrow(refused);
    }
    const operation = { op: "replace", path: "emails", value };
    expect(() => patchAll([operation], kind), JSON.stringify(operation)).toThrow(refused);
  }
  expect(patchAll([{ op: "replace", path: "members", value: [{ value: "1" }] }], kind, GROUP).deltas).toEqual(
    [{ attribute: "members", kind: "replace", elements: [{ value: "1" }] }],
  );
});

test.each(tolerant)("%s: one value is added, and set where one or none is held", (kind) => {
  const added = patchAll([{ op: "add", path: "members", value: { value: "1" } }], kind, GROUP);
  expect(added.deltas).toEqual([{ attribute: "members", kind: "add", elements: [{ value: "1" }] }]);
  const set = patchAll([{ op: "replace", path: "phoneNumbers", value: { value: "1" } }], kind);
  expect(set.document["phoneNumbers"]).toEqual([{ value: "1" }]);
});

const unknownOnly: readonly (readonly [string, JsonObject, string])[] = [
  ["a key", { op: "replace", value: { actve: false } }, "actve"],
  ["a key beside the id", { op: "add", value: { id: "1", badge: "b" } }, "badge"],
  ["a key of an extension", { op: "add", value: { [ENTERPRISE]: { badge: "b" } } }, "badge"],
  ["the value of an extension", { op: "replace", path: ENTERPRISE, value: { badge: "b" } }, "badge"],
  ["a part of a value", { op: "replace", path: "name", value: { first: "F" } }, "name.first"],
  ["a part of a key", { op: "replace", value: { name: { first: "F" } } }, "name.first"],
];

test.each(PROFILE_KINDS.flatMap((kind) => unknownOnly.map((each) => [kind, ...each] as const)))(
  "%s: a PATCH that names only %s that is unknown is refused, by its name",
  (kind, _, operation, name) => {
    const attempt = () => patchAll([operation], kind);
    expect(attempt).toThrow(refused);
    if (kind !== "strict") expect(attempt).toThrow(new RegExp(`"[^"]*${name}"`));
  },
);

test.each(tolerant)("%s: what is unknown beside what is known is ignored", (kind) => {
  for (const [, operation] of unknownOnly) {
    const { document } = patchAll([operation, { op: "replace", path: "title", value: "U" }], kind);
    expect(document).toEqual({ ...BEFORE, title: "U" });
  }
});

test.each(PROFILE_KINDS)(
  "%s: a removal with a misspelt path and a list beside empty operations are refused",
  (kind) => {
    expect(() => patchAll([{ op: "remove", paht: "title" }], kind)).toThrow(refused);
    const body = { schemas: [PATCH], Operations: [], operation: [{ op: "remove", path: "title" }] };
    expect(() => readPatch(body, USER, { kind })).toThrow(refused);
  },
);

const everyElement = [
  'value sw ""',
  'value co ""',
  'value ew ""',
  'value ge ""',
  'value gt ""',
  'value ne ""',
  'not (value eq "")',
  'not (value lt "")',
  'value eq "w@x" or value sw ""',
  'type eq "work" and value co ""',
  "value ne null",
  "not (value eq null)",
  'value eq "w@x" or value ne null',
];

test.each(PROFILE_KINDS.flatMap((kind) => everyElement.map((filter) => [kind, filter] as const)))(
  "%s: the filter %s selects no elements of a list",
  (kind, filter) => {
    for (const op of ["remove", "replace", "add"]) {
      const value = op === "remove" ? {} : { value: "x" };
      const one = () => patchAll([{ op, path: `emails[${filter}].value`, ...value }], kind);
      expect(one, op).toThrow(expect.objectContaining({ scimType: "invalidFilter" }));
    }
    const members = () =>
      patchAll([{ op: "remove", path: `members[${filter.replace("type", "value")}]` }], kind, GROUP);
    expect(members).toThrow(expect.objectContaining({ scimType: "invalidFilter" }));
  },
);

test.each(PROFILE_KINDS)(
  "%s: ne null is refused with its position, and pr selects those with a value",
  (kind) => {
    const remove = (filter: string) => patchAll([{ op: "remove", path: `members[${filter}]` }], kind, GROUP);
    expect(() => remove("value ne null")).toThrow(/position 17/);
    expect(() => remove("value pr")).not.toThrow();
    expect(() => remove("type eq null")).not.toThrow();
  },
);

test.each(PROFILE_KINDS)("%s: an empty text that is compared by eq selects nothing", (kind) => {
  expect(patchAll([{ op: "remove", path: 'emails[value eq ""]' }], kind).document).toBe(BEFORE);
});

test.each(PROFILE_KINDS)("%s: a body of which no attribute is known makes or empties no resource", (kind) => {
  const type: ResourceType = {
    ...USER,
    extensions: [],
    schema: { ...USER_SCHEMA, id: "urn:x:Badge", attributes: [defineAttribute("label", "Its label.")] },
  };
  expect(() => finishWork(readResource(type, { schemas: ["urn:x:Badge"], lable: "L" }, { kind }))).toThrow(
    refused,
  );
  expect(finishWork(readResource(type, { schemas: ["urn:x:Badge"] }, { kind })).document).toEqual({});
});

test("entra: a name that comes twice in the JSON text of a value is refused", () => {
  for (const text of ['{"value":"a","value":"b"}', '{"value":"a","Value":"b"}']) {
    const operation = { op: "add", path: "roles", value: [{ value: text }] };
    expect(() => patchAll([operation], "entra")).toThrow(
      expect.objectContaining({ scimType: "invalidValue" }),
    );
  }
});

const ignoredOnly: readonly JsonObject[] = [
  { op: "replace", value: { groups: [{ value: "x" }] } },
  { op: "add", value: { groups: [{ value: "x" }], id: "1" } },
  { op: "replace", value: { groups: [], badge: 1 } },
  { op: "replace", value: { "manager.displayName": "M" } },
  { op: "replace", value: { [ENTERPRISE]: { manager: { displayName: "M" } } } },
  { op: "replace", path: `${ENTERPRISE}:manager`, value: { displayName: "M" } },
];

test.each(["generic", "entra", "okta"] as const)("%s: what is read-only is not all of a PATCH", (kind) => {
  for (const operation of ignoredOnly) {
    const attempt = () => patchAll([operation], kind);
    expect(attempt, JSON.stringify(operation)).toThrow(expect.objectContaining({ scimType: "mutability" }));
    const { document } = patchAll([operation, { op: "replace", path: "title", value: "U" }], kind);
    expect(document).toEqual({ ...BEFORE, title: "U" });
  }
  for (const value of [{ meta: { version: "1" } }, { schemas: ["x"] }, { id: "1" }]) {
    expect(patchAll([{ op: "replace", value }], kind).changed).toBe(false);
  }
});

const namelessElements: readonly JsonObject[] = [
  { vaule: "c@x", type: "work" },
  { type: "work" },
  { display: "x" },
  { value: "", type: "work" },
  { value: "  " },
];
const withValue = USER_SCHEMA.attributes.filter(
  ({ multiValued, mutability, subAttributes }) =>
    multiValued && mutability !== "readOnly" && subAttributes?.some(({ name }) => name === "value"),
);

test.each(PROFILE_KINDS)("%s: an element without its value replaces no other one", (kind) => {
  expect(withValue.length).toBeGreaterThan(6);
  for (const { name } of withValue) {
    for (const element of namelessElements) {
      for (const op of ["add", "replace"]) {
        const attempt = () => patchAll([{ op, path: name, value: [element] }], kind);
        expect(attempt, `${op} ${name} ${JSON.stringify(element)}`).toThrow(refused);
      }
      const body = { schemas: [USER_SCHEMA.id], userName: "u", [name]: [element] };
      expect(() => finishWork(readResource(USER, body, { kind })), name).toThrow(refused);
    }
  }
  for (const value of namelessElements) {
    const attempt = () => patchAll([{ op: "replace", path: 'emails[type eq "work"]', value }], kind);
    expect(attempt, JSON.stringify(value)).toThrow(refused);
  }
  const blank = () => patchAll([{ op: "add", path: 'emails[type eq "work"]', value: { value: "" } }], kind);
  expect(blank).toThrow(refused);
});

test("an element of a filter keeps the value that the filter names, and addresses need none", () => {
  const primary = { op: "replace", path: 'emails[value eq "w@x"]', value: { primary: true } };
  expect(patchAll([primary], "generic").document["emails"]).toEqual([
    { value: "w@x", primary: true },
    { type: "home", value: "h@x" },
  ]);
  const merged = { op: "add", path: 'emails[type eq "work"]', value: { display: "W" } };
  expect(patchAll([merged], "rfc").document["emails"]).toContainEqual({
    type: "work",
    value: "w@x",
    display: "W",
  });
  const address = { op: "add", path: "addresses", value: [{ type: "work" }] };
  expect(patchAll([address], "rfc").document["addresses"]).toEqual([{ type: "work" }]);
});

test("strict: a name is not replaced by one without parts", () => {
  for (const value of [{}, { givenName: null }]) {
    const attempt = () => patchAll([{ op: "replace", path: "name", value }], "strict");
    expect(attempt).toThrow(expect.objectContaining({ scimType: "invalidValue" }));
  }
});

test.each(PROFILE_KINDS)("%s: operations together leave no element without its value", (kind) => {
  const primary = { op: "add", path: "phoneNumbers.primary", value: true };
  expect(() => patchAll([primary], kind)).toThrow(refused);
  expect(() => patchAll([{ op: "add", path: "phoneNumbers.value", value: "" }], kind)).toThrow(refused);
  const number = { op: "add", path: "phoneNumbers.value", value: "1" };
  expect(patchAll([primary, number], kind).document["phoneNumbers"]).toEqual([{ primary: true, value: "1" }]);
});

test.each(PROFILE_KINDS)("%s: a removal whose value has another name removes nothing", (kind) => {
  for (const other of [{ values: [{ value: "1" }] }, { val: ["1"] }, { filter: 'value eq "1"' }]) {
    expect(() => patchAll([{ op: "remove", path: "members", ...other }], kind, GROUP)).toThrow(refused);
    expect(() => patchAll([{ op: "remove", path: "emails", ...other }], kind)).toThrow(refused);
    expect(() => patchAll([{ op: "remove", path: "title", value: null, ...other }], kind)).toThrow(refused);
  }
});

test.each(PROFILE_KINDS)("%s: a filter with a variable that was left without a value is refused", (kind) => {
  const path = "members[value ne undefined]";
  expect(() => patchAll([{ op: "remove", path }], kind, GROUP)).toThrow(refused);
});
