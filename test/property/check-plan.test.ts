import { expect, test } from "vitest";
import { SCIM_RULES } from "../../src/connectors/scim/defaults.ts";
import {
  type AppId,
  type ObjectId,
  type OrgId,
  type PlanId,
  toAccountId,
  trustId,
} from "../../src/core/ids.ts";
import { NO_PLAN_COUNTS } from "../../src/core/provisioning/cycle-balance.ts";
import { createReason } from "../../src/core/provisioning/reason.ts";
import type { DecisionRow, PlanMemberRow } from "../../src/ports/cycle-tables.ts";
import type { LinkRow } from "../../src/ports/tables.ts";
import { checkPlan, type PlannedState } from "./check-plan.ts";

/** The linter finds each fault that is planted into a sound plan. */

const org = trustId<OrgId>("org");
const app = trustId<AppId>("app");
const plan = trustId<PlanId>("plan");
const toId = (text: string) => trustId<ObjectId>(text);

function link(object: string, type: "user" | "group"): LinkRow {
  return {
    ...{
      org,
      app,
      object: toId(object),
      type,
      account: toAccountId(`account-${object}`),
      provenance: "created",
    },
    ...{ status: "complete", scope: "in", projected: {}, hash: "", version: 3, created: 0, modified: 0 },
  };
}

function decision(n: number, verb: string, object: string, more: Partial<DecisionRow> = {}): DecisionRow {
  const isNew = verb === "create";
  return {
    ...{ org, plan, n, object: toId(object), type: "user", verb, name: object },
    ...{
      account: isNew ? null : toAccountId(`account-${object}`),
      object_version: 1,
      link_version: isNew ? 0 : 3,
    },
    ...{ reasons: [createReason("scope.all"), createReason(`decide.${verb}`)], changes: [], outcome: null },
    ...more,
    desired: {
      ...{
        attributes: {},
        untouched: [],
        hidden: [],
        awaited: {},
        members: { add: 0, remove: 0 },
        deadMembers: [],
      },
      ...{ match: null, inScope: true, formerOwner: null, name: null },
      ...more.desired,
    },
  };
}

const rename = (from: string, to: string) => [{ path: "userName", from, to }];
const order = (place: number, after: string, temporary: string | null = null) => ({
  ...EMPTY,
  name: { chain: 0, place, after: toId(after), temporary },
});
const EMPTY = decision(0, "create", "nobody").desired;
const crew = { ...EMPTY, members: { add: 1, remove: 1 } };

const DECISIONS: readonly DecisionRow[] = [
  decision(0, "disable", "leaver", { changes: [{ path: "active", from: true, to: false }] }),
  decision(1, "create", "newcomer", { changes: [{ path: "userName", from: null, to: "newcomer" }] }),
  decision(2, "update", "ana", { changes: rename("ana", "ben"), desired: order(1, "ben", "aside") }),
  decision(3, "update", "ben", { changes: rename("ben", "ana"), desired: order(0, "ana") }),
  decision(4, "update", "crew", { type: "group", desired: crew }),
  decision(5, "hold", "held", { outcome: "held", reasons: [createReason("hold.rejected")] }),
];
const MEMBERS: readonly PlanMemberRow[] = [
  { org, plan, group_id: toId("crew"), member_id: toId("newcomer"), sign: 1 },
  { org, plan, group_id: toId("crew"), member_id: toId("leaver"), sign: -1 },
];
const SOUND: PlannedState = {
  plan: { counts: { ...NO_PLAN_COUNTS, evaluated: 6, disable: 1, create: 1, update: 3, hold: 1 } },
  decisions: DECISIONS,
  members: MEMBERS,
  links: [...["leaver", "ana", "ben", "held"].map((each) => link(each, "user")), link("crew", "group")],
  ledger: new Set(["crew leaver"]),
  rules: SCIM_RULES,
};

/** The sound plan with one decision changed. */
function change(n: number, more: Partial<DecisionRow>): PlannedState {
  return { ...SOUND, decisions: DECISIONS.map((row) => (row.n === n ? { ...row, ...more } : row)) };
}

test("a sound plan has no problem", () => {
  expect(checkPlan(SOUND)).toEqual([]);
});

const OFF = [{ path: "active", from: true, to: false }];
const FAULTS: readonly (readonly [fault: string, state: PlannedState, problem: RegExp])[] = [
  [
    "one object decided twice",
    change(3, { object: toId("ana"), account: toAccountId("account-ana") }),
    /two decisions/,
  ],
  ["counts that do not add up", { ...SOUND, plan: { counts: { ...SOUND.plan.counts, skip: 1 } } }, /balance/],
  ["no reason", change(0, { reasons: [] }), /has no reason/],
  ["a hold without its cause", change(5, { reasons: [createReason("scope.all")] }), /why it is held/],
  ["an end before it was carried out", change(0, { outcome: "disabled" }), /before it was carried out/],
  ["an account that is not ours", change(0, { account: toAccountId("account-other") }), /not linked/],
  ["a second account for one object", change(1, { object: toId("held") }), /has one/],
  [
    "the account of another object adopted",
    change(1, { verb: "adopt", account: toAccountId("account-ana") }),
    /of another object/,
  ],
  ["a link that moved on", change(0, { link_version: 2 }), /another version/],
  [
    "access taken away outside of the guard",
    change(2, { changes: [...OFF, ...rename("ana", "ben")] }),
    /takes access away/,
  ],
  ["a disable that disables nothing", change(0, { changes: rename("leaver", "left") }), /disables nothing/],
  ["an attribute changed twice", change(0, { changes: [...OFF, ...OFF] }), /twice/],
  ["an update without work", change(4, { desired: EMPTY }), /updates nothing/],
  [
    "a reference that could be resolved",
    change(1, { desired: { ...EMPTY, awaited: { manager: toId("ana") } } }),
    /account that exists/,
  ],
  ["members that are not counted", { ...SOUND, members: MEMBERS.slice(1) }, /members to add/],
  [
    "a linked account removed as dead",
    change(4, {
      desired: { ...crew, members: { add: 1, remove: 2 }, deadMembers: [toAccountId("account-ana")] },
    }),
    /dead member/,
  ],
  ["a member that Muster did not add, removed", { ...SOUND, ledger: new Set() }, /did not add/],
  [
    "a member that is there, added",
    { ...SOUND, ledger: new Set(["crew leaver", "crew newcomer"]) },
    /adds what is there/,
  ],
  ["a member without an account", change(1, { object: toId("another") }), /gets none/],
  [
    "a member of a group that is not written",
    { ...SOUND, members: MEMBERS.map((row) => ({ ...row, group_id: toId("desk") })) },
    /group is not written/,
  ],
  ["a name taken before it is free", change(2, { desired: order(1, "ben") }), /before it is free/],
  ["a wait for a name that stays", change(3, { desired: order(0, "leaver") }), /no account gives up/],
  [
    "two accounts of one ring that step aside",
    change(3, { desired: order(0, "ana", "too") }),
    /two accounts/,
  ],
  ["a chain with a gap", change(2, { desired: order(2, "ben", "aside") }), /gap/],
];

test.each(FAULTS)("finds %s", (_fault, state, problem) => {
  expect(checkPlan(state).join("\n")).toMatch(problem);
});
