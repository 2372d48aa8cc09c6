import { expect, test } from "vitest";
import { finishWork } from "../../work.ts";
import { GROUP } from "../definitions/group.ts";
import { PROFILE_KINDS, type ProfileKind } from "../profile.ts";
import { applyPatch } from "./apply-patch.ts";
import { readPatch } from "./read-patch.ts";

const PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const patch = (kind: ProfileKind, ...operations: unknown[]) => {
  const profile = { kind };
  const read = readPatch({ schemas: [PATCH], Operations: operations }, GROUP, profile);
  return finishWork(applyPatch(GROUP, { document: { displayName: "G" } }, read, { profile }));
};
const refusal = (scimType: string) => expect.objectContaining({ scimType });
const members = (...values: string[]) => values.map((value) => ({ value }));

// Spec §5, case 2.
test("removal by value never empties the group", () => {
  const operation = { op: "Remove", path: "members", value: [{ $ref: null, value: "u1" }] };
  for (const kind of ["generic", "entra", "okta"] as const) {
    expect(patch(kind, operation).deltas).toEqual([{ attribute: "members", kind: "remove", values: ["u1"] }]);
  }
  expect(() => patch("rfc", { ...operation, op: "remove" })).toThrow(refusal("invalidValue"));
  expect(patch("generic", { ...operation, value: [] }).deltas).toEqual([]);
  for (const kind of PROFILE_KINDS) {
    expect(() => patch(kind, { op: "remove", path: "members", value: null })).toThrow(
      refusal("invalidValue"),
    );
  }
  expect(patch("rfc", { op: "remove", path: "members" }).deltas).toEqual([
    { attribute: "members", kind: "replace", elements: [] },
  ]);
});

test.each<[string, unknown, unknown[]]>([
  [
    "add",
    { op: "add", path: "members", value: members("a", "b", "a") },
    [{ kind: "add", elements: members("a", "b") }],
  ],
  [
    "add of one",
    { op: "add", path: "members", value: { value: "a" } },
    [{ kind: "add", elements: members("a") }],
  ],
  ["add of nothing", { op: "add", path: "members", value: [] }, []],
  [
    "add without a path",
    { op: "add", value: { members: members("a") } },
    [{ kind: "add", elements: members("a") }],
  ],
  [
    "add of what members cannot say",
    { op: "add", path: "members", value: [{ value: "a", display: "A", type: "User" }] },
    [{ kind: "add", elements: [{ value: "a", type: "User" }] }],
  ],
  [
    "replace",
    { op: "replace", path: "members", value: members("a") },
    [{ kind: "replace", elements: members("a") }],
  ],
  [
    "replace with nothing",
    { op: "replace", path: "members", value: [] },
    [{ kind: "replace", elements: [] }],
  ],
  ["replace with null", { op: "replace", path: "members", value: null }, [{ kind: "replace", elements: [] }]],
  ["remove of one", { op: "remove", path: 'members[value eq "a"]' }, [{ kind: "remove", values: ["a"] }]],
  [
    "remove of some",
    { op: "remove", path: 'members[value eq "a" or value eq "B" or value eq "a"]' },
    [{ kind: "remove", values: ["a", "B"] }],
  ],
])("rfc: %s", (_, operation, expected) => {
  const patched = patch("rfc", operation);
  expect(patched.deltas).toEqual(expected.map((delta) => ({ attribute: "members", ...(delta as object) })));
  expect(patched).toMatchObject({ changed: false, document: { displayName: "G" } });
});

test("a filter on more than the value is left to those who hold the elements", () => {
  const [delta] = patch("rfc", { op: "remove", path: 'members[type eq "User" and value eq "a"]' }).deltas;
  expect(delta).toMatchObject({ attribute: "members", kind: "removeWhere", filter: { kind: "and" } });
});

test("deltas keep the order of the operations", () => {
  const operations = [
    { op: "replace", path: "members", value: members("a") },
    { op: "replace", path: "displayName", value: "H" },
    { op: "add", path: "members", value: members("b") },
    { op: "remove", path: 'members[value eq "a"]' },
  ];
  const patched = patch("rfc", ...operations);
  expect(patched.deltas.map(({ kind }) => kind)).toEqual(["replace", "add", "remove"]);
  expect(patched).toMatchObject({ changed: true, document: { displayName: "H" } });
});

test.each<[string, ProfileKind, unknown, string]>([
  [
    "a part of a member",
    "rfc",
    { op: "replace", path: 'members[value eq "a"].display', value: "x" },
    "mutability",
  ],
  [
    "the value of a member",
    "generic",
    { op: "replace", path: 'members[value eq "a"].value', value: "b" },
    "mutability",
  ],
  ["the value of all members", "generic", { op: "replace", path: "members.value", value: "b" }, "mutability"],
  [
    "a member by another",
    "generic",
    { op: "replace", path: 'members[value eq "a"]', value: { value: "b" } },
    "mutability",
  ],
  [
    "a part of a member taken away",
    "generic",
    { op: "remove", path: 'members[value eq "a"].type' },
    "mutability",
  ],
  [
    "an addition by filter",
    "rfc",
    { op: "add", path: 'members[value eq "a"]', value: { type: "User" } },
    "noTarget",
  ],
  [
    "an addition by a filter without a value",
    "generic",
    { op: "add", path: 'members[type eq "User"]', value: { value: "b" } },
    "noTarget",
  ],
  [
    "a member without a value",
    "generic",
    { op: "add", path: "members", value: [{ type: "User" }] },
    "invalidValue",
  ],
  ["the displayName taken away", "generic", { op: "remove", path: "displayName" }, "mutability"],
])("refuses %s (%s)", (_, kind, operation, scimType) => {
  expect(() => patch(kind, operation)).toThrow(refusal(scimType));
});

test("tolerant profiles take bare ids, and an addition that a filter describes", () => {
  expect(patch("generic", { op: "add", path: "members", value: ["a", "b"] }).deltas).toEqual([
    { attribute: "members", kind: "add", elements: members("a", "b") },
  ]);
  expect(patch("generic", { op: "add", path: 'members[value eq "a"]', value: {} }).deltas).toEqual([
    { attribute: "members", kind: "add", elements: members("a") },
  ]);
});

test("Okta's rename names no members and touches none", () => {
  const patched = patch("okta", { op: "replace", value: { id: "g", displayName: "H" } });
  expect(patched).toMatchObject({ document: { displayName: "H" }, deltas: [] });
});
