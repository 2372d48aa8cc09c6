import fc from "fast-check";
import { expect, test } from "vitest";
import { SCIM_RULES } from "../../src/connectors/scim/defaults.ts";
import { type ObjectId, toAccountId, trustId } from "../../src/core/ids.ts";
import { ALL_ACTIONS } from "../../src/core/mapping/actions.ts";
import type { FlatAttributes } from "../../src/core/mapping/flat.ts";
import { decide } from "../../src/core/provisioning/decide.ts";
import type { Policy } from "../../src/core/provisioning/decide-leaver.ts";
import type { Facts } from "../../src/core/provisioning/facts.ts";
import { computeDeletionLimit, holdDeletions, isDeprovisioning } from "../../src/core/provisioning/guard.ts";
import { createReason } from "../../src/core/provisioning/reason.ts";
import { DEFAULT_SETTINGS } from "../../src/core/provisioning/settings.ts";

const anyFlat: fc.Arbitrary<FlatAttributes> = fc.record(
  {
    userName: fc.constantFrom("a@example.com", "b@example.com"),
    active: fc.boolean(),
    title: fc.constantFrom("Clerk", "Chief"),
    displayName: fc.constantFrom("A", "B"),
  },
  { requiredKeys: ["userName", "active"] },
);
const anyId = fc
  .constantFrom("01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002")
  .map((text) => trustId<ObjectId>(text));
const anyPolicy: fc.Arbitrary<Policy> = fc.record({
  onUserGone: fc.constantFrom("disable" as const, "delete" as const),
  onScopeLeave: fc.constantFrom("disable" as const, "delete" as const, "keep" as const),
  onFilteredOut: fc.constantFrom(
    ...(["as-unassigned", "disable", "delete", "keep"] as const satisfies readonly Policy["onFilteredOut"][]),
  ),
  onUserDeleted: fc.constantFrom("disable" as const, "rename" as const, "delete" as const),
  departedName: fc.constantFrom("{local}.left.{tail}{at}", "{id}{value}"),
  onGroupLeave: fc.constantFrom("delete" as const, "keep" as const),
  neverDelete: fc.boolean(),
  onFound: fc.constantFrom("adopt" as const, "ask" as const, "ignore" as const),
  onAbsent: fc.constantFrom("create" as const, "ask" as const, "ignore" as const),
  onAmbiguous: fc.constantFrom("ask" as const, "ignore" as const),
});
const anyAnswer = fc.constantFrom(undefined, "reject" as const, "create" as const, "later" as const);
const anyOwner = fc.record({
  id: anyId,
  name: fc.constant("b@example.com"),
  standing: fc.constantFrom("present" as const, "away" as const, "leaving" as const, "former" as const),
});
const anyMatch: fc.Arbitrary<Facts["match"]> = fc.oneof(
  fc.constant(undefined),
  fc.record({
    kind: fc.constant("none" as const),
    path: fc.constant("userName"),
    value: fc.constant("a"),
    answer: anyAnswer,
  }),
  fc.record({
    kind: fc.constant("several" as const),
    path: fc.constant("userName"),
    value: fc.constant("a"),
    count: fc.constant(2),
    candidates: fc.constant([]),
    answer: anyAnswer,
  }),
  fc.record({
    kind: fc.constant("one" as const),
    path: fc.constant("userName"),
    value: fc.constant("a"),
    account: fc.constant(toAccountId("a1")),
    current: anyFlat,
    owner: fc.option(anyOwner, { nil: undefined }),
    answer: fc.oneof(anyAnswer, fc.constant("adopt" as const)),
    isPrivileged: fc.boolean(),
  }),
);
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  id: anyId,
  type: fc.constantFrom("user" as const, "group" as const),
  state: fc.constantFrom("active" as const, "inactive" as const, "deleted" as const, "gone" as const),
  scope: fc.constantFrom([], [createReason("scope.all")]),
  link: fc.option(
    fc.record({
      account: fc.constant(toAccountId("a1")),
      scope: fc.constantFrom("in" as const, "out" as const),
      projected: anyFlat,
      isAdopted: fc.boolean(),
    }),
    { nil: undefined },
  ),
  desired: anyFlat,
  awaited: fc.constant({}),
  untouched: fc.constantFrom([], ["title"]),
  actions: fc.constant(ALL_ACTIONS),
  problems: fc.constantFrom([], [createReason("hold.mapping-problem", { path: "x" })]),
  match: anyMatch,
  unsettled: fc.constantFrom(undefined, createReason("pending.unknown-outcome")),
  members: fc.constant({ add: 0, remove: 0 }),
});

