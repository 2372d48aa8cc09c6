import { expect, test } from "vitest";
import { regex } from "../../../test/mapping.ts";
import type { Json } from "../json.ts";
import { GROUP } from "../scim/definitions/group.ts";
import { USER } from "../scim/definitions/user.ts";
import { parseMapping } from "./mapping.ts";
import { listUnknownSources, UNKNOWN_SOURCES_MAX } from "./unknown-sources.ts";

const TYPES = { user: { own: USER, users: USER }, group: { own: GROUP, users: USER } };
const BADGE = "urn:example:params:scim:schemas:extension:1.0:Badge";

function unknownOf(attributes: readonly Json[], type: "user" | "group" = "user", types = TYPES[type]) {
  const first = {
    target: "displayName",
    kind: "direct",
    source: "displayName",
    apply: "always",
    matching: 1,
  };
  const parsed = parseMapping({ type, attributes: [first, ...attributes] }, regex);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return listUnknownSources(parsed.mapping, types);
}

const direct = (target: string, source: string) => ({ target, kind: "direct", source, apply: "always" });
const computed = (target: string, expression: string) => ({
  ...{ target, kind: "expression", expression, apply: "always" },
});

test.each([
  ["jobTitel", "jobTitle"],
  ["TITLE.x", "title"],
  ["name", "name.formatted"],
  ["favouriteColour", undefined],
  ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:favouriteColour", undefined],
  ["name.givnName", "name.givenName"],
  ['emails[type eq "work"].vale', "emails.value"],
  ["manager.jobTitel", "manager.jobTitle"],
  ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:departmnt", "department"],
  ["isSoftDelete", "IsSoftDeleted"],
  ["id", "objectId"],
])("an attribute that no user has is noted: %s, nearest to %s", (source, nearest) => {
  const [found, ...others] = unknownOf([direct("nickName", source)]);
  expect(found).toMatchObject({ at: 1, member: "source", target: "nickName", source });
  expect([found?.nearest?.split(":").at(-1), others]).toEqual([nearest, []]);
});

test.each([
  "title",
  "Title",
  "userPrincipalName",
  'emails[type eq "work"].value',
  "phoneNumbers.value",
  "manager",
  "manager.value",
  "manager.userPrincipalName",
  "memberOf",
  "groups.value",
  "IsSoftDeleted",
  "objectId",
  "appRoleAssignments",
])("%s is an attribute of users", (source) => {
  expect(unknownOf([direct("nickName", source)])).toEqual([]);
});

test("every source of an expression is looked at, and one that is repeated is noted once", () => {
  const expression = 'IIF([jobTitel]="x", Join("-", [jobTitel], [mail], [departmen]), [title])';
  expect(unknownOf([direct("title", "title"), computed("nickName", expression)])).toEqual([
    { at: 2, member: "expression", target: "nickName", source: "jobTitel", nearest: "jobTitle" },
    { at: 2, member: "expression", target: "nickName", source: "departmen", nearest: "department" },
  ]);
});

test("groups have the attributes of groups", () => {
  expect(unknownOf([direct("externalId", "jobTitle")], "group")).toMatchObject([{ source: "jobTitle" }]);
  expect(unknownOf([direct("externalId", "objectId")], "group")).toEqual([]);
});

test("an attribute of a schema of the organization is known, and is suggested", () => {
  const [first] = USER.schema.attributes.filter(({ name }) => name === "title");
  if (first === undefined) throw new Error("users have no title");
  const schema = { id: BADGE, name: "Badge", description: "", attributes: [{ ...first, name: "level" }] };
  const own = { ...USER, extensions: [...USER.extensions, { schema, required: false }] };
  const types = { own, users: own };
  expect(unknownOf([direct("nickName", `${BADGE}:level`)], "user", types)).toEqual([]);
  expect(unknownOf([direct("nickName", `${BADGE}:levl`)], "user", types)).toMatchObject([
    { nearest: `${BADGE}:level` },
  ]);
  expect(unknownOf([direct("nickName", `${BADGE}:level`)])).toHaveLength(1);
});

test("a bounded number is listed", () => {
  const many = Array.from({ length: 50 }, (_, at) => direct(`urn:example:User:a${at}`, `unknown${at}`));
  expect(unknownOf(many)).toHaveLength(UNKNOWN_SOURCES_MAX);
});
