import { expect, test } from "vitest";
import { toAccountId } from "../../core/ids.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import type { AttributeChange } from "../../ports/target.ts";
import {
  groupChanges,
  holdsValue,
  isElementUnknown,
  type Operation,
  toAccount,
  toFilter,
  toOperations,
  toResource,
} from "./convert.ts";

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const WORK = 'emails[type eq "work"]';
const HOME = 'addresses[type eq "home"]';

function operations(changes: readonly AttributeChange[], held?: JsonObject): readonly Operation[] {
  const groups = groupChanges(changes);
  if ("wrong" in groups) throw new Error(groups.wrong);
  return toOperations(groups, held);
}

const CASES: [name: string, from: Json, to: Json, path: string, expected: Operation[]][] = [
  ["fills", null, "Dr", "title", [{ op: "add", path: "title", value: "Dr" }]],
  ["changes", "Dr", "Prof", "title", [{ op: "replace", path: "title", value: "Prof" }]],
  ["clears", "Dr", null, "title", [{ op: "remove", path: "title" }]],
  ["switches", true, false, "active", [{ op: "replace", path: "active", value: false }]],
  ["fills a part", null, "A", "name.givenName", [{ op: "add", path: "name.givenName", value: "A" }]],
  [
    "changes an extension",
    "A",
    "B",
    `${ENTERPRISE}:department`,
    [{ op: "replace", path: `${ENTERPRISE}:department`, value: "B" }],
  ],
  [
    "sets a manager whole",
    null,
    "m1",
    `${ENTERPRISE}:manager.value`,
    [{ op: "add", path: `${ENTERPRISE}:manager`, value: { value: "m1" } }],
  ],
  [
    "clears a manager whole",
    "m1",
    null,
    `${ENTERPRISE}:manager.value`,
    [{ op: "remove", path: `${ENTERPRISE}:manager` }],
  ],
  [
    "adds an element",
    null,
    "a@x",
    `${WORK}.value`,
    [{ op: "add", path: "emails", value: [{ type: "work", value: "a@x" }] }],
  ],
  [
    "changes an element",
    "a@x",
    "b@x",
    `${WORK}.value`,
    [{ op: "replace", path: `${WORK}.value`, value: "b@x" }],
  ],
  ["removes an element whole", "a@x", null, `${WORK}.value`, [{ op: "remove", path: WORK }]],
  [
    "clears a part of an element",
    "S",
    null,
    `${HOME}.locality`,
    [{ op: "remove", path: `${HOME}.locality` }],
  ],
];
test.each(CASES)("%s: %j to %j at %s", (_name, from, to, path, expected) => {
  expect(operations([{ path, from, to }])).toEqual(expected);
});

test("parts of one missing element become one element, of different ones two", () => {
  const changes = [
    { path: `${HOME}.locality`, from: null, to: "Bern" },
    { path: `${HOME}.country`, from: null, to: "CH" },
    { path: 'addresses[type eq "work"].country', from: null, to: "FR" },
  ];
  expect(operations(changes, {})).toEqual([
    { op: "add", path: "addresses", value: [{ type: "home", locality: "Bern", country: "CH" }] },
    { op: "add", path: "addresses", value: [{ type: "work", country: "FR" }] },
  ]);
});

test("a part that an element lacks is filled in the element that the account turns out to have", () => {
  const changes = [{ path: `${HOME}.locality`, from: null, to: "Bern" }];
  const held = { addresses: [{ type: "home", country: "CH" }] };
  expect(operations(changes, held)).toEqual([{ op: "replace", path: `${HOME}.locality`, value: "Bern" }]);
});

test("a value that goes while another part comes keeps the element", () => {
  const changes = [
    { path: `${WORK}.value`, from: "a@x", to: null },
    { path: `${WORK}.display`, from: null, to: "A" },
  ];
  expect(operations(changes)).toEqual([
    { op: "remove", path: `${WORK}.value` },
    { op: "replace", path: `${WORK}.display`, value: "A" },
  ]);
});

test("only parts without the value and without any present part leave the element in doubt", () => {
  const unknown = (...changes: AttributeChange[]) => {
    const groups = groupChanges(changes);
    return "wrong" in groups ? undefined : groups.elements.some(isElementUnknown);
  };
  expect(unknown({ path: `${HOME}.locality`, from: null, to: "B" })).toBe(true);
  expect(unknown({ path: `${WORK}.value`, from: null, to: "b" })).toBe(false);
  expect(unknown({ path: `${HOME}.locality`, from: "A", to: "B" })).toBe(false);
  expect(unknown({ path: "title", from: null, to: "B" })).toBe(false);
});

test("a path that is none is named", () => {
  expect(groupChanges([{ path: "a b", from: null, to: "x" }])).toEqual({ wrong: "a b" });
});

test("a resource names the schemas that its attributes come from", () => {
  expect(toResource("user", { userName: "a", [ENTERPRISE]: { department: "d" } })["schemas"]).toEqual([
    "urn:ietf:params:scim:schemas:core:2.0:User",
    ENTERPRISE,
  ]);
  expect(toResource("group", { displayName: "g" })["schemas"]).toEqual([
    "urn:ietf:params:scim:schemas:core:2.0:Group",
  ]);
});

test.each([
  ["userName", "a@x", 'userName eq "a@x"'],
  ["userName", 'say "hi" \\ é', 'userName eq "say \\"hi\\" \\\\ é"'],
  [`${WORK}.value`, "a@x", 'emails[type eq "work" and value eq "a@x"]'],
  [`${ENTERPRISE}:employeeNumber`, "7", `${ENTERPRISE}:employeeNumber eq "7"`],
  ["a b", "7", undefined],
])("searches %s for %j with %j", (path, value, filter) => {
  expect(toFilter([{ path, value }])).toEqual(filter === undefined ? { wrong: path } : { filter });
});

test.each([
  ["userName", "ADA", true],
  ["userName", "ad", false],
  ["externalId", "x1", true],
  ["externalId", "X1", false],
  [`${WORK}.value`, "A@X", true],
  ['emails[type eq "home"].value', "a@x", false],
  ["emails", "a@x", true],
  ["displayName", "Ada", false],
])("at %s, %j is held: %s", (path, value, expected) => {
  const attributes = { userName: "Ada", externalId: "x1", emails: [{ type: "work", value: "a@x" }] };
  expect(holdsValue({ id: toAccountId("1"), type: "user", attributes }, path, value)).toBe(expected);
});

test("only a resource with an id is an account", () => {
  expect(toAccount("user", { id: "a" })?.id).toBe("a");
  expect(toAccount("user", { id: 7 })?.id).toBe("7");
  for (const other of [{}, { id: "" }, { id: null }, "a", null])
    expect(toAccount("user", other)).toBeUndefined();
});
