import { expect, test } from "vitest";
import { patch, patchError } from "../../../../test/patching.ts";
import type { Json, JsonObject } from "../../json.ts";

/** Members of an object have no order: keys of one PATCH value give the same result in any, or are refused. */

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const BEFORE: JsonObject = {
  userName: "u",
  name: { givenName: "A", familyName: "B" },
  emails: [
    { type: "work", value: "w@x" },
    { type: "home", value: "h@x", primary: true },
  ],
  [ENTERPRISE]: { department: "D", manager: { value: "m", $ref: "../Users/m" } },
};

const work = 'emails[type eq "work"]';
const home = 'emails[type eq "home"]';

const dependent: readonly (readonly (readonly [string, Json])[])[] = [
  [
    [`${work}.value`, "1@x"],
    ["emails[type eq work].value", "2@x"],
  ],
  [
    [`${work}.value`, "1@x"],
    ['emails[TYPE eq "WORK"].value', "2@x"],
  ],
  [
    ["emails", [{ value: "z@x", type: "home" }]],
    [`${work}.value`, "1@x"],
  ],
  [
    ["emails", [{ value: "z@x", type: "home" }]],
    ["emails.type", "other"],
  ],
  [
    ["emails", null],
    [`${work}.value`, "1@x"],
  ],
  [
    [ENTERPRISE, null],
    [`${ENTERPRISE}:department`, "X"],
  ],
  [
    [ENTERPRISE, null],
    ["department", "X"],
  ],
  [
    ["name", null],
    ["name.givenName", "X"],
  ],
  [
    ["manager", "n"],
    ["manager.value", "o"],
  ],
  [
    [`${ENTERPRISE}:manager`, null],
    ["manager.value", "o"],
  ],
  [
    [`${work}.value`, "1@x"],
    ["emails[primary eq true].value", "2@x"],
  ],
  [
    [`${work}.display`, "1"],
    ['emails[type eq "work" and primary eq true].value', "2@x"],
  ],
  [
    [`${work}.display`, "1"],
    ['emails[type ne "home"].value', "2@x"],
  ],
  [
    [`${work}.type`, "other"],
    [`${work}.value`, "2@x"],
  ],
  [
    [`${work}.type`, "home"],
    [`${home}.value`, "2@x"],
  ],
  [
    [`${work}.primary`, true],
    ["emails[primary eq true].value", "2@x"],
  ],
  [
    [`${work}.primary`, true],
    [`${home}.primary`, "True"],
  ],
  [
    [work, { value: "1@x" }],
    [`${work}.display`, "1"],
  ],
  [
    ["emails.display", "1"],
    [`${work}.display`, "2"],
  ],
];

test.each(["generic", "entra", "okta"] as const)("%s: keys whose order decides are refused", (kind) => {
  for (const keys of dependent) {
    for (const entries of [keys, keys.toReversed()]) {
      const value = Object.fromEntries(entries);
      const attempt = () => patch(BEFORE, [{ op: "replace", value }], kind);
      expect(attempt, JSON.stringify(value)).toThrow(patchError("invalidSyntax"));
    }
  }
});

const independent: readonly JsonObject[] = [
  { [`${work}.value`]: "1@x", [`${home}.value`]: "2@x" },
  { [`${work}.value`]: "1@x", [`${work}.type`]: "work", [`${work}.primary`]: true, [`${home}.display`]: "H" },
  { [work]: { value: "1@x", type: "work" }, [home]: { value: "2@x" } },
  { "emails[primary eq true].value": "1@x", 'emails[primary eq "True"].display': "P" },
  { "name.givenName": "X", "name.familyName": "Y" },
  { name: { givenName: "X" }, "name.familyName": "Y" },
  { "manager.$ref": "../Users/n", "manager.value": "n" },
  { manager: { value: "n" }, [`${ENTERPRISE}:manager.$ref`]: "../Users/n" },
  { [ENTERPRISE]: { department: "X" }, employeeNumber: "8" },
];

test.each(["generic", "entra", "okta"] as const)("%s: other keys have one result in any order", (kind) => {
  for (const value of independent) {
    for (const op of ["add", "replace"]) {
      const results = [Object.entries(value), Object.entries(value).toReversed()].map(
        (entries) => patch(BEFORE, [{ op, value: Object.fromEntries(entries) }], kind).document,
      );
      expect(results[0], JSON.stringify(value)).toEqual(results[1]);
      expect(results[0]).not.toEqual(BEFORE);
    }
  }
});

test.each(["generic", "entra", "okta"] as const)("%s: elements are made by keys in any order", (kind) => {
  const value = { 'phoneNumbers[type eq "work"].primary': true, 'phoneNumbers[type eq "work"].value': "1" };
  for (const entries of [Object.entries(value), Object.entries(value).toReversed()]) {
    const { document } = patch(BEFORE, [{ op: "add", value: Object.fromEntries(entries) }], kind);
    expect(document["phoneNumbers"]).toEqual([{ type: "work", primary: true, value: "1" }]);
  }
});

test("very many keys of one attribute are read at once", () => {
  const keys = Array.from({ length: 5_000 }, (_, at) => [`emails[type eq "t${at}"].value`, `${at}@x`]);
  const value = Object.fromEntries([...keys, ["emails.display", "x"]]);
  expect(() => patch(BEFORE, [{ op: "add", value }], "generic")).toThrow(patchError("invalidSyntax"));
});
