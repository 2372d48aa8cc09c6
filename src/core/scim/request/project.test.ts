import { describe, expect, test } from "vitest";
import { defineAttribute, defineComplex } from "../definitions/attribute.ts";
import { GROUP } from "../definitions/group.ts";
import { USER } from "../definitions/user.ts";
import type { ResourceType } from "../schema.ts";
import { needsRelationship, parseProjection, render, type StoredView } from "./project.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const BASE = "https://scim.example.com/v2";
const stored: StoredView = {
  id: "1",
  externalId: "e",
  version: 3,
  created: "2026-01-01T00:00:00Z",
  lastModified: "2026-01-02T00:00:00Z",
  document: {
    userName: "Ada",
    name: { familyName: "F", givenName: "G" },
    emails: [{ value: "a@x", type: "work" }, { type: "home" }],
    [ENTERPRISE]: { department: "D", manager: { value: "m" } },
  },
  relationships: { groups: [{ value: "g", display: "Sales" }] },
};
const shown = (query: Parameters<typeof parseProjection>[1], type: ResourceType = USER, view = stored) =>
  render(type, view, { projection: parseProjection(type, query), baseUrl: BASE });

test("shows everything by default, common attributes computed", () => {
  expect(shown({})).toEqual({
    schemas: [USER.schema.id, ENTERPRISE],
    id: "1",
    externalId: "e",
    ...stored.document,
    groups: [{ value: "g", display: "Sales" }],
    meta: {
      resourceType: "User",
      created: "2026-01-01T00:00:00Z",
      lastModified: "2026-01-02T00:00:00Z",
      location: `${BASE}/Users/1`,
      version: 'W/"3"',
    },
  });
});

// Spec §5, case 7.
test.each([
  ["userName", { userName: "Ada" }],
  [" USERNAME , nothing", { userName: "Ada" }],
  ["id", {}],
  ["nothing", {}],
  ["name.familyName", { name: { familyName: "F" } }],
  ["emails.value", { emails: [{ value: "a@x" }] }],
  ["meta.version,externalId", { externalId: "e", meta: { version: 'W/"3"' } }],
  ["groups.value", { groups: [{ value: "g" }] }],
  [ENTERPRISE, { [ENTERPRISE]: { department: "D", manager: { value: "m" } } }],
  [`${ENTERPRISE}:department`, { [ENTERPRISE]: { department: "D" } }],
  ["urn:ietf:params:scim:schemas:core:2.0:User:userName", { userName: "Ada" }],
  ["password", {}],
])("attributes=%s", (attributes, expected) => {
  expect(shown({ attributes })).toEqual({ schemas: [USER.schema.id, ENTERPRISE], id: "1", ...expected });
});

test.each([
  ["id,members,schemas,userName", ["userName"]],
  [
    `name,emails,groups,meta,externalId,${ENTERPRISE}`,
    ["name", "emails", "groups", "meta", "externalId", ENTERPRISE],
  ],
])("excludedAttributes=%s", (excludedAttributes, gone) => {
  const expected = Object.fromEntries(Object.entries(shown({})).filter(([name]) => !gone.includes(name)));
  expect(shown({ excludedAttributes })).toEqual(expected);
});

test("a part can be left out", () => {
  expect(shown({ excludedAttributes: ["name.givenName", `${ENTERPRISE}:manager`] })).toMatchObject({
    name: { familyName: "F" },
    [ENTERPRISE]: { department: "D" },
  });
  expect(shown({ excludedAttributes: "name.givenName" })["name"]).not.toHaveProperty("givenName");
});

test("both at once are refused, an empty one counts as none", () => {
  const query = { attributes: "userName", excludedAttributes: "name" };
  expect(() => parseProjection(USER, query)).toThrow(expect.objectContaining({ scimType: "invalidSyntax" }));
  expect(parseProjection(USER, { attributes: "", excludedAttributes: "name" }).kind).toBe("exclude");
});

describe("returned", () => {
  const type: ResourceType = {
    ...USER,
    schema: {
      ...USER.schema,
      attributes: [
        defineAttribute("seal", "", { returned: "always" }),
        defineAttribute("hint", "", { returned: "request" }),
        defineAttribute("secret", "", { returned: "never" }),
        defineComplex("box", "", [
          defineAttribute("lid", "", { returned: "always" }),
          defineAttribute("lock", ""),
          defineAttribute("code", "", { returned: "never" }),
        ]),
        defineAttribute("plain", ""),
      ],
    },
  };
  const document = { seal: "s", hint: "h", secret: "x", plain: "p", box: { lid: "l", lock: "k", code: "c" } };
  const view: StoredView = { ...stored, document };
  const names = (query: Parameters<typeof parseProjection>[1], context?: "write") =>
    Object.keys(
      render(type, view, { projection: parseProjection(type, query), baseUrl: BASE, context }),
    ).filter((name) => !["schemas", "id", "externalId", "meta"].includes(name));

  test.each([
    [{}, ["seal", "box", "plain"]],
    [{ attributes: "hint" }, ["seal", "hint"]],
    [{ attributes: "secret" }, ["seal"]],
    [{ excludedAttributes: "seal,plain" }, ["seal", "box"]],
  ])("%j", (query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  test("request appears after a write", () => {
    expect(names({}, "write")).toEqual(["seal", "hint", "box", "plain"]);
    expect(names({ attributes: "plain" }, "write")).toEqual(["seal", "plain"]);
  });

  test("parts follow their own", () => {
    expect(shown({}, type, view)["box"]).toEqual({ lid: "l", lock: "k" });
    expect(shown({ attributes: "box.lock" }, type, view)["box"]).toEqual({ lid: "l", lock: "k" });
    expect(shown({ excludedAttributes: "box.lid,box.lock" }, type, view)["box"]).toEqual({ lid: "l" });
    expect(shown({ attributes: "box.code" }, type, view)["box"]).toEqual({ lid: "l" });
  });
});

test.each([
  [{}, true],
  [{ attributes: "displayName" }, false],
  [{ attributes: "members" }, true],
  [{ attributes: "members.value" }, true],
  [{ excludedAttributes: "members" }, false],
  [{ excludedAttributes: "members.type" }, true],
])("%j needs members: %s", (query, expected) => {
  expect(needsRelationship(parseProjection(GROUP, query), "members")).toBe(expected);
});

test("a group shows its members, or no empty list", () => {
  const group = { ...stored, externalId: null, document: { displayName: "G" } };
  expect(
    shown({ attributes: "members,externalId" }, GROUP, {
      ...group,
      relationships: { members: [{ value: "u" }] },
    }),
  ).toEqual({
    schemas: [GROUP.schema.id],
    id: "1",
    members: [{ value: "u" }],
  });
  expect(shown({}, GROUP, group)).not.toHaveProperty("members");
});