test("deciding is total, deterministic, and always says why", () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      const decision = decide(facts, policy, SCIM_RULES);
      expect(decision).toEqual(decide(facts, policy, SCIM_RULES));
      expect(decision.reasons.length).toBeGreaterThan(0);
    }),
  );
});

test("nothing is decided that is switched off, and the other decisions stay as they are", () => {
  const anyActions = fc.record({
    create: fc.boolean(),
    update: fc.boolean(),
    disable: fc.boolean(),
    delete: fc.boolean(),
  });
  fc.assert(
    fc.property(anyFacts, anyPolicy, anyActions, (facts, policy, actions) => {
      const free = decide(facts, policy, SCIM_RULES);
      const decision = decide({ ...facts, actions }, policy, SCIM_RULES);
      const { verb, changes, reasons, formerNames = {} } = decision;
      if (verb === "create" || verb === "update" || verb === "delete") expect(actions[verb]).toBe(true);
      const takesAway = changes.some(({ path, to }) => path === "active" && to === false);
      // A held creation or adoption takes nothing away.
      const isNew = verb === "create" || verb === "adopt" || (verb === "hold" && facts.link === undefined);
      if (takesAway && !isNew) expect(actions.disable).toBe(true);
      if (verb === "disable") expect(actions.disable).toBe(true);
      if (verb === "disable" && !actions.update) {
        const others = changes.filter(({ path }) => path !== "active" && !Object.hasOwn(formerNames, path));
        expect(others).toEqual([]);
      }
      expect(reasons.length).toBeGreaterThan(0);
      const isActive = ["create", "update", "disable", "delete"].includes(free.verb);
      // Where accounts are never created, a person is not asked whether to create one.
      const isAsked = free.verb === "hold" && facts.match?.kind === "none" && !actions.create;
      if (!isActive && !isAsked) expect(verb).toBe(free.verb);
    }),
  );
});

test("once a decision is carried out, deciding again finds no work", () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      const decision = decide(facts, policy, SCIM_RULES);
      const after = decide(carriedOut(facts, decision), policy, SCIM_RULES);
      expect(["unchanged", "skip", "hold", "pending"]).toContain(after.verb);
    }),
  );
});

/** The world as the engine leaves it after a decision. */
function carriedOut(facts: Facts, decision: ReturnType<typeof decide>): Facts {
  const { verb, changes, account, formerNames } = decision;
  if (verb === "delete") return { ...facts, link: undefined, match: undefined };
  if (!["create", "adopt", "update", "disable"].includes(verb)) return facts;
  const found = facts.match?.kind === "one" && verb === "disable" ? facts.match.current : {};
  const before = facts.link?.projected ?? found;
  const projected: Record<string, unknown> = verb === "adopt" ? { ...facts.desired } : { ...before };
  for (const { path, to } of changes) {
    if (to === null) delete projected[path];
    else projected[path] = to;
  }
  const isIn = facts.scope.length > 0 && (facts.state === "active" || facts.state === "inactive");
  const link = {
    account: account ?? toAccountId("made"),
    scope: isIn ? ("in" as const) : ("out" as const),
    projected: projected as FlatAttributes,
    isAdopted: verb === "adopt",
    former: { ...facts.link?.former, ...formerNames },
  };
  return { ...facts, link };
}

test("an account with an owner changes its owner only if the owner has left and a person approved it", () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, anyOwner, (facts, policy, owner) => {
      const match = facts.match?.kind === "one" ? { ...facts.match, owner } : facts.match;
      const decision = decide({ ...facts, link: undefined, match }, policy, SCIM_RULES);
      if (match?.kind !== "one") return;
      const hasLeft = owner.standing === "away" || owner.standing === "former";
      const isApproved = hasLeft && match.answer === "adopt";
      // A person may choose a new account beside that of another.
      const isNew = match.answer === "create";
      const allowed = [...(isApproved ? ["adopt"] : []), ...(isNew ? ["create"] : [])];
      expect(["hold", "skip", "pending", ...allowed]).toContain(decision.verb);
    }),
  );
});

