import picocolors from "picocolors";
import { describe, expect, test } from "vitest";
import type { DecisionShape, PlanShape } from "../contract/plans.ts";
import { createMessages } from "../messages/messages.ts";
import { renderDecision } from "./render-decision.ts";
import { renderPlan } from "./render-plan.ts";

const english = createMessages("en");
const french = createMessages("fr");
const plain = picocolors.createColors(false);
const coloured = picocolors.createColors(true);
const PLAN = "0190a1b2-0000-7000-8000-00000000000c";
const OBJECT = "0190a1b2-0000-7000-8000-00000000000d";

function decision(some: Partial<DecisionShape>): DecisionShape {
  return {
    n: 0,
    objectId: OBJECT,
    type: "user",
    name: "mira.lund@contoso.example",
    verb: "update",
    situation: null,
    accountId: null,
    reasons: [],
    changes: [],
    membersAdded: 0,
    membersRemoved: 0,
    answerable: false,
    answer: null,
    outcome: null,
    ...some,
  };
}

function plan(counts: Partial<PlanShape["counts"]>, some: Partial<PlanShape> = {}): PlanShape {
  const none = {
    create: 0,
    adopt: 0,
    update: 0,
    disable: 0,
    delete: 0,
    unchanged: 0,
    skip: 0,
    hold: 0,
    pending: 0,
  };
  return {
    planId: PLAN,
    orgId: OBJECT,
    appId: OBJECT,
    kind: "incremental",
    state: "planned",
    createdAt: "2026-02-03T04:05:06Z",
    hash: "5f1c",
    counts: { evaluated: 0, ...none, ...counts },
    listed: 0,
    notes: [],
    attributes: [],
    sending: null,
    nextStep: "apply",
    ...some,
  };
}

test("a plan that changes many accounts says how many in each attribute", () => {
  const attributes = Array.from({ length: 13 }, (_, n) => ({
    type: "user" as const,
    path: n === 0 ? "title" : `attribute${n}`,
    changed: n === 0 ? 1_204 : 1,
    held: n === 1 ? 19 : 0,
    evaluated: 1_204,
  }));
  const view = { plan: plan({ update: 1_204 }, { attributes }), appName: "Target", decisions: [] };
  const lines = renderPlan({ ...view, notShown: 0, detailed: false }, english, plain);
  expect(lines[2]).toBe("    title: 1,204 of 1,204 change");
  expect(lines[3]).toBe("    attribute1: 1 of 1,204 change, and 19 are held");
  expect(lines[14]).toBe("    … and 1 more attribute");
});

test("a plan reads from its counts to the command that applies it", () => {
  const update = decision({
    accountId: "17",
    changes: [{ path: "title", from: "Engineer", to: "Lead engineer" }],
    reasons: [
      { code: "scope.all", params: {} },
      { code: "change.attributes", params: { count: 1 } },
      { code: "decide.update", params: {} },
    ],
  });
  const view = {
    plan: plan(
      { update: 1, unchanged: 1_187 },
      { notes: [{ code: "plan.incremental", params: { changes: 1 } }] },
    ),
    appName: "Target",
    decisions: [update],
    notShown: 0,
    detailed: false,
  };
  expect(renderPlan(view, english, plain)).toEqual([
    'Plan for "Target", incremental',
    "  + 0 create  > 0 adopt  ~ 1 update  o 0 disable  - 0 delete  = 1,187 unchanged  ! 0 hold",
    "  Incremental: 1 change in the directory since the last cycle.",
    "  Guard: ok, nothing is held.",
    "",
    "  ~ user mira.lund@contoso.example [17]",
    '      title: "Engineer" → "Lead engineer"',
    "      because: everyone is assigned → 1 attribute differs → update: the account differs from the directory",
    "",
    `Plan ${PLAN}\nHash 5f1c`,
    `Apply with: muster apply ${PLAN}`,
  ]);
  const inFrench = renderPlan(view, french, plain).join("\n");
  expect(inFrench).toContain("= 1\u202f187 inchangé");
  expect(inFrench).toContain('title : "Engineer" → "Lead engineer"');
  expect(inFrench).toContain("parce que : tout le monde");
  expect(inFrench).toContain(`Appliquer avec : muster apply ${PLAN}`);
});

