import { expect, test } from "vitest";
import { GROUP } from "../definitions/group.ts";
import { USER } from "../definitions/user.ts";
import { bindFilter } from "./bind.ts";
import { parseFilter } from "./parse.ts";
import { simplify } from "./simplify.ts";

const bound = (type: typeof USER, text: string) =>
  bindFilter(type, parseFilter(text), { undefinedAttributes: "absent" });

test.each([
  ['meta.resourceType eq "User"', "all", "none"],
  ['meta.resourceType ne "User"', "none", "all"],
  ['not (meta.resourceType eq "User")', "none", "all"],
  ['meta.resourceType sw "G" or userName pr', "userName pr", "all"],
  ['meta.resourceType eq "User" and displayName eq "a"', 'displayName eq "a"', "none"],
  ['userName eq "a"', 'userName eq "a"', "none"],
  ['userName ne "a"', 'userName ne "a"', "all"],
  ["meta.resourceType pr and not (userName pr)", "not (userName pr)", "all"],
  ['(meta.resourceType eq "User" or title pr) and displayName pr', "displayName pr", "none"],
])("%s of users and of groups", (text, users, groups) => {
  const expected = (type: typeof USER, what: string) =>
    what === "all" || what === "none" ? what : bound(type, what);
  expect(simplify(bound(USER, text))).toEqual(expected(USER, users));
  expect(simplify(bound(GROUP, text))).toEqual(expected(GROUP, groups));
});
