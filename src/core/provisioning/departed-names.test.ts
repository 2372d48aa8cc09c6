import { expect, test } from "vitest";
import { type ObjectId, trustId } from "../ids.ts";
import { composeDepartedName, isDepartedPattern, listDepartedNames } from "./departed-names.ts";
import { SETTINGS } from "./settings.ts";

const id = trustId<ObjectId>("01900000-0000-7000-8000-a1b2c3d4e5f6");
const usual = SETTINGS.departedName.default;

test.each([
  [usual, "ada@contoso.example", "ada.left.a1b2c3d4e5f6@contoso.example"],
  [usual, "ada", "ada.left.a1b2c3d4e5f6"],
  ["{id}{value}", "ada@contoso.example", "01900000000070008000a1b2c3d4e5f6ada@contoso.example"],
  ["{tail}@left.example", "ada@contoso.example", "a1b2c3d4e5f6@left.example"],
  [usual, `${"a".repeat(64)}@contoso.example`, `${"a".repeat(46)}.left.a1b2c3d4e5f6@contoso.example`],
  [usual, `${"😀".repeat(30)}@contoso.example`, `${"😀".repeat(23)}.left.a1b2c3d4e5f6@contoso.example`],
  ["{value}-{tail}", "$&@contoso.example", "$&@contoso.example-a1b2c3d4e5f6"],
])("%s of %s is %s", (pattern, value, name) => {
  expect(composeDepartedName(pattern, value, id)).toBe(name);
});

test.each([
  [usual, true],
  ["{id}{value}", true],
  ["{tail}@left.example", true],
  ["left.{value}", false],
  ["{id} {value}", false],
  ["{id}{name}", false],
  ["{id}}", false],
  [`{id}${"a".repeat(100)}`, false],
  ["", false],
])("the pattern %s: %s", (pattern, isTaken) => {
  expect(isDepartedPattern(pattern)).toBe(isTaken);
});

const projected = {
  userName: "ada@contoso.example",
  'emails[type eq "work"].value': "Ada@contoso.example",
  'emails[type eq "home"].value': "ada@home.example",
  'emails[type eq "work"].type': "work",
  displayName: "ada@contoso.example",
  externalId: "ada@contoso.example",
};

test("the name and every address get new values, and an address that equals the name stays equal to it", () => {
  const changes = listDepartedNames({ id, naturalKey: "userName", projected, former: {} }, usual);
  expect(changes.map(({ path, to }) => [path, to])).toEqual([
    ["userName", "ada.left.a1b2c3d4e5f6@contoso.example"],
    ['emails[type eq "work"].value', "ada.left.a1b2c3d4e5f6@contoso.example"],
    ['emails[type eq "home"].value', "ada.left.a1b2c3d4e5f6@home.example"],
  ]);
});

test("a value that was renamed stays, and one whose change was refused is renamed like the name was", () => {
  const former = { userName: "ada@contoso.example", 'emails[type eq "home"].value': "ada@home.example" };
  const renamed = { ...projected, userName: "ada.left.a1b2c3d4e5f6@contoso.example" };
  const changes = listDepartedNames({ id, naturalKey: "userName", projected: renamed, former }, usual);
  expect(changes.map(({ path, to }) => [path, to])).toEqual([
    ['emails[type eq "work"].value', "ada.left.a1b2c3d4e5f6@contoso.example"],
  ]);
});
