import { expect, test } from "vitest";
import { GROUP } from "./definitions/group.ts";
import { USER } from "./definitions/user.ts";
import { resolvePath } from "./resolve.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const exact = { bareExtensionAttributes: false };
const loose = { bareExtensionAttributes: true };

test.each([
  ["username", "userName", "document"],
  ["NAME.FamilyName", "name.familyName", "document"],
  [`${CORE}:userName`, "userName", "document"],
  [`${CORE.toUpperCase()}:emails.VALUE`, "emails.value", "document"],
  [`${ENTERPRISE}:manager.value`, `${ENTERPRISE}:manager.value`, "document"],
  [`${ENTERPRISE}:manager.$ref`, `${ENTERPRISE}:manager.$ref`, "document"],
  ["meta.lastModified", "meta.lastModified", "common"],
  ["ID", "id", "common"],
  ["groups.value", "groups.value", "relationship"],
])("%s is %s", (text, path, place) => {
  expect(resolvePath(USER, text, exact)).toMatchObject({ kind: "attribute", path, place });
});

test.each([
  "nothing",
  "userName.value",
  "name.nothing",
  `${CORE}`,
  `${ENTERPRISE}:userName`,
  `${ENTERPRISE}x:a`,
  "",
  "constructor",
])("%s is nothing", (text) => {
  expect(resolvePath(USER, text, exact)).toBeUndefined();
});

test("the bare URN of an extension is the extension", () => {
  expect(resolvePath(USER, ENTERPRISE.toLowerCase(), exact)).toMatchObject({
    kind: "extension",
    schema: { id: ENTERPRISE },
  });
});

test("an extension's attribute is found without its URN only where that is tolerated", () => {
  expect(resolvePath(USER, "manager", exact)).toBeUndefined();
  expect(resolvePath(USER, "manager", loose)).toMatchObject({ path: `${ENTERPRISE}:manager` });
});

test("a URN without its last colon is one only where that is tolerated", () => {
  const typo = ENTERPRISE.replace(":User", "User");
  expect(resolvePath(USER, `${typo}:department`, loose)).toBeUndefined();
  const tolerant = { ...loose, missingUrnColon: true };
  expect(resolvePath(USER, typo, tolerant)).toMatchObject({ kind: "extension", schema: { id: ENTERPRISE } });
  expect(resolvePath(USER, `${typo}:department`, tolerant)).toMatchObject({
    path: `${ENTERPRISE}:department`,
  });
  expect(resolvePath(USER, `${typo}s:department`, tolerant)).toBeUndefined();
});

test("members are a relationship", () => {
  expect(resolvePath(GROUP, "members.value", exact)).toMatchObject({
    place: "relationship",
    path: "members.value",
  });
});

test("the longest schema id wins", () => {
  const [first] = USER.extensions;
  const longer = { ...first!.schema, id: `${ENTERPRISE}:more` };
  const type = { ...USER, extensions: [...USER.extensions, { schema: longer, required: false }] };
  expect(resolvePath(type, `${ENTERPRISE}:more:department`, exact)).toMatchObject({ extension: longer.id });
});
