import { expect, test } from "vitest";
import { environment, regex } from "../../../test/mapping.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { type CompiledMapping, parseMapping } from "../../core/mapping/mapping.ts";
import { projectObject } from "../../core/mapping/project.ts";
import { isDisabled, toDisablingChange } from "../../core/provisioning/account-rules.ts";
import { DEFAULT_GROUP_MAPPING, DEFAULT_USER_MAPPING, SCIM_RULES } from "./defaults.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

function compile(json: Json): CompiledMapping {
  const parsed = parseMapping(json, regex);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.mapping;
}

const USER = compile(DEFAULT_USER_MAPPING);
const GROUP = compile(DEFAULT_GROUP_MAPPING);

function person(document: JsonObject, softDeleted = false) {
  return { id: "id-1", document: { userName: "odile@contoso.example", ...document }, softDeleted };
}

test("the default mappings compile, and match by the natural keys", () => {
  expect(USER).toMatchObject({ type: "user", searchPaths: [[SCIM_RULES.naturalKey.user]] });
  expect(GROUP).toMatchObject({ type: "group", searchPaths: [[SCIM_RULES.naturalKey.group]] });
});

test("a disabled account is one that is not active", () => {
  const change = toDisablingChange(SCIM_RULES, { active: true });
  expect(change).toEqual({ path: "active", from: true, to: false });
  expect([{ active: false }, { active: true }, {}].map((held) => isDisabled(SCIM_RULES, held))).toEqual([
    true,
    false,
    false,
  ]);
});

test("the default mapping projects a person", () => {
  const projection = projectObject(
    USER,
    person({
      displayName: "Odile Marchand",
      title: "Engineer",
      active: true,
      name: { givenName: "Odile", familyName: "Marchand" },
      emails: [{ type: "work", value: "o@contoso.example", primary: true }],
      userType: "Member",
      phoneNumbers: [{ type: "mobile", value: "+33 6" }],
      addresses: [{ type: "work", locality: "Nantes", country: "FR" }],
      [ENTERPRISE]: { employeeNumber: "007", department: "R&D", manager: { value: "id-2" } },
    }),
    "create",
    environment,
  );
  expect(projection).toMatchObject({
    attributes: {
      userName: "odile@contoso.example",
      active: true,
      externalId: "id-1",
      displayName: "Odile Marchand",
      title: "Engineer",
      "name.givenName": "Odile",
      "name.familyName": "Marchand",
      "name.formatted": "Odile Marchand",
      'emails[type eq "work"].value': "o@contoso.example",
      'emails[type eq "work"].primary': true,
      userType: "Member",
      'phoneNumbers[type eq "mobile"].value': "+33 6",
      'addresses[type eq "work"].locality': "Nantes",
      'addresses[type eq "work"].country': "FR",
      [`${ENTERPRISE}:employeeNumber`]: "007",
      [`${ENTERPRISE}:department`]: "R&D",
    },
    references: { [`${ENTERPRISE}:manager.value`]: "id-2" },
    matching: [{ path: "userName", value: "odile@contoso.example" }],
    problems: [],
  });
  expect(Object.keys(projection.attributes)).toHaveLength(16);
});

test("a person without names or values shows nothing of them", () => {
  const { attributes } = projectObject(USER, person({ title: "" }), "create", environment);
  expect(attributes).toEqual({ userName: "odile@contoso.example", externalId: "id-1", active: true });
});

test.each([
  ["absent", {}, false, true],
  ["enabled", { active: true }, false, true],
  ["disabled", { active: false }, false, false],
  ["soft-deleted", { active: true }, true, false],
])("an account that is %s", (_, document, softDeleted, active) => {
  const { attributes } = projectObject(USER, person(document, softDeleted), "update", environment);
  expect(attributes["active"]).toBe(active);
});

test("the default mapping projects a group", () => {
  const source = {
    id: "g-1",
    document: { displayName: "Crew", members: [{ value: "x" }] },
    softDeleted: false,
  };
  expect(projectObject(GROUP, source, "create", environment)).toMatchObject({
    attributes: { displayName: "Crew", externalId: "g-1" },
    matching: [{ path: "displayName", value: "Crew" }],
  });
});
