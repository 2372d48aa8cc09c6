import { expect, test } from "vitest";
import type { Json, JsonObject } from "../../json.ts";
import { finishWork } from "../../work.ts";
import { GROUP } from "../definitions/group.ts";
import { USER, USER_SCHEMA } from "../definitions/user.ts";
import { bindFilter } from "../filter/bind.ts";
import { parseFilter } from "../filter/parse.ts";
import { PROFILE_KINDS, type ProfileKind, tolerancesOf } from "../profile.ts";
import { readResource } from "../request/document.ts";
import type { ResourceType } from "../schema.ts";
import { applyPatch } from "./apply-patch.ts";
import { readPatch } from "./read-patch.ts";

/** What could be read in two ways that differ in effect is refused: a wrong answer must not be reported as success. */

const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

function patch(before: JsonObject, body: unknown, kind: ProfileKind, type: ResourceType = USER) {
  const read = readPatch(body, type, { kind });
  return finishWork(applyPatch(type, { document: before }, read, { profile: { kind } }));
}

const one = (operation: unknown) => ({ schemas: [PATCH], Operations: [operation] });
const refused = (scimType: string) => expect.objectContaining({ status: 400, scimType });

const COMPLEX = USER_SCHEMA.attributes.filter(
  ({ multiValued, type, mutability }) => multiValued && type === "complex" && mutability !== "readOnly",
);
const VOID: readonly Json[][] = [[{}], [null], [{ value: null }], [{ type: null, value: null }]];

test("there are attributes to try", () => expect(COMPLEX.length).toBeGreaterThan(7));

test.each(PROFILE_KINDS)("%s: void elements do not empty a list", (kind) => {
  const cases = COMPLEX.flatMap(({ name }) => VOID.map((elements) => [name, elements] as const));
  for (const [name, elements] of cases) {
    const held = { userName: "u", [name]: [{ value: "a" }] };
    for (const op of ["replace", "add"]) {
      const attempt = () => patch(held, one({ op, path: name, value: elements }), kind);
      expect(attempt, `${op} ${name}`).toThrow(expect.objectContaining({ status: 400 }));
      const mixed = () => patch(held, one({ op, path: name, value: [{ value: "YQ" }, ...elements] }), kind);
      expect(mixed, `${op} ${name}`).toThrow(expect.objectContaining({ status: 400 }));
    }
    const body = { schemas: [USER_SCHEMA.id], userName: "u", [name]: elements };
    expect(() => finishWork(readResource(USER, body, { kind })), name).toThrow(
      expect.objectContaining({ status: 400 }),
    );
  }
});

test.each(PROFILE_KINDS)("%s: void members neither empty a group nor get lost", (kind) => {
  for (const elements of [...VOID, [{ value: "1" }, {}], [{ value: "1" }, null]]) {
    for (const op of ["replace", "add"]) {
      const attempt = () => patch({}, one({ op, path: "members", value: elements }), kind, GROUP);
      expect(attempt, JSON.stringify(elements)).toThrow(refused("invalidValue"));
    }
    const body = { schemas: [GROUP.schema.id], displayName: "g", members: elements };
    expect(() => finishWork(readResource(GROUP, body, { kind }))).toThrow(refused("invalidValue"));
  }
});

const work = { type: "work", value: "w@x" };
const home = { type: "home", value: "h@x" };
const USER_BEFORE: JsonObject = { userName: "u", title: "T", emails: [work, home] };

test.each<[string, ProfileKind, unknown, string]>([
  [
    "a part of an address that is not there, under a filter that the new value contradicts",
    "entra",
    { op: "replace", path: 'emails[value eq "old@x"].value', value: "new@x" },
    "noTarget",
  ],
  [
    "a void element behind a filter",
    "generic",
    { op: "replace", path: 'emails[type eq "work"]', value: {} },
    "invalidValue",
  ],
  [
    "a removal by type alone",
    "okta",
    { op: "remove", path: "emails", value: [{ type: "work" }] },
    "invalidValue",
  ],
  ["a removal without a path but with a value", "entra", { op: "remove", value: { title: "T" } }, "noTarget"],
  [
    "a number that text cannot keep",
    "generic",
    { op: "replace", path: "title", value: 2 ** 60 },
    "invalidValue",
  ],
  [
    "one value under two names",
    "generic",
    { op: "add", value: { title: "a", [`${USER_SCHEMA.id}:title`]: "b" } },
    "invalidSyntax",
  ],
  [
    "a part beside its whole",
    "generic",
    { op: "add", value: { name: { givenName: "a" }, "name.givenName": "b" } },
    "invalidSyntax",
  ],
  [
    "a whole beside its part",
    "generic",
    { op: "add", value: { "name.givenName": "b", name: { GivenName: "a" } } },
    "invalidSyntax",
  ],
  ["a value in single quotes", "generic", { op: "remove", path: "emails[type eq 'work']" }, "invalidFilter"],
])("refused: %s", (_, kind, operation, scimType) => {
  expect(() => patch(USER_BEFORE, one(operation), kind)).toThrow(refused(scimType));
});

