import { expect, test } from "vitest";
import { flattenAttributes } from "./flatten-attributes.ts";

const linesOf = (attributes: Readonly<Record<string, unknown>>) =>
  flattenAttributes(attributes).map(({ path, value }) => `${path} = ${value}`);

test("attributes are lines with their paths; what the page says elsewhere is left out", () => {
  const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  const attributes = {
    schemas: [enterprise],
    userName: "zoe@example.com",
    active: true,
    name: { givenName: "Zoé", familyName: "Martin" },
    emails: [
      { type: "work", value: "zoe@example.com", primary: true },
      { value: "z@example.org", display: "Z" },
    ],
    addresses: [{ type: "work", locality: "Lyon" }],
    tags: ["a", "b"],
    [enterprise]: {
      department: "Research",
      manager: { value: "m1", $ref: "../Users/m1", displayName: "Max" },
    },
  };
  expect(linesOf(attributes)).toEqual([
    "userName = zoe@example.com",
    "active = true",
    "name.givenName = Zoé",
    "name.familyName = Martin",
    "emails[work] = zoe@example.com",
    "emails[2] = z@example.org",
    "addresses[work].locality = Lyon",
    "tags[1] = a",
    "tags[2] = b",
    "User.department = Research",
    "User.manager.value = m1",
    "User.manager.displayName = Max",
  ]);
  expect(flattenAttributes(attributes).find(({ path }) => path === "User.department")?.name).toBe(
    `${enterprise}:department`,
  );
});
