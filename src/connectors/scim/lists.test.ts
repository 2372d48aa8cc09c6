import { expect, test } from "vitest";
import type { ListForms } from "../../core/mapping/role-lists.ts";
import { toMergeChanges, toPatchChanges, withElements } from "./lists.ts";

const writer = { primary: false, value: "writer", display: "Writer" };
const forms = (isAddOnly: boolean): ListForms =>
  new Map([["roles", { isAddOnly, elements: new Map([["writer", writer]]) }]]);
const change = (from: readonly string[] | null, to: readonly string[] | null) => [
  { path: "roles", from: from && [...from], to: to && [...to] },
];

test("a new account gets elements, and a value without one of its own is an element with nothing else", () => {
  expect(withElements({ roles: ["owner", "writer"], title: "Chief" }, forms(false))).toEqual({
    roles: [{ value: "owner" }, writer],
    title: "Chief",
  });
});

test.each([
  ["set as a whole", false, ["owner"], ["writer"], [{ path: "roles", from: ["owner"], to: [writer] }]],
  ["set at first", false, null, ["writer"], [{ path: "roles", from: [], to: [writer] }]],
  ["added to", true, ["owner"], ["owner", "writer"], [{ path: "roles", from: null, to: [writer] }]],
  ["removed", false, ["owner"], null, [{ path: "roles", from: ["owner"], to: null }]],
])("a PATCH of a list that is %s", (_, isAddOnly, from, to, expected) => {
  expect(toPatchChanges(change(from, to), forms(isAddOnly))).toEqual(expected);
});

test("a PATCH of a standard list without a form has elements too, and other lists stay", () => {
  const changes = [
    { path: "roles", from: null, to: ["a"] },
    { path: "urn:example:User:tags", from: null, to: ["a"] },
    { path: "title", from: null, to: "a" },
  ];
  expect(toPatchChanges(changes, new Map())).toEqual([
    { path: "roles", from: null, to: [{ value: "a" }] },
    { path: "urn:example:User:tags", from: null, to: ["a"] },
    { path: "title", from: null, to: "a" },
  ]);
});

test("a whole resource keeps the elements that it holds in a list that only grows", () => {
  const held = { roles: [{ value: "owner", display: "Theirs" }] };
  const merged = (isAddOnly: boolean) =>
    toMergeChanges(change(["owner"], ["owner", "writer"]), forms(isAddOnly), held)[0]?.to;
  expect(merged(true)).toEqual([{ value: "owner", display: "Theirs" }, writer]);
  expect(merged(false)).toEqual([{ value: "owner" }, writer]);
});

test("values that stay have their names written: in a list that only grows, one by one", () => {
  expect(toPatchChanges(change(["owner", "writer"], ["owner", "writer"]), forms(true))).toEqual([
    { path: 'roles[value eq "writer"].display', from: null, to: "Writer" },
  ]);
  expect(toPatchChanges(change(["writer"], ["writer"]), forms(false))).toEqual([
    { path: "roles", from: ["writer"], to: [writer] },
  ]);
  const held = { roles: [{ value: "owner" }, { ...writer, display: "Author", primary: true }] };
  expect(toMergeChanges(change(["owner", "writer"], ["owner", "writer"]), forms(true), held)[0]?.to).toEqual([
    { value: "owner" },
    { ...writer, primary: true },
  ]);
});
