import { expect, test } from "vitest";
import { createFault } from "./faults.ts";
import { findNamed, isAboutMissing } from "./refusals.ts";

const BADGE = "urn:example:2.0:User:badge";
const PATHS = [
  "userName",
  "title",
  "name.givenName",
  "name.formatted",
  'emails[type eq "work"].value',
  BADGE,
];
const faultOf = (detail: string) => createFault("invalid", "target.invalid", { detail });

test.each<[string, readonly string[]]>([
  ["Attribute name.formatted is readOnly", ["name.formatted"]],
  ["'formatted' cannot be set", ["name.formatted"]],
  ["the attribute 'name' is read-only", ["name.givenName", "name.formatted"]],
  ["the name of this person is not acceptable", []],
  ["emails: not supported", ['emails[type eq "work"].value']],
  ["urn:example:2.0:User:badge is unknown", [BADGE]],
  ["Title is too long", ["title"]],
  ["subtitle is too long", []],
  ["bad request", []],
  ["", []],
])("a refusal names attributes: %s", (detail, paths) => {
  expect(findNamed(faultOf(detail), PATHS)).toEqual(paths);
});

test("a refusal of what is missing is told from one of what was sent", () => {
  expect(isAboutMissing(faultOf("emails is required"))).toBe(true);
  expect(isAboutMissing(faultOf("emails cannot be set"))).toBe(false);
});
