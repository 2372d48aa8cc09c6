import { describe, expect, test } from "vitest";
import { type ObjectId, toAccountId, trustId } from "../ids.ts";
import { ALL_ACTIONS } from "../mapping/actions.ts";
import type { AccountRules } from "./account-rules.ts";
import { decide } from "./decide.ts";
import type { Policy } from "./decide-leaver.ts";
import type { Facts } from "./facts.ts";
import { createReason } from "./reason.ts";

const policy: Policy = {
  onUserGone: "disable",
  onScopeLeave: "disable",
  onFilteredOut: "as-unassigned",
  onUserDeleted: "disable",
  onFound: "adopt",
  onAbsent: "create",
  onAmbiguous: "ask",
  departedName: "{local}.left.{tail}{at}",
  onGroupLeave: "delete",
  neverDelete: false,
};
const rules: AccountRules = {
  naturalKey: { user: "userName", group: "displayName" },
  sourceId: "externalId",
  caseExact: ["externalId"],
  disabled: { path: "active", value: false },
  enabled: true,
};
const id = trustId<ObjectId>("01900000-0000-7000-8000-000000000001");
const other = trustId<ObjectId>("01900000-0000-7000-8000-000000000002");
const account = toAccountId("a1");
const desired = { userName: "a@example.com", active: true, title: "Clerk" };

function facts(more: Partial<Facts>): Facts {
  return {
    id,
    type: "user",
    state: "active",
    scope: [createReason("scope.all")],
    link: undefined,
    desired,
    awaited: {},
    untouched: [],
    actions: ALL_ACTIONS,
    problems: [],
    match: undefined,
    unsettled: undefined,
    members: { add: 0, remove: 0 },
    ...more,
  };
}

const linked = (more: Partial<NonNullable<Facts["link"]>> = {}) => ({
  link: { account, scope: "in" as const, projected: desired, isAdopted: false, ...more },
});
const none = { kind: "none", path: "userName", value: "a@example.com" } as const;
const one = {
  kind: "one",
  path: "userName",
  value: "a@example.com",
  account,
  current: desired,
  owner: undefined,
  answer: undefined,
} as const;

const ownedBy = (standing: "present" | "away" | "leaving" | "former") => ({
  ...one,
  owner: { id: other, name: "leaver@example.com", standing },
});

const why = createReason("pending.unknown-outcome");
const disabled = { ...desired, active: false };

