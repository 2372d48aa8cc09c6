import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json.ts";
import { listNotOffered } from "./offered.ts";

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const CORE =
  "userName active displayName title name emails phoneNumbers addresses preferredLanguage userType";

function schema(id: string, names: string): JsonObject {
  return { id, attributes: names.split(" ").map((name) => ({ name })) };
}

test.each([
  ["everything", [schema(USER, CORE), schema(ENTERPRISE, "employeeNumber department manager")], []],
  ["other case", [schema(USER.toLowerCase(), CORE.toUpperCase()), { id: ENTERPRISE }], []],
  ["no extension", [schema(USER, CORE)], [ENTERPRISE]],
  [
    "no manager",
    [schema(USER, CORE), schema(ENTERPRISE, "employeeNumber department")],
    [`${ENTERPRISE}:manager`],
  ],
  ["no title", [schema(USER, CORE.replace("title ", "")), { id: ENTERPRISE }], ["title"]],
  ["a schema without attributes", [{ id: USER }], []],
  ["another type alone", [schema(ENTERPRISE, "department")], []],
  ["nothing", [], []],
] as const)("a target that lists %s", (_, Resources, missing) => {
  expect(listNotOffered("user", { Resources: [...Resources] })).toEqual(missing);
});

test("a document that is not a list offers nothing to compare with", () => {
  expect(listNotOffered("user", { Resources: "none" })).toEqual([]);
  expect(listNotOffered("group", {})).toEqual([]);
});
