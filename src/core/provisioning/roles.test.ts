import { expect, test } from "vitest";
import {
  type AppRole,
  checkRoles,
  completeRole,
  findRole,
  noteRenamed,
  orderRoles,
  ROLES_MAX,
  setRole,
  toPlainRole,
} from "./roles.ts";

const editor: AppRole = { id: "r-1", value: "editor", name: "Editor" };
const user: AppRole = { id: "user", value: "user", name: "Default Access", default: true };

test("the value of a role serves as its id and its name", () => {
  expect(completeRole({ value: "editor" })).toEqual({ id: "editor", value: "editor", name: "editor" });
  expect(completeRole({ value: "user", name: "User", default: true })).toEqual({
    id: "user",
    value: "user",
    name: "User",
    default: true,
  });
});

test.each(["EDITOR", "r-1", "Editor"])("the role is found by %s", (text) => {
  expect(findRole([user, editor], text)).toBe(editor);
});

test("a role of another name is not found", () => {
  expect(findRole([user, editor], "edit")).toBeUndefined();
});

test.each<[string, readonly AppRole[], readonly object[]]>([
  ["different roles", [user, editor], []],
  [
    "values that differ in letter case alone",
    [editor, { id: "r-2", value: "Editor", name: "Other" }],
    [{ index: 1, code: "repeated", params: { role: "Editor", other: 1 } }],
  ],
  [
    "a name that is the id of another role",
    [user, { id: "r-2", value: "x", name: "USER" }],
    [{ index: 1, code: "repeated", params: { role: "USER", other: 1 } }],
  ],
  [
    "two defaults",
    [user, { ...editor, default: true }],
    [{ index: 1, code: "several-defaults", params: { other: "user" } }],
  ],
])("%s", (_, roles, problems) => {
  expect(checkRoles(roles)).toEqual(problems);
});

test("the number of roles is bounded", () => {
  const roles = Array.from({ length: ROLES_MAX + 1 }, (_, index) => completeRole({ value: `r${index}` }));
  expect(checkRoles(roles).map(({ code }) => code)).toEqual(["too-many"]);
  expect(checkRoles(roles.slice(1))).toEqual([]);
});

test("setting a role adds it at the end, or changes the one with the same value or id in its place", () => {
  expect(setRole([user], { value: "editor", id: "r-1", name: "Editor" })).toEqual([user, editor]);
  expect(setRole([editor, user], { value: "EDITOR" })).toEqual([{ ...editor, value: "EDITOR" }, user]);
  expect(setRole([editor, user], { id: "r-1", value: "writer" })).toEqual([
    { ...editor, value: "writer" },
    user,
  ]);
});

test("a new default takes the place of the former one", () => {
  const { default: _, ...former } = user;
  expect(setRole([editor, user], { value: "editor", default: true })).toEqual([
    { ...editor, default: true },
    former,
  ]);
  expect(setRole([user], { value: "user", default: false })).toEqual([former]);
});

test("a role remembers the version in which its name changed last, while its value stayed", () => {
  const renamed = noteRenamed([editor, user], [{ ...editor, name: "Author" }, user], 4);
  expect(renamed).toEqual([{ ...editor, name: "Author", renamedIn: 4 }, user]);
  expect(noteRenamed(renamed, renamed.map(toPlainRole), 5)).toEqual(renamed);
  // The target gets another value by itself.
  expect(noteRenamed(renamed, [{ ...editor, value: "author", name: "Writer" }], 6)).toEqual([
    { ...editor, value: "author", name: "Writer" },
  ]);
});

test("roles stand in the order of a document, and those that it leaves out come last", () => {
  const roles = ["reader", "editor", "owner", "guest"].reduce<readonly AppRole[]>(
    (before, value) => setRole(before, { value }),
    [],
  );
  const ordered = orderRoles(roles, [{ value: "OWNER" }, { value: "reader" }]);
  expect(ordered.map(({ value }) => value)).toEqual(["owner", "reader", "editor", "guest"]);
  expect(orderRoles(ordered, [{ value: "OWNER" }, { value: "reader" }])).toEqual(ordered);
  expect(orderRoles(roles, [])).toEqual(roles);
});
