import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readTemplate, TemplateError } from "./read-template.ts";

const GENERIC = readFileSync(new URL("../../../gallery/generic-scim/template.yaml", import.meta.url), "utf8");

/** The generic template with this member of its password. */
function withPassword(member: string): string {
  const users = `{ attributes: [
    { target: userName, kind: direct, source: userPrincipalName, matching: 1 },
    { target: password, kind: expression, expression: 'RandomString(16, 2, 1, 2, 2)', apply: on-create, ${member} }] }`;
  const text = GENERIC.replace("{ user: connector-default,", `{ user: ${users},`);
  expect(text).not.toBe(GENERIC);
  return text;
}

test("a template states that an attribute is write-only", () => {
  const { mappings } = readTemplate("t.yaml", withPassword("writeOnly: true"));
  expect(mappings.user).toMatchObject({ attributes: [{}, { target: "password", writeOnly: true }] });
});

test("another value of writeOnly is refused with its place", () => {
  expect(() => readTemplate("t.yaml", withPassword("writeOnly: 'on'"))).toThrow(TemplateError);
  expect(() => readTemplate("t.yaml", withPassword("writeOnly: 'on'"))).toThrow(
    /^t\.yaml:\d+:\d+: mappings\.user/,
  );
});