test("a privileged account, and one that the policy asks about, is adopted only by a person", () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      const decision = decide({ ...facts, link: undefined }, policy, SCIM_RULES);
      if (decision.verb !== "adopt" || facts.match?.kind !== "one") return;
      const isAsked = facts.match.isPrivileged === true || policy.onFound !== "adopt";
      if (isAsked) expect(facts.match.answer).toBe("adopt");
    }),
  );
});

test("while something is unsettled or unmappable, calls do nothing but take access away", () => {
  const why = createReason("pending.unknown-outcome");
  fc.assert(
    fc.property(anyFacts, anyPolicy, fc.boolean(), (facts, policy, isUnsettled) => {
      // A deleted user has no mapping, and with it no problem of one.
      const isMapped = facts.state === "active" || facts.state === "inactive";
      const blocked = isUnsettled || !isMapped ? { unsettled: why } : { problems: [why] };
      const decision = decide({ ...facts, ...blocked }, policy, SCIM_RULES);
      expect(["pending", "hold", "skip", "unchanged", "update", "disable", "delete"]).toContain(
        decision.verb,
      );
      expect(decision.changes.filter(({ path, to }) => path !== "active" || to !== false)).toEqual([]);
      if (decision.verb === "update") expect(facts.members.remove).toBeGreaterThan(0);
    }),
  );
});

test("the guard lets no more than its limit through, whatever the numbers", () => {
  const anyCount = fc.nat({ max: 200_000 });
  fc.assert(
    fc.property(anyCount, anyCount, anyCount, (linked, recent, planned) => {
      const because = holdDeletions({ type: "user", linked, recent, planned }, DEFAULT_SETTINGS);
      if (because === undefined && planned > 0) {
        expect(recent + planned).toBeLessThanOrEqual(computeDeletionLimit(linked, DEFAULT_SETTINGS));
      }
    }),
  );
});

test("where nothing may be deleted, nothing is, and an account loses its access all the same", () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      const free = decide(facts, { ...policy, neverDelete: false }, SCIM_RULES);
      const bound = decide(facts, { ...policy, neverDelete: true }, SCIM_RULES);
      expect(bound.verb).not.toBe("delete");
      // A person is asked before an account without a link is deleted, and not before it is disabled.
      if (facts.link === undefined) return;
      if (free.verb !== "delete") expect(bound).toEqual(free);
      const isOff = facts.link?.projected["active"] === false && facts.link.scope === "out";
      if (free.verb === "delete" && facts.type === "user" && !isOff) expect(bound.verb).toBe("disable");
    }),
  );
});

test("a kept account stays only while its user is active", () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      const given = { ...facts, type: "user" as const, scope: [], unsettled: undefined };
      const { verb } = decide(given, { ...policy, onScopeLeave: "keep" }, SCIM_RULES);
      const isActive = given.state === "active";
      if (given.link === undefined && (isActive || given.match === undefined)) expect(verb).toBe("skip");
      else if (given.link === undefined) expect(["skip", "hold", "disable", "delete"]).toContain(verb);
      else if (given.state === "active") expect(verb).toBe("unchanged");
      else if (given.link.scope === "in") expect(["disable", "delete"]).toContain(verb);
    }),
  );
});

test("only disabling and deleting take access away", () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      const decision = decide(facts, policy, SCIM_RULES);
      const turnsOff = decision.changes.some(({ path, to }) => path === "active" && to === false);
      if (turnsOff && facts.link !== undefined) expect(isDeprovisioning(decision)).toBe(true);
    }),
  );
});

test("names are taken from accounts of deleted users alone, together with their access, and only once", () => {
  fc.assert(
    fc.property(anyFacts, anyPolicy, (facts, policy) => {
      const decision = decide(facts, policy, SCIM_RULES);
      if (decision.formerNames === undefined) return;
      expect([decision.verb, facts.type, policy.onUserDeleted]).toEqual(["disable", "user", "rename"]);
      expect(["deleted", "gone"]).toContain(facts.state);
      const done = { ...carriedOut(facts, decision), match: undefined };
      expect(decide(done, policy, SCIM_RULES).verb).toBe("unchanged");
    }),
  );
});
