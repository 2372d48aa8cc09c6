import { expect, test } from "vitest";
import type { Json } from "../../json.ts";
import { defineAttribute } from "../definitions/attribute.ts";
import { GROUP } from "../definitions/group.ts";
import { USER } from "../definitions/user.ts";
import {
  type Created,
  findReferenceKeys,
  findReferencesInPath,
  holdBack,
  referencesIn,
  resolveIn,
  resolveInPath,
} from "./references.ts";

const owned = defineAttribute("owner", "", { type: "reference", referenceTypes: ["User"] });
const keys = findReferenceKeys([
  USER,
  GROUP,
  { ...GROUP, schema: { id: "urn:example", name: "", description: "", attributes: [owned] } },
]);
const created = new Map<string, Created>([["a", { id: "1", location: "https://x/Users/1" }]]);
const URN = "urn:example:2.0:User";

test.each<[Json, Json]>([
  [{ members: [{ value: "bulkId:a" }] }, { members: [{ value: "1" }] }],
  [{ members: ["bulkId:a", "bulkId:b"] }, { members: ["1", "bulkId:b"] }],
  [{ [URN]: { manager: { value: "bulkId:a" } } }, { [URN]: { manager: { value: "1" } } }],
  [{ owner: "bulkId:a" }, { owner: "1" }],
  [{ x: { $ref: "bulkId:a", value: "bulkId:a" } }, { x: { $ref: "https://x/Users/1", value: "1" } }],
  [{ $ref: "https://x/Users/bulkId:a" }, { $ref: "https://x/Users/1" }],
  [
    { Operations: [{ op: "remove", path: 'members[value eq "bulkId:a"]' }] },
    { Operations: [{ op: "remove", path: 'members[value eq "1"]' }] },
  ],
  [{ displayName: "bulkId:a" }, { displayName: "bulkId:a" }],
  [{ "manager.value": "bulkId:a" }, { "manager.value": "1" }],
  [{ [`${URN}:manager`]: "bulkId:a" }, { [`${URN}:manager`]: "1" }],
  [{ displayName: "not bulkId:a" }, { displayName: "not bulkId:a" }],
  [null, null],
])("in %j the known references become %j", (body, expected) => {
  expect(resolveIn(body, keys, created)).toEqual(expected);
});

test("what is referred to is found, also where nothing has that bulkId", () => {
  const body = {
    members: [{ value: "bulkId:a" }, { value: "bulkId:nobody" }],
    Operations: [{ path: 'members[value eq "bulkId:gone" or value eq "bulkId:b"]' }],
    displayName: "bulkId:other",
  };
  expect([...referencesIn(body, keys)].sort()).toEqual(["a", "b", "gone", "nobody"]);
  expect([...findReferencesInPath("/Groups/bulkId:a?attributes=id")]).toEqual(["a"]);
  expect(resolveInPath("/Groups/bulkId:a", created)).toBe("/Groups/1");
  expect(resolveInPath("/Groups/bulkId:b", created)).toBe("/Groups/bulkId:b");
});

test("a body without an end is read without harm", () => {
  let deep: Json = "bulkId:a";
  for (let depth = 0; depth < 20_000; depth += 1) deep = [deep];
  expect(referencesIn(deep, keys).size).toBe(0);
});

test("only what refers to the unknown is held back", () => {
  const resource = {
    displayName: "Team",
    members: [{ value: "1" }, { value: "bulkId:b" }],
    owner: { value: "bulkId:b" },
    [URN]: { department: "Research", manager: { value: "bulkId:b" } },
    "urn:example:2.0:Only": { manager: { value: "bulkId:b" } },
  };
  const isUnknown = (value: Json, key: string) => referencesIn({ [key]: value }, keys).size > 0;
  expect(holdBack(resource, isUnknown)).toEqual({
    kept: { displayName: "Team", members: [{ value: "1" }], [URN]: { department: "Research" } },
    held: {
      members: [{ value: "bulkId:b" }],
      owner: { value: "bulkId:b" },
      [URN]: { manager: { value: "bulkId:b" } },
      "urn:example:2.0:Only": { manager: { value: "bulkId:b" } },
    },
  });
});