test.each([
  ["nothing to do", { unchanged: 5 }, "nothing", "There is nothing to apply: no account is to be changed."],
  ["only holds", { hold: 2 }, "answer-holds", "Guard: 2 decisions are held, for the reasons"],
  ["only holds", { hold: 2 }, "answer-holds", "There is nothing to apply: 2 decisions are held."],
  ["a new default mapping", { update: 2 }, "take-mapping", "This plan cannot be applied."],
  ["more than is shown", { create: 1_000 }, "apply", "… and 980 more: --all"],
  ["rare verbs, where there are some", { skip: 3, pending: 2 }, "apply", ". 3 skip  ? 2 pending"],
] as const)("a plan with %s says so", (_, counts, nextStep, expected) => {
  const notShown = 980;
  const view = {
    plan: plan(counts, { nextStep }),
    appName: "Target",
    decisions: [],
    notShown,
    detailed: false,
  };
  expect(renderPlan(view, english, plain).join("\n")).toContain(expected);
});

describe("a decision", () => {
  const changes = Array.from({ length: 7 }, (_, n) => ({ path: `a${n}`, from: n, to: n + 1 }));

  test.each([
    ["create", "+"],
    ["adopt", ">"],
    ["update", "~"],
    ["disable", "o"],
    ["delete", "-"],
    ["hold", "!"],
    ["skip", "."],
    ["pending", "?"],
  ] as const)("%s has the symbol %s", (verb, symbol) => {
    expect(renderDecision(decision({ verb }), english, plain, false)).toEqual([
      `  ${symbol} user mira.lund@contoso.example`,
    ]);
  });

  test.each([
    ["an update's first changes", "update", false, ["a4: 4 → 5", "… and 2 more changes: --details"]],
    ["all of them where asked", "update", true, ["a5: 5 → 6", "a6: 6 → 7"]],
    ["the size of a new account", "create", false, ["7 attributes"]],
  ] as const)("shows %s", (_, verb, detailed, last) => {
    const lines = renderDecision(decision({ verb, changes }), english, plain, detailed);
    expect(lines.slice(-last.length).map((line) => line.trim())).toEqual(last);
  });

  test.each([
    [{ path: "title", from: null, to: "Engineer" }, 'title: "Engineer"'],
    [{ path: "title", from: "Engineer", to: null }, 'title: "Engineer" → (nothing)'],
    [{ path: "active", from: true, to: false }, "active: true → false"],
    [{ path: "n", from: null, to: "é".repeat(200) }, `n: "${"é".repeat(79)}…`],
    [{ path: "n", from: null, to: "a\u001b[2Jb\u009b" }, 'n: "a\\u001b[2Jb "'],
  ])("shows the change %j", (change, expected) => {
    const lines = renderDecision(decision({ changes: [change] }), english, plain, false);
    expect(lines[1]?.trim()).toBe(expected);
  });

  test("of a group counts its members", () => {
    const group = decision({ type: "group", name: "Engineering", membersAdded: 3, membersRemoved: 1 });
    expect(renderDecision(group, english, plain, false)).toEqual([
      "  ~ group Engineering",
      "      members: 3 to add, 1 to remove",
    ]);
  });

  test("is coloured only where there are colours", () => {
    expect(renderDecision(decision({}), english, coloured, false)[0]).toContain("\u001b[33m~");
    expect(renderDecision(decision({}), english, plain, false)[0]).not.toContain("\u001b");
  });
});

test("a plan that only links accounts says that nothing will be sent", () => {
  const view = { appName: "Target", decisions: [], notShown: 0, detailed: false };
  const linked = plan({ adopt: 1_204 }, { sending: 0, nextStep: "apply" });
  const lines = renderPlan({ ...view, plan: linked }, english, plain);
  expect(lines[2]).toBe(
    "  Nothing will be sent: 1,204 accounts of the target are as they should be and are linked.",
  );
  expect(lines.at(-1)).toBe(`Apply with: muster apply ${PLAN}`);
  for (const other of [plan({ adopt: 2 }, { sending: 1 }), plan({ unchanged: 2 }, { sending: 0 })]) {
    const shown = renderPlan({ ...view, plan: other }, english, plain).join("\n");
    expect(shown).not.toContain("Nothing will be sent");
  }
});
