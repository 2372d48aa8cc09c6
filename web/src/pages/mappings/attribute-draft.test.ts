import { expect, test } from "vitest";
import { dropEmpty } from "../../forms/drop-empty.ts";
import {
  attributeShape,
  attributesOf,
  putAttribute,
  removeAttribute,
  type StoredAttribute,
  toAttribute,
  toDraft,
} from "./attribute-draft.ts";

const STORED: readonly StoredAttribute[] = [
  { target: "userName", kind: "direct", source: "userPrincipalName", apply: "always", matching: 1 },
  { target: "title", kind: "expression", expression: "ToUpper( [jobTitle] )\n", apply: "always" },
  { target: "userType", kind: "constant", value: "Employee", apply: "on-create" },
  { target: "a", kind: "constant", value: "5", apply: "always" },
  { target: "b", kind: "constant", value: 5, apply: "always", defaultIfNull: "true" },
  { target: "c", kind: "constant", value: ["x", "y"], apply: "always", defaultIfNull: false },
  { target: "d", kind: "constant", value: '{"x":1}', apply: "always" },
  { target: "e", kind: "constant", value: 'said "so"', apply: "always" },
  { target: "nickName", kind: "none", apply: "always" },
  { target: "x:manager", kind: "direct", source: "manager", apply: "always", reference: "user" },
  { target: "password", kind: "expression", expression: "Guid()", apply: "on-create", writeOnly: true },
];

test.each(STORED)("a form without a change saves $target as it was", (stored) => {
  expect(toAttribute(attributeShape.parse(dropEmpty(toDraft(stored))))).toEqual(stored);
});

test("a new attribute goes behind the others, a changed one stays in its place, and other members stay", () => {
  const mapping = { attributes: [...STORED.map((each) => ({ ...each }))], actions: { delete: false } };
  const added = toAttribute({ ...toDraft(undefined), target: " title2 ", source: " mail " });
  expect(added).toEqual({ target: "title2", kind: "direct", source: "mail", apply: "always" });
  const more = putAttribute(mapping, undefined, added);
  expect(attributesOf(more).at(-1)).toEqual(added);
  expect(more["actions"]).toEqual({ delete: false });
  const changed = putAttribute(mapping, 1, added);
  expect(attributesOf(changed).map(({ target }) => target)).toEqual([
    "userName",
    "title2",
    ...STORED.slice(2).map(({ target }) => target),
  ]);
  expect(attributesOf(removeAttribute(mapping, 0))).toEqual(STORED.slice(1));
  expect(attributesOf(mapping)).toHaveLength(STORED.length);
});