test.each<[string, unknown, JsonObject]>([
  ["a part with another value", { op: "remove", path: "emails.value", value: "w@x" }, { emails: [home] }],
  ["a single value", { op: "remove", path: "title", value: "T" }, { title: null }],
  ["another single value", { op: "remove", path: "title", value: "U" }, {}],
  ["a single value with an empty text", { op: "remove", path: "title", value: "" }, { title: null }],
  ["a filter and another value", { op: "remove", path: 'emails[type eq "work"].value', value: "h@x" }, {}],
])("a removal takes away only what its value names: %s", (_, operation, expected) => {
  const wanted = Object.entries({ ...USER_BEFORE, ...expected }).filter(([, value]) => value !== null);
  expect(patch(USER_BEFORE, one(operation), "entra").document).toEqual(Object.fromEntries(wanted));
});

test("a PATCH whose operations go by another name is not an empty one", () => {
  const body = { schemas: [PATCH], operation: [{ op: "replace", path: "active", value: false }] };
  expect(() => patch(USER_BEFORE, body, "generic")).toThrow(refused("invalidSyntax"));
  expect(() => patch(USER_BEFORE, { active: false }, "generic")).toThrow(refused("invalidSyntax"));
  expect(patch(USER_BEFORE, { schemas: [PATCH] }, "generic").changed).toBe(false);
});

test("a removal from a group takes a filter or a value", () => {
  const operation = { op: "remove", path: 'members[value eq "1"]', value: [{ value: "2" }] };
  expect(() => patch({}, one(operation), "entra", GROUP)).toThrow(refused("invalidValue"));
});

test.each([
  "externalId eq 'abc'",
  "userName eq “ann”",
  "userName eq and",
  "userName eq eq",
  "externalId eq 1.10",
  "externalId eq 12345678901234567890",
  "externalId eq 1e3",
])("refused as a filter, with the position: %s", (text) => {
  const attempt = () =>
    bindFilter(USER, parseFilter(text, tolerancesOf({ kind: "generic" })), { profile: { kind: "generic" } });
  expect(attempt).toThrow(refused("invalidFilter"));
  expect(attempt).toThrow(/position \d+/);
});

test.each(["externalId eq 007", "externalId eq 42", "userName eq DOMAIN\\ann", "userName eq ann"])(
  "read as a filter: %s",
  (text) => {
    const filter = parseFilter(text, tolerancesOf({ kind: "generic" }));
    expect(bindFilter(USER, filter, { profile: { kind: "generic" } })).toMatchObject({
      literal: text.split(" ").at(-1),
    });
  },
);

test("an attribute that several extensions have needs its URN", () => {
  const [first, second] = ["a", "b"].map((name) => ({
    required: false,
    schema: {
      ...USER_SCHEMA,
      id: `urn:x:${name}`,
      attributes: [{ ...USER_SCHEMA.attributes[2]!, name: "badge" }],
    },
  }));
  const type: ResourceType = { ...USER, extensions: [first!, second!] };
  const body = { schemas: [USER_SCHEMA.id], userName: "u", badge: "1" };
  expect(() => finishWork(readResource(type, body, { kind: "generic" }))).toThrow(refused("invalidSyntax"));
  const operation = { op: "replace", value: { badge: "1" } };
  expect(() => patch({}, one(operation), "generic", type)).toThrow(refused("invalidSyntax"));
});

const VOID_NAMES: readonly Json[] = ["", [null], [""], [{}]];

test.each(PROFILE_KINDS)("%s: only a reference is cleared by an empty text, a name is not", (kind) => {
  const held = { userName: "u", name: { givenName: "A", familyName: "B" } };
  for (const value of VOID_NAMES) {
    for (const op of ["replace", "add"]) {
      const attempt = () => patch(held, one({ op, path: "name", value }), kind);
      expect(attempt, `${op} ${JSON.stringify(value)}`).toThrow(refused("invalidValue"));
      const without = () => patch(held, one({ op, value: { name: value } }), kind);
      expect(without, `${op} ${JSON.stringify(value)}`).toThrow(expect.objectContaining({ status: 400 }));
    }
  }
});
