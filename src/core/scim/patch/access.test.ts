import { expect, test } from "vitest";
import type { JsonObject } from "../../json.ts";
import { finishWork } from "../../work.ts";
import { USER, USER_SCHEMA } from "../definitions/user.ts";
import { PROFILE_KINDS } from "../profile.ts";
import { readResource } from "../request/document.ts";
import { replaceDocument } from "../request/replace.ts";
import { applyPatch } from "./apply-patch.ts";
import { readPatch } from "./read-patch.ts";

/** A user without `active` counts as active: to unassign it would give access to a disabled user. */

const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const DISABLED: JsonObject = { userName: "u", active: false };

const operations: readonly (readonly [string, JsonObject])[] = [
  ["a removal", { op: "remove", path: "active" }],
  ["a removal in other letters", { op: "remove", path: "ACTIVE" }],
  ["a removal by the URN", { op: "remove", path: `${USER_SCHEMA.id}:active` }],
  ["a removal with a value", { op: "remove", path: "active", value: false }],
  ["a removal with another value", { op: "remove", path: "active", value: true }],
  ["null to replace", { op: "replace", path: "active", value: null }],
  ["null to replace by the URN", { op: "replace", path: `${USER_SCHEMA.id}:active`, value: null }],
  ["null to add", { op: "add", path: "active", value: null }],
  ["an empty list", { op: "replace", path: "active", value: [] }],
  ["null in an object", { op: "replace", value: { active: null } }],
  ["null under the URN in an object", { op: "add", value: { [`${USER_SCHEMA.id}:active`]: null } }],
  ["null below the URN as path", { op: "replace", path: USER_SCHEMA.id, value: { active: null } }],
];

test.each(
  PROFILE_KINDS.flatMap((kind) => operations.map(([name, operation]) => [kind, name, operation] as const)),
)("%s: %s never unassigns active", (kind, _, operation) => {
  const attempt = () => {
    const read = readPatch({ schemas: [PATCH], Operations: [operation] }, USER, { kind });
    return finishWork(applyPatch(USER, { document: DISABLED }, read, { profile: { kind } }));
  };
  expect(attempt).toThrow(expect.objectContaining({ status: 400 }));
});

test.each(operations.slice(0, 9))("the refusal names mutability: %s", (_, operation) => {
  const attempt = () => readPatch({ schemas: [PATCH], Operations: [operation] }, USER, { kind: "generic" });
  expect(attempt).toThrow(expect.objectContaining({ scimType: "mutability" }));
});

test.each(PROFILE_KINDS)(
  "%s: a PUT without active, or with null, leaves a disabled user disabled",
  (kind) => {
    for (const more of [{}, { active: null }]) {
      const body = { schemas: [USER_SCHEMA.id], userName: "u", title: "T", ...more };
      const { document } = finishWork(readResource(USER, body, { kind }));
      expect(replaceDocument(USER, DISABLED, document)).toEqual({ ...DISABLED, title: "T" });
    }
  },
);
