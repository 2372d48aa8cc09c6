import { expect, test } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { DEFAULT_GROUP_MAPPING, DEFAULT_USER_MAPPING } from "./default-scim.ts";
import { diffFlat } from "./flat.ts";
import { type CompiledMapping, parseMapping } from "./mapping.ts";
import { carryForward, projectObject } from "./project.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

function compile(json: Json): CompiledMapping {
  const parsed = parseMapping(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.mapping;
}

const USER = compile(DEFAULT_USER_MAPPING);

function person(document: JsonObject, softDeleted = false) {
  return { id: "id-1", document: { userName: "odile@contoso.example", ...document }, softDeleted };
}

test("the default mapping projects a person", () => {
  const projection = projectObject(
    USER,
    person({
      displayName: "Odile Marchand",
      title: "Engineer",
      active: true,
      name: { givenName: "Odile", familyName: "Marchand" },
      emails: [{ type: "work", value: "o@contoso.example" }],
      phoneNumbers: [{ type: "mobile", value: "+33 6" }],
      addresses: [{ type: "work", locality: "Nantes", country: "FR" }],
      [ENTERPRISE]: { employeeNumber: "007", department: "R&D", manager: { value: "id-2" } },
    }),
    "create",
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
  expect(Object.keys(projection.attributes)).toHaveLength(14);
});

test("a person without names or values shows nothing of them", () => {
  const { attributes } = projectObject(USER, person({ title: "" }), "create");
  expect(attributes).toEqual({ userName: "odile@contoso.example", externalId: "id-1", active: true });
});

test.each([
  ["absent", {}, false, true],
  ["enabled", { active: true }, false, true],
  ["disabled", { active: false }, false, false],
  ["soft-deleted", { active: true }, true, false],
])("an account that is %s", (_, document, softDeleted, active) => {
  const { attributes } = projectObject(USER, person(document, softDeleted), "update");
  expect(attributes["active"]).toBe(active);
});

test("the default mapping projects a group", () => {
  const source = {
    id: "g-1",
    document: { displayName: "Crew", members: [{ value: "x" }] },
    softDeleted: false,
  };
  expect(projectObject(compile(DEFAULT_GROUP_MAPPING), source, "create")).toMatchObject({
    attributes: { displayName: "Crew", externalId: "g-1" },
    matching: [{ path: "displayName", value: "Crew" }],
  });
});

const DEFAULTED = compile({
  type: "user",
  attributes: [
    { target: "externalId", kind: "direct", source: "nickName", apply: "always", matching: 2 },
    { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 },
    { target: "title", kind: "direct", source: "title", apply: "always", defaultIfNull: "Staff" },
    { target: "locale", kind: "constant", value: "fr", apply: "on-create" },
    { target: "nickName", kind: "direct", source: "nickName", apply: "always" },
  ],
});

test("defaults and creation-only attributes hold after the creation", () => {
  const created = projectObject(DEFAULTED, person({ nickName: "odi" }), "create");
  expect(created.attributes).toEqual({
    externalId: "odi",
    userName: "odile@contoso.example",
    title: "Staff",
    locale: "fr",
    nickName: "odi",
  });
  expect(created.matching.map(({ path }) => path)).toEqual(["userName", "externalId"]);
  const updated = projectObject(DEFAULTED, person({}), "update");
  const after = carryForward(created.attributes, updated);
  expect(diffFlat(created.attributes, after)).toEqual([
    { path: "externalId", from: "odi", to: null },
    { path: "nickName", from: "odi", to: null },
  ]);
  const titled = projectObject(DEFAULTED, person({ nickName: "odi", title: "Lead" }), "update");
  expect(diffFlat(created.attributes, carryForward(created.attributes, titled))).toEqual([
    { path: "title", from: "Staff", to: "Lead" },
  ]);
});

test("without a matching value there is nothing to match by", () => {
  const source = { id: "id-1", document: {}, softDeleted: false };
  expect(projectObject(USER, source, "create").matching).toEqual([]);
});

test("a value that the attribute cannot hold is a problem, and does not flow", () => {
  const mapping = compile({
    type: "user",
    attributes: [
      { target: "userName", kind: "direct", source: "userName", apply: "always", matching: 1 },
      { target: "active", kind: "direct", source: "title", apply: "always" },
    ],
  });
  const { attributes, problems } = projectObject(mapping, person({ title: "maybe" }), "update");
  expect(attributes).not.toHaveProperty("active");
  expect(problems).toEqual([{ code: "hold.mapping-problem", params: { path: "active", value: "maybe" } }]);
});
