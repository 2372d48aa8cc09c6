import picocolors from "picocolors";
import { expect, test } from "vitest";
import type { RemovalShape } from "../contract/removals.ts";
import { createMessages } from "../messages/messages.ts";
import { renderDirectoryRemoval, renderRemoval } from "./render-removal.ts";

const plain = picocolors.createColors(false);
const ID = "0190a1b2-0000-7000-8000-00000000000c";

const removal: RemovalShape = {
  removed: "group",
  type: "group",
  id: ID,
  name: "Engineering",
  member: null,
  returns: [],
  lose: 412,
  keep: 9,
  loseRoles: 2,
  keptBy: [{ reason: { code: "scope.group", params: { group: "Staff" } }, people: 9 }],
  losing: [{ userId: ID, name: "mira.lund@contoso.example" }],
  user: {
    userId: ID,
    name: "mira.lund@contoso.example",
    state: "active",
    has: true,
    keeps: false,
    scope: [],
  },
};

test("a removal is told for one user and for all in the group", () => {
  expect(renderRemoval(removal, createMessages("en"), plain)).toEqual([
    '  If the group "Engineering" were deleted',
    "    mira.lund@contoso.example loses the right to an account",
    "    412 users concerned lose the right to an account",
    "      mira.lund@contoso.example, …",
    "    9 users keep it",
    '      9: member of the assigned group "Staff"',
    "    2 of these have fewer roles",
  ]);
});

test("the removal of an assignment that changes nothing, in French", () => {
  const nothing = { ...removal, removed: "assignment" as const, lose: 0, keep: 0, loseRoles: 0 };
  expect(
    renderRemoval({ ...nothing, keptBy: [], losing: [], user: null }, createMessages("fr"), plain),
  ).toEqual([
    "  Si l’affectation du groupe « Engineering » était retirée",
    "    0 utilisateur concerné perd le droit à un compte",
    "    0 utilisateur le garde",
  ]);
});

test("a member that a source gives back leaves a group, told for each application", () => {
  const { user: _, ...effect } = { ...removal, keep: 0, keptBy: [], loseRoles: 0, lose: 1 };
  const source = { code: "returns.source", params: { type: "group", name: "Engineering", source: "hr" } };
  const left = {
    ...{ ...effect, removed: "member" as const, returns: [source] },
    member: { memberId: ID, type: "user" as const, name: "mira.lund@contoso.example" },
    applications: [{ ...effect, appId: ID, application: "Target" }],
  };
  expect(renderDirectoryRemoval(left, createMessages("en"), plain)).toEqual([
    'If "mira.lund@contoso.example" left the group "Engineering"',
    '  the group "Engineering" belongs to the source "hr", whose next import undoes this change: make it in the source',
    "  Target",
    "    1 user concerned loses the right to an account",
    "      mira.lund@contoso.example",
    "    0 users keep it",
  ]);
  expect(renderDirectoryRemoval({ ...left, applications: [] }, createMessages("en"), plain).at(-1)).toBe(
    "  No user loses or keeps an account in any application.",
  );
});
