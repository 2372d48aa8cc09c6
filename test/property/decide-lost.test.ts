import { expect, test } from "vitest";
import { SCIM_RULES } from "../../src/connectors/scim/defaults.ts";
import { toAccountId, trustId } from "../../src/core/ids.ts";
import { decideLost } from "../../src/core/provisioning/decide-lost.ts";
import type { Facts, MatchFacts } from "../../src/core/provisioning/facts.ts";
import { DEFAULT_SETTINGS } from "../../src/core/provisioning/settings.ts";

const one = {
  kind: "one",
  path: "userName",
  value: "ada",
  account: toAccountId("a1"),
  current: { userName: "ada", active: true },
  owner: undefined,
  answer: undefined,
} as const;

const facts = (match: MatchFacts | undefined, more: Partial<Facts> = {}): Facts => ({
  id: trustId("01900000-0000-7000-8000-000000000001"),
  type: "user",
  state: "active",
  scope: [],
  link: undefined,
  desired: {},
  awaited: {},
  untouched: [],
  actions: { create: true, update: true, disable: true, delete: true },
  problems: [],
  match,
  unsettled: undefined,
  members: { add: 0, remove: 0 },
  ...more,
});

test.each<[string, Facts, string]>([
  ["an enabled account", facts(one), "disable"],
  ["the account of a deleted user", facts(one, { state: "deleted" }), "disable"],
  ["the account of a user who is gone", facts(one, { state: "gone" }), "disable"],
  ["an account that is disabled already", facts({ ...one, current: { active: false } }), "skip"],
  ["a privileged account", facts({ ...one, isPrivileged: true }), "hold"],
  [
    "a privileged account that a person chose",
    facts({ ...one, isPrivileged: true, answer: "adopt" }),
    "disable",
  ],
  ["an account that a person rejected", facts({ ...one, answer: "reject" }), "skip"],
  [
    "the account of another user",
    facts({ ...one, owner: { id: trustId("b"), name: "ben", standing: "present" } }),
    "skip",
  ],
  [
    "several accounts",
    facts({ kind: "several", path: "userName", value: "ada", count: 2, candidates: [] }),
    "hold",
  ],
  ["no account", facts({ kind: "none", path: "userName", value: "ada" }), "skip"],
  ["nothing that was asked", facts(undefined), "skip"],
])("%s", (_, given, verb) => {
  const decision = decideLost(given, { policy: DEFAULT_SETTINGS, rules: SCIM_RULES });
  expect(decision.verb).toBe(verb);
  if (verb === "disable") expect(decision.changes).toEqual([{ path: "active", from: true, to: false }]);
});

test("the policy that keeps accounts of active users keeps it", () => {
  const policy = { ...DEFAULT_SETTINGS, onScopeLeave: "keep" as const };
  expect(decideLost(facts(one), { policy, rules: SCIM_RULES }).verb).toBe("skip");
  expect(decideLost(facts(one, { state: "deleted" }), { policy, rules: SCIM_RULES }).verb).toBe("disable");
});

test("an account is deleted by policy where the former link names it, and a person is asked where only matching finds it", () => {
  const policy = { ...DEFAULT_SETTINGS, onScopeLeave: "delete" as const, onUserGone: "delete" as const };
  for (const state of ["active", "gone"] as const) {
    expect(decideLost(facts(one, { state }), { policy, rules: SCIM_RULES }).verb).toBe("hold");
    const named = facts({ ...one, answer: "adopt" }, { state });
    expect(decideLost(named, { policy, rules: SCIM_RULES }).verb).toBe("delete");
  }
});

test("a blocked user in scope is disabled, whatever the policy for leavers says", () => {
  const policy = { ...DEFAULT_SETTINGS, onScopeLeave: "delete" as const };
  const blocked = facts(one, { state: "inactive", scope: [{ code: "scope.all", params: {} }] });
  expect(decideLost(blocked, { policy, rules: SCIM_RULES }).verb).toBe("disable");
});
