import { expect, test } from "vitest";
import type { JsonObject } from "../../core/json.ts";
import { isHidden, listNotOffered } from "../../core/provisioning/offered-attributes.ts";
import { DEFAULT_USER_MAPPING } from "./defaults.ts";
import { assumeAbilities } from "./discovery.ts";
import { describeAttributes } from "./offered.ts";

const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const CORE =
  "userName active displayName title name emails phoneNumbers addresses preferredLanguage userType";

function schema(id: string, names: string): JsonObject {
  return { id, attributes: names.split(" ").map((name) => ({ name })) };
}

const PATHS = DEFAULT_USER_MAPPING.attributes.map(({ target }) => target);
const assumed = assumeAbilities({
  ...{ url: "https://target.test/scim/v2", membersPerCall: undefined, timeoutMs: undefined },
  ...{ pageSize: undefined, bytesPerCall: undefined, rates: [], oauth: undefined },
});

function abilitiesOf(schemas: JsonObject, types?: JsonObject, kept: readonly string[] = []) {
  const user = describeAttributes("user", schemas, types);
  return { ...assumed, attributes: { user, group: undefined }, kept: { user: kept, group: [] } };
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
  expect(listNotOffered(abilitiesOf({ Resources: [...Resources] }), "user", PATHS)).toEqual(missing);
});

test("a document that is not a list offers nothing to compare with", () => {
  expect(describeAttributes("user", { Resources: "none" }, undefined)).toBeUndefined();
  expect(describeAttributes("group", {}, undefined)).toBeUndefined();
});

test("an extension that the resource type does not have is not offered, unless it was kept", () => {
  const schemas = { Resources: [schema(USER, CORE), { id: ENTERPRISE }] };
  const types = (schemaExtensions?: JsonObject[]): JsonObject => ({
    Resources: [{ schema: USER, ...(schemaExtensions && { schemaExtensions }) }],
  });
  const missing = (...of: Parameters<typeof abilitiesOf>) =>
    listNotOffered(abilitiesOf(...of), "user", PATHS);
  expect(missing(schemas, types([]))).toEqual([ENTERPRISE]);
  expect(missing(schemas, types([{ schema: ENTERPRISE }]))).toEqual([]);
  expect(missing(schemas, types())).toEqual([]);
  const kept = ["employeeNumber", "department", "manager"].map((name) =>
    `${ENTERPRISE}:${name}`.toLowerCase(),
  );
  expect(missing(schemas, types([]), kept)).toEqual([]);
});

test("attributes that a read does not show are known", () => {
  const attributes = ["title", "userType", "displayName"].map((name, at) => ({
    ...{ name, returned: ["never", "request", "default"][at] ?? "" },
  }));
  const abilities = abilitiesOf({ Resources: [{ id: USER, attributes }] });
  expect(PATHS.filter((path) => isHidden(abilities, "user", path)).sort()).toEqual(["title", "userType"]);
});
