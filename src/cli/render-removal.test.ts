import picocolors from "picocolors";
import { expect, test } from "vitest";
import type { RemovalShape } from "../contract/removals.ts";
import { createMessages } from "../messages/messages.ts";
import { renderRemoval } from "./render-removal.ts";

const plain = picocolors.createColors(false);
const ID = "0190a1b2-0000-7000-8000-00000000000c";

const removal: RemovalShape = {
  groupId: ID,
  group: "Engineering",
  removed: "group",
  lose: 412,
  keep: 9,
  loseRoles: 2,
  keptBy: [{ reason: { code: "scope.group", params: { group: "Staff" } }, people: 9 }],
  losing: [{ userId: ID, name: "mira.lund@contoso.example" }],
  user: { userId: ID, name: "mira.lund@contoso.example", has: true, keeps: false, scope: [] },
};

test("a removal is told for one user and for all in the group", () => {
  expect(renderRemoval(removal, createMessages("en"), plain)).toEqual([
    '  If the group "Engineering" were removed',
    "    mira.lund@contoso.example loses the right to an account",
    "    412 users in the group lose the right to an account",
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
    "    0 utilisateur du groupe perd le droit à un compte",
    "    0 utilisateur le garde",
  ]);
});
