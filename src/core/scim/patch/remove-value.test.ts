import { expect, test } from "vitest";
import { patch, patchError, patchOne } from "../../../../test/patching.ts";
import type { Json, JsonObject } from "../../json.ts";
import { defineAttribute, defineComplex } from "../definitions/attribute.ts";
import { GROUP } from "../definitions/group.ts";
import { USER, USER_SCHEMA } from "../definitions/user.ts";
import { PROFILE_KINDS } from "../profile.ts";
import type { ResourceType } from "../schema.ts";

/** A removal that names a value never takes away more than that value. */

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const BEFORE: JsonObject = {
  userName: "u",
  title: "T",
  name: { givenName: "A", familyName: "B" },
  emails: [{ type: "work", value: "w@x" }],
  [ENTERPRISE]: { department: "D", employeeNumber: "7", manager: { value: "m", $ref: "../Users/m" } },
};
const tolerant = ["generic", "entra", "okta"] as const;

const unclear: readonly (readonly [string, Json])[] = [
  [ENTERPRISE, { department: "other" }],
  [ENTERPRISE, { department: "D" }],
  [ENTERPRISE, "department"],
  [ENTERPRISE, ""],
  [ENTERPRISE, {}],
  ["name", { foo: "Z" }],
  ["name", {}],
  ["name", ""],
  ["name", { givenName: "A" }],
  ["name", { givenName: "A", familyName: "Z" }],
  [`${ENTERPRISE}:manager`, { $ref: "../Users/m" }],
  [`${ENTERPRISE}:manager`, { displayName: "M" }],
  [`${ENTERPRISE}:manager`, {}],
  ["emails.type", []],
  ['emails[type eq "work"]', []],
  ['emails[type eq "work"].value', []],
  ["title", []],
  ["name", []],
  [`${ENTERPRISE}:department`, []],
  [ENTERPRISE, []],
];

test.each(PROFILE_KINDS.flatMap((kind) => unclear.map((each) => [kind, ...each] as const)))(
  "%s: a removal of %s that names %j is refused",
  (kind, path, value) => {
    const attempt = () => patchOne(BEFORE, { op: "remove", path, value }, kind);
    expect(attempt).toThrow(patchError("invalidValue"));
  },
);

test("an empty list chooses none of the elements of a list, and is refused beside a filter", () => {
  const remove = (kind: (typeof PROFILE_KINDS)[number], path: string) =>
    patch({}, [{ op: "remove", path, value: [] }], kind, { type: GROUP }).deltas;
  for (const kind of tolerant) {
    expect(patchOne(BEFORE, { op: "remove", path: "emails", value: [] }, kind)).toBe(BEFORE);
    expect(remove(kind, "members")).toEqual([]);
  }
  for (const kind of PROFILE_KINDS) {
    expect(() => remove(kind, 'members[value eq "1"]'), kind).toThrow(patchError("invalidValue"));
  }
});

test.each(PROFILE_KINDS)("%s: an extension, and a single value, go without a value, or with null", (kind) => {
  const without = (name: string) =>
    Object.fromEntries(Object.entries(BEFORE).filter(([each]) => each !== name));
  for (const path of [ENTERPRISE, "name", "title"]) {
    expect(patchOne(BEFORE, { op: "remove", path }, kind)).toEqual(without(path));
    expect(patchOne(BEFORE, { op: "remove", path, value: null }, kind)).toEqual(without(path));
  }
});

test.each(tolerant)("%s: a removal of the whole value that is held, and of another one", (kind) => {
  const remove = (path: string, value: Json) => patchOne(BEFORE, { op: "remove", path, value }, kind);
  expect(remove("name", { givenName: "A", familyName: "B" })["name"]).toBeUndefined();
  expect(remove("name", { givenName: "Z" })).toBe(BEFORE);
  for (const manager of ["m", { value: "m" }, ""]) {
    const { [ENTERPRISE]: rest } = remove(`${ENTERPRISE}:manager`, manager);
    expect(rest).toEqual({ department: "D", employeeNumber: "7" });
  }
  expect(remove(`${ENTERPRISE}:manager`, { value: "n" })).toBe(BEFORE);
});

test("an external id that a removal names is looked at", () => {
  const remove = (kind: (typeof PROFILE_KINDS)[number], more: object) =>
    patch({}, [{ op: "remove", path: "externalId", ...more }], kind, { externalId: "e" }).externalId;
  for (const kind of tolerant) {
    expect(remove(kind, { value: "other" })).toBe("e");
    expect(remove(kind, { value: "e" })).toBeNull();
    expect(remove(kind, {})).toBeNull();
  }
  expect(() => remove("rfc", { value: "other" })).toThrow(patchError("invalidValue"));
});

test("a part of several values is not removed by one of them", () => {
  const labels = defineAttribute("labels", "Its labels.", { multiValued: true });
  const badge = defineComplex("badge", "A badge.", [labels]);
  const type: ResourceType = { ...USER, schema: { ...USER_SCHEMA, attributes: [badge] } };
  const before = { badge: { labels: ["a", "b"] } };
  const remove = (value: Json) =>
    patch(before, [{ op: "remove", path: "badge.labels", value }], "generic", { type }).document;
  expect(() => remove(["a"])).toThrow(patchError("invalidValue"));
  expect(() => remove("a")).toThrow(patchError("invalidValue"));
  expect(remove(["c"])).toBe(before);
  expect(remove(["b", "a"])).toEqual({});
});
