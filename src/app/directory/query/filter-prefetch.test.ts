import { expect, test } from "vitest";
import { GROUP } from "../../../core/scim/definitions/group.ts";
import { bindFilter } from "../../../core/scim/filter/bind.ts";
import { parseFilter } from "../../../core/scim/filter/parse.ts";
import { findNeededElements } from "./filter-prefetch.ts";

test.each([
  ['displayName eq "x"', []],
  ['members eq "a"', ["a"]],
  ['members.value eq "a" or not (members eq "b")', ["a", "b"]],
  ['members[value eq "a" and type eq "User"]', ["a"]],
  ['members[value eq "a" or type eq "User"]', "all"],
  ['members[type eq "User"] and id eq "x"', "all"],
  ['members.type eq "User"', "all"],
  ['members.value ne "a"', "all"],
  ["members pr", "all"],
] as const)("%s needs the members %j", (filter, expected) => {
  const needed = findNeededElements(bindFilter(GROUP, parseFilter(filter)), "members");
  expect(needed === "all" ? needed : [...needed]).toEqual(expected);
});