describe("decide", () => {
  test.each<[string, Partial<Facts>, string]>([
    [
      "an inactive user with a call of unknown outcome",
      { state: "inactive", unsettled: why, ...linked(), desired: disabled },
      "disable",
    ],
    ["a leaver with a call of unknown outcome", { state: "deleted", unsettled: why, ...linked() }, "disable"],
    ["an active user with a call of unknown outcome", { unsettled: why, ...linked() }, "pending"],
    [
      "an inactive user whose mapping has a problem",
      { state: "inactive", problems: [why], ...linked(), desired: disabled },
      "disable",
    ],
    ["an active user whose mapping has a problem", { problems: [why], ...linked() }, "hold"],
    [
      "a group with losses and a call of unknown outcome",
      { type: "group", unsettled: why, ...linked(), members: { add: 0, remove: 1 } },
      "update",
    ],
    ["a joiner with a call of unknown outcome", { unsettled: why, match: none }, "pending"],
    ["a joiner", { match: none }, "create"],
    ["a joiner whose account is waiting", { match: one }, "adopt"],
    ["a joiner whose account is linked to another user", { match: ownedBy("present") }, "hold"],
    ["a joiner with the account of a leaver who can come back", { match: ownedBy("away") }, "hold"],
    [
      "a joiner who was given a leaver's account",
      { match: { ...ownedBy("away"), answer: "adopt" } },
      "adopt",
    ],
    ["a joiner with the account of a user who is gone for good", { match: ownedBy("former") }, "hold"],
    [
      "a joiner who was given the account of a user who is gone for good",
      { match: { ...ownedBy("former"), answer: "adopt" } },
      "adopt",
    ],
    [
      "a joiner whose name a leaver's account gives up",
      { match: { ...ownedBy("away"), isNameGivenUp: true } },
      "create",
    ],
    [
      "a joiner who was refused a leaver's account",
      { match: { ...ownedBy("away"), answer: "reject" } },
      "hold",
    ],
    [
      "a joiner with an account that is still to be disabled",
      { match: { ...ownedBy("leaving"), answer: "adopt" } },
      "pending",
    ],
    [
      "a joiner with two candidates",
      { match: { ...none, kind: "several", count: 2, candidates: [] } },
      "hold",
    ],
    [
      "a joiner whose mapping has a problem",
      { problems: [createReason("hold.mapping-problem", { path: "x" })] },
      "hold",
    ],
    ["an inactive person without an account", { state: "inactive" }, "skip"],
    ["somebody out of scope without an account", { scope: [] }, "skip"],
    ["somebody deleted without an account", { state: "deleted" }, "skip"],
    ["somebody in step", linked(), "unchanged"],
    ["a changed title", linked({ projected: { ...desired, title: "Chief" } }), "update"],
    [
      "a deactivated person",
      { ...linked(), state: "inactive", desired: { ...desired, active: false } },
      "disable",
    ],
    ["somebody who left scope", { ...linked(), scope: [] }, "disable"],
    ["somebody soft-deleted", { ...linked(), state: "deleted", scope: [] }, "disable"],
    ["somebody gone", { ...linked(), state: "gone", scope: [] }, "disable"],
    [
      "somebody out of scope and disabled already",
      { ...linked({ scope: "out", projected: { ...desired, active: false } }), scope: [] },
      "unchanged",
    ],
    ["somebody back in scope", linked({ scope: "out", projected: { ...desired, active: false } }), "update"],
    [
      "a call of unknown outcome",
      { ...linked(), unsettled: createReason("pending.unknown-outcome") },
      "pending",
    ],
    ["a reference that waits for its account", { ...linked(), awaited: { manager: other } }, "update"],
    ["a group with members to add", { ...linked(), type: "group", members: { add: 1, remove: 0 } }, "update"],
    [
      "an adopted group that left scope",
      { ...linked({ isAdopted: true }), type: "group", scope: [] },
      "unchanged",
    ],
    ["a group that left scope", { ...linked(), type: "group", scope: [] }, "delete"],
  ])("%s", (_, more, verb) => {
    expect(decide(facts(more), policy, rules).verb).toBe(verb);
  });

  test("disabling sends nothing but the switch", () => {
    const { changes } = decide(facts({ ...linked(), scope: [] }), policy, rules);
    expect(changes).toEqual([{ path: "active", from: true, to: false }]);
  });

  test("adopting clears nothing that only the target knows", () => {
    const current = { ...desired, title: "Chief", nickName: "Al" };
    const { changes } = decide(facts({ match: { ...one, current } }), policy, rules);
    expect(changes).toEqual([{ path: "title", from: "Chief", to: "Clerk" }]);
  });

  test("policies decide what being gone and leaving mean", () => {
    const gone = facts({ ...linked(), state: "gone", scope: [] });
    expect(decide(gone, { ...policy, onUserGone: "delete" }, rules).verb).toBe("delete");
    const left = facts({ ...linked(), scope: [] });
    const keeping: Policy = { ...policy, onScopeLeave: "keep" };
    expect(decide(left, { ...policy, onScopeLeave: "delete" }, rules).verb).toBe("delete");
    expect(decide(left, keeping, rules)).toMatchObject({ verb: "unchanged", changes: [] });
    expect(decide({ ...left, state: "inactive" }, keeping, rules).verb).toBe("disable");
    expect(decide({ ...left, state: "deleted" }, keeping, rules).verb).toBe("disable");
    const group = facts({ ...linked(), type: "group", scope: [] });
    expect(decide(group, { ...policy, onGroupLeave: "keep" }, rules).verb).toBe("unchanged");
  });

  test("every decision says why", () => {
    const chain = decide(facts({ match: none }), policy, rules).reasons.map(({ code }) => code);
    expect(chain).toEqual(["scope.all", "match.none", "decide.create"]);
  });

  test("an account whose user leaves by a filter is disabled as one whose assignment went, and the clause is named", () => {
    const leftOut = [createReason("scope.clause-fails", { filter: "1", clause: "title IS NULL" })];
    const { verb, reasons, changes } = decide(facts({ ...linked(), scope: [], leftOut }), policy, rules);
    expect([verb, reasons.map(({ code }) => code)]).toEqual([
      "disable",
      ["scope.clause-fails", "decide.disable"],
    ]);
    expect(changes).toEqual(decide(facts({ ...linked(), scope: [] }), policy, rules).changes);
  });

  describe("without a mapping of the attribute that disables", () => {
    const { active: _, ...unmapped } = desired;
    const off = { ...unmapped, active: false };
    const access = (more: Partial<Facts>) => {
      const { verb, changes } = decide(facts({ desired: unmapped, ...more }), policy, rules);
      return [verb, changes.filter(({ path }) => path === "active")];
    };

    test("the account of a user who comes back is enabled again", () => {
      const back = [{ path: "active", from: false, to: true }];
      expect(access(linked({ projected: off, scope: "out" }))).toEqual(["update", back]);
    });
    test("the account of an inactive user is disabled, once", () => {
      const gone = [{ path: "active", from: null, to: false }];
      expect(access({ ...linked({ projected: unmapped }), state: "inactive" })).toEqual(["disable", gone]);
      expect(access({ ...linked({ projected: off }), state: "inactive" })).toEqual(["unchanged", []]);
    });
    test("an account that was not disabled keeps what it has", () => {
      expect(access(linked({ projected: unmapped }))).toEqual(["unchanged", []]);
      expect(access(linked({ projected: { ...unmapped, active: true } }))).toEqual(["unchanged", []]);
    });
  });
});

