import { expect, test } from "vitest";
import { GROUP } from "./definitions/group.ts";
import { USER } from "./definitions/user.ts";
import { parsePath } from "./path.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";
const rfc = { kind: "rfc" } as const;

test.each([
  ["displayname", "displayName", false],
  ["name.familyName", "name.familyName", false],
  ["emails.value", "emails.value", false],
  ['emails[type eq "work"]', "emails", true],
  ['Emails[type eq "work" and not (value sw "]")].Value', "emails.value", true],
  [`${CORE}:emails[type eq "work"].value`, "emails.value", true],
  [`${ENTERPRISE}:manager.value`, `${ENTERPRISE}:manager.value`, false],
  [`${ENTERPRISE}:department`, `${ENTERPRISE}:department`, false],
])("%s", (text, path, hasFilter) => {
  const parsed = parsePath(text, USER, rfc);
  expect(parsed).toMatchObject({ kind: "attribute", path });
  expect(parsed.kind === "attribute" && parsed.filter !== undefined).toBe(hasFilter);
});

test("the bare URN of an extension", () => {
  expect(parsePath(ENTERPRISE, USER, rfc)).toMatchObject({ kind: "extension" });
});

test("members by value", () => {
  expect(parsePath('members[value eq "x"]', GROUP, rfc)).toMatchObject({ place: "relationship" });
});

test.each([
  "",
  " ",
  "nothing",
  "name.nothing",
  "name.familyName.x",
  'name[familyName eq "x"]',
  'emails.value[type eq "x"]',
  'emails[type eq "x"',
  'emails[type eq "x"]value',
  'emails[type eq "x"].nothing',
  'emails[type eq "x"].value.x',
  'emails[type eq "x"].value x',
  'emails[type eq "x"] pr',
  'emails[type eq "x',
  "emails]",
  "[type pr]",
  `${ENTERPRISE}[a pr]`,
  `${ENTERPRISE}.manager`,
  `${ENTERPRISE}:`,
  "displayName x",
  `"displayName"`,
  "/displayName",
])("refuses %s", (text) => {
  expect(() => parsePath(text, USER, rfc)).toThrow(
    expect.objectContaining({ scimType: expect.stringMatching(/invalidPath|invalidFilter/) }),
  );
});

test("a malformed path is an invalidPath, a wrong filter in it an invalidFilter", () => {
  const scimTypeOf = (text: string) => {
    try {
      parsePath(text, USER, rfc);
    } catch (error) {
      return (error as { scimType: string }).scimType;
    }
    return undefined;
  };
  expect(scimTypeOf("nothing")).toBe("invalidPath");
  expect(scimTypeOf('emails[type eq "x"].nothing')).toBe("invalidPath");
  expect(scimTypeOf('emails["x')).toBe("invalidPath");
  expect(scimTypeOf('emails[nothing eq "x"]')).toBe("invalidFilter");
  expect(scimTypeOf("emails[primary gt true]")).toBe("invalidFilter");
});
