import picocolors from "picocolors";
import { expect, test } from "vitest";
import type { ImportResult } from "../contract/imports.ts";
import type { ExchangeShape, LogEntry, WhyShape } from "../contract/records.ts";
import { createMessages } from "../messages/messages.ts";
import { renderImport } from "./render-import.ts";
import { renderExchanges, renderLog } from "./render-log.ts";
import { renderWhy } from "./render-why.ts";

const english = createMessages("en");
const plain = picocolors.createColors(false);
const ID = "0190a1b2-0000-7000-8000-00000000000c";
const AT = "2026-02-03T04:05:06Z";

const entry: LogEntry = {
  id: ID,
  at: AT,
  appId: ID,
  cycleId: ID,
  stepId: null,
  objectId: ID,
  type: "user",
  name: "mira.lund@contoso.example",
  accountId: "17",
  action: "update",
  status: "failure",
  reasons: [{ code: "decide.update", params: {} }],
  changes: [{ path: "title", from: "Engineer", to: "Lead engineer" }],
  fault: { kind: "forbidden", code: "target.forbidden", params: { status: 403 }, refusedBy: "target" },
  steps: [],
  referenceCode: "InsufficientRights",
};
const exchange: ExchangeShape = {
  id: ID,
  at: AT,
  ms: 12.6,
  method: "PATCH",
  url: "https://target.example/scim/v2/Users/17",
  status: 403,
  requestBytes: 17,
  responseBytes: 1_000,
  failure: null,
  carrierId: null,
  joined: null,
  withheld: false,
  request: { headers: {}, body: { Operations: [] } },
  response: { headers: {}, body: "x".repeat(1_000) },
};
const why: WhyShape = {
  objectId: ID,
  type: "user",
  name: "mira.lund@contoso.example",
  state: "active",
  inScope: true,
  scope: [{ code: "scope.group", params: { group: "Engineering" } }],
  assignedGroups: [],
  link: {
    accountId: "17",
    status: "complete",
    provenance: "adopted",
    since: AT,
    modifiedAt: AT,
    formerNames: [],
  },
  last: { entry, exchange },
  nextAttemptAt: AT,
  blockers: [{ code: "why.pending", params: { attempts: 2 } }],
  expected: { code: "expected.compare", params: {} },
  access: [
    {
      ...{ kind: "assignment", type: "group", id: ID, name: "Engineering", role: "editor" },
      ...{ keeps: true, keptBy: [{ code: "scope.user", params: {} }] },
    },
    { kind: "group", type: "group", id: ID, name: "Research", role: null, keeps: false, keptBy: [] },
  ],
};

test("why answers in or out, linked to what, last done, next attempt, what blocks", () => {
  expect(renderWhy(why, "Target", english, plain)).toEqual([
    'user mira.lund@contoso.example (active) and "Target"',
    "  Scope",
    "    in scope",
    '    member of the assigned group "Engineering"',
    "  Account",
    `    linked to 17 (complete), adopted ${AT}, last changed ${AT}`,
    "  Last action",
    `    ${AT}  failed  update user mira.lund@contoso.example [17]`,
    '        title: "Engineer" → "Lead engineer"',
    "        because: update: the account differs from the directory",
    "        The target itself refused.",
    `          ${english.text("target.forbidden", { status: 403 })}`,
    `        ${AT}  403  PATCH https://target.example/scim/v2/Users/17  13 ms  ${ID}`,
    "  Next attempt",
    `    ${AT}`,
    "    changed since the last cycle began: the next cycle compares it with the account",
    "  Blocked by",
    "    failed 2 times and waits for the next attempt: muster log --failed shows why",
    "  Access, if one of these alone went",
    '    the assignment of the group "Engineering" (role "editor"): the user keeps the access',
    "      assigned directly",
    '    the group "Research": the user loses the access',
  ]);
});

test("an exchange names the bulk request that carried it, and a bulk request what it carried", () => {
  const lines = (more: object) => renderExchanges([{ ...exchange, ...more }], english, plain);
  expect(lines({ carrierId: "c1" })[0]).toMatch(/in the bulk request c1$/);
  expect(lines({ joined: 12 })[0]).toMatch(/a bulk request with 12 changes$/);
});

test("why of somebody who was never touched, in French", () => {
  const scope = [{ code: "scope.none", params: {} }];
  const rest = { link: null, last: null, nextAttemptAt: null, blockers: [], expected: null, access: [] };
  const nobody = { ...why, ...rest, inScope: false, scope };
  expect(renderWhy(nobody, "Target", createMessages("fr"), plain)).toEqual([
    "utilisateur mira.lund@contoso.example (actif) et « Target »",
    "  Périmètre",
    "    hors périmètre",
    "    affecté ni directement ni par un groupe",
    "  Compte",
    "    n’est lié à aucun compte",
    "  Dernière action",
    "    aucune action jusqu’ici",
    "  Prochain essai",
    "    aucun prévu : il n’y a rien à faire, ou l’objet attend une personne ou une modification",
    "  Bloqué par",
    "    rien",
  ]);
});

test.each([
  ["update", "update user"],
  ["add-members", "add members user"],
  ["from-the-future", "from-the-future user"],
])("the log names the action %s", (action, expected) => {
  expect(renderLog([{ ...entry, action }], english, plain)[0]).toContain(expected);
});

test.each([
  ["a body, up to a length", exchange, `    < ${"x".repeat(400)}…`],
  ["that no answer came", { ...exchange, status: null, response: { failure: "timeout" } }, "    < timeout"],
  ["nothing for no body", { ...exchange, response: {} }, '    > {"Operations":[]}'],
])("an exchange shows %s", (_, shown, last) => {
  const lines = renderExchanges([shown], english, plain);
  expect(lines.at(-1)).toBe(last);
  expect(lines[0]).toContain(shown.status === null ? "no answer" : "403");
});

test("empty lists say so", () => {
  expect(renderLog([], english, plain)).toEqual(["There are no matching records."]);
  expect(renderExchanges([], english, plain)).toEqual(["There are no matching records."]);
});

test("the result of an import shows counts, held leavers with the reason, and notes", () => {
  const result: ImportResult = {
    importId: ID,
    source: "hr",
    state: "merged",
    createdAt: AT,
    checkedAt: null,
    endedAt: AT,
    people: 399,
    groups: 0,
    created: 1,
    updated: 2,
    restored: 0,
    unchanged: 396,
    leavers: 0,
    membersAdded: 0,
    membersRemoved: 0,
    held: {
      leavers: 601,
      reason: { code: "import.source-empty", params: { type: "user", live: 601, leavers: 601 } },
    },
    notes: [],
    failure: null,
  };
  const lines = renderImport(result, english, plain);
  expect(lines[0]).toBe('Imported from "hr": people 399, groups 0');
  expect(lines).toContain("  unchanged            396");
  expect(lines.at(-2)).toBe("601 leavers are held and stay as before.");
  const tried = renderImport({ ...result, state: "staging", checkedAt: AT }, english, plain);
  expect(tried[0]).toContain("Nothing was changed.");
  expect(tried.at(-2)).toBe("601 leavers would be held and would stay as before.");
  expect(lines.at(-1)).toContain("--accept-leavers 601");
  expect(renderImport({ ...result, held: null }, english, plain).join()).not.toContain("are held");
  const params = { file: "groups.csv", path: "A → B → A", count: 1 };
  const noted = renderImport({ ...result, notes: [{ code: "import.group-ring", params }] }, english, plain);
  expect(noted.at(-1)).toContain("A → B → A");
});