describe("policies of leaving", () => {
  const out = { scope: [], ...linked() };
  const filtered = { ...out, isFilteredOut: true };
  test.each<[string, Partial<Facts>, Partial<Policy>, string]>([
    ["left out by a filter, as unassigned", filtered, { onScopeLeave: "delete" }, "delete"],
    ["left out by a filter, kept", filtered, { onFilteredOut: "keep", onScopeLeave: "delete" }, "unchanged"],
    ["left out by a filter, deleted", filtered, { onFilteredOut: "delete" }, "delete"],
    ["unassigned, with another policy for filters", out, { onFilteredOut: "delete" }, "disable"],
    [
      "inactive and kept by a filter",
      { ...filtered, state: "inactive" },
      { onFilteredOut: "keep" },
      "disable",
    ],
    [
      "deleted, whatever a filter keeps",
      { ...filtered, state: "deleted" },
      { onFilteredOut: "keep" },
      "disable",
    ],
    ["deleted", { ...out, state: "deleted" }, { onUserDeleted: "delete" }, "delete"],
    [
      "deleted where nothing is",
      { ...out, state: "deleted" },
      { onUserDeleted: "delete", neverDelete: true },
      "disable",
    ],
    ["deleted and renamed", { ...out, state: "deleted" }, { onUserDeleted: "rename" }, "disable"],
    [
      "gone, after deletions rename",
      { ...out, state: "gone" },
      { onUserDeleted: "rename", onUserGone: "delete" },
      "delete",
    ],
  ])("%s", (_name, more, wanted, verb) => {
    expect(decide(facts(more), { ...policy, ...wanted }, rules).verb).toBe(verb);
  });

  const renaming: Policy = { ...policy, onUserDeleted: "rename" };
  const renamed = "a.left.000000000001@example.com";

  test("a deleted user's account loses access and its name, in one decision", () => {
    const decision = decide(facts({ ...out, state: "deleted" }), renaming, rules);
    expect(decision.changes.map(({ path, to }) => [path, to])).toEqual([
      ["active", false],
      ["userName", renamed],
    ]);
    expect(decision.formerNames).toEqual({ userName: "a@example.com" });
  });

  test("an account that was disabled before is renamed all the same, and once", () => {
    const link = { scope: "out" as const, projected: disabled };
    const late = decide(facts({ scope: [], state: "gone", ...linked(link) }), renaming, rules);
    expect([late.verb, late.changes.map(({ path }) => path)]).toEqual(["disable", ["userName"]]);
    const done = {
      ...link,
      projected: { ...disabled, userName: renamed },
      former: { userName: "a@example.com" },
    };
    expect(decide(facts({ scope: [], state: "gone", ...linked(done) }), renaming, rules).verb).toBe(
      "unchanged",
    );
  });

  test("a name that the target refused is not sent again, nor one while a call has no known outcome", () => {
    const link = { scope: "out" as const, projected: disabled, refused: { userName: renamed } };
    const leaver = { scope: [], state: "deleted" as const };
    expect(decide(facts({ ...leaver, ...linked(link) }), renaming, rules).verb).toBe("unchanged");
    const unsettled = decide(facts({ ...leaver, unsettled: why, ...linked() }), renaming, rules);
    expect(unsettled.changes.map(({ path }) => path)).toEqual(["active"]);
  });

  test("the name belongs to the disabling: it needs no updates, and does not pass without it", () => {
    const leaver = { ...out, state: "deleted" as const };
    const without = (name: "update" | "disable") => ({
      ...leaver,
      actions: { ...ALL_ACTIONS, [name]: false },
    });
    expect(decide(facts(without("update")), renaming, rules).changes).toHaveLength(2);
    expect(decide(facts(without("disable")), renaming, rules)).toMatchObject({ verb: "skip", changes: [] });
  });
});
