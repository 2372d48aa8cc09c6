import { diffFlat, type FlatChange } from "../mapping/flat.ts";
import { type AccountRules, completeAccess, isAccessRemoval, isAccessReturn } from "./account-rules.ts";
import type { Policy } from "./decide-leaver.ts";
import { decideLeaving } from "./decide-leaving.ts";
import { decideLost } from "./decide-lost.ts";
import { decideUnlinked } from "./decide-matched.ts";
import type { Decision } from "./decision.ts";
import { decideNoChanges, explainChanges, explainLeaving, explainState } from "./explain-facts.ts";
import type { Facts, LinkFacts } from "./facts.ts";
import { holdCreation, limitActions } from "./limit-actions.ts";
import { createReason, type Reason } from "./reason.ts";
import { isRefusedBefore, listNameOf } from "./refused-before.ts";
import { listRenamed } from "./renamed-roles.ts";

/**
 * Decides what one object needs in one target. `rules` describe the target's kind of accounts. Pure and
 * total: no clock, I/O, log or throw.
 *
 * A decision not to act is a decision too (`hold`, `skip`, `pending`), because a plan has to show why nothing
 * happens.
 */
export function decide(facts: Facts, policy: Policy, rules: AccountRules): Decision {
  const { actions, isMembershipsOnly = false } = facts;
  const kept: Policy = {
    ...policy,
    onUserGone: actions.delete ? policy.onUserGone : "disable",
    onScopeLeave: policy.onScopeLeave === "delete" && !actions.delete ? "disable" : policy.onScopeLeave,
    onFilteredOut: policy.onFilteredOut === "delete" && !actions.delete ? "disable" : policy.onFilteredOut,
    onUserDeleted: policy.onUserDeleted === "delete" && !actions.delete ? "disable" : policy.onUserDeleted,
    onGroupLeave: isMembershipsOnly ? "keep" : policy.onGroupLeave,
  };
  const chosen = choose(facts, kept, rules);
  return limitActions(isMembershipsOnly ? holdCreation(chosen) : chosen, actions, rules);
}

function choose(facts: Facts, policy: Policy, rules: AccountRules): Decision {
  const { link, unsettled } = facts;
  const isWanted = facts.scope.length > 0 && (facts.state === "active" || facts.state === "inactive");
  if (link === undefined) return chooseUnlinked(facts, policy, rules);
  if (!isWanted) {
    const { onUserDeleted } = policy;
    // Disabling or deleting twice is harmless, so it does not wait for the outcome of an earlier call. A new name does.
    const isLater = unsettled !== undefined && onUserDeleted === "rename";
    const chosen: Policy = isLater ? { ...policy, onUserDeleted: "disable" } : policy;
    const leaving = decideLeaving(facts, link, { policy: chosen, rules });
    return unsettled !== undefined && leaving.verb === "unchanged"
      ? decideNoChanges("pending", facts, [unsettled])
      : leaving;
  }
  if (unsettled !== undefined)
    return decideBlocked(facts, link, { rules, verb: "pending", why: [unsettled] });
  if (facts.problems.length > 0) {
    return decideBlocked(facts, link, { rules, verb: "hold", why: facts.problems });
  }
  return decideLinked(facts, link, rules);
}

function chooseUnlinked(facts: Facts, policy: Policy, rules: AccountRules): Decision {
  const { state, scope, unsettled, match } = facts;
  if (unsettled !== undefined) return decideNoChanges("pending", facts, [unsettled]);
  if (scope.length > 0 && state === "active") return decideUnlinked(facts, policy);
  if (match !== undefined) return decideLost(facts, { policy, rules });
  const isInactive = scope.length > 0 && state === "inactive";
  const why = isInactive ? [...scope, createReason("decide.skip-inactive")] : explainLeaving(facts);
  return decideNoChanges("skip", facts, why);
}

/**
 * Decides for an account that cannot be decided as a whole. Removals of access do not wait: an inactive user is
 * disabled, and a group loses the members that left it.
 */
function decideBlocked(
  facts: Facts,
  link: LinkFacts,
  {
    rules,
    verb,
    why,
  }: {
    readonly rules: AccountRules;
    readonly verb: "hold" | "pending";
    readonly why: readonly Reason[];
  },
): Decision {
  const removals = listChanges(facts, link, rules).filter((change) => isAccessRemoval(rules, change));
  const { remove } = facts.members;
  const reasons = [...(verb === "hold" ? facts.scope : []), ...why];
  if (removals.length === 0 && remove === 0) return decideNoChanges(verb, facts, reasons);
  const chosen = removals.length > 0 ? "disable" : "update";
  return {
    verb: chosen,
    reasons: [
      ...reasons,
      ...explainState(facts),
      ...(remove > 0 ? [createReason("change.members", { added: 0, removed: remove })] : []),
      createReason(`decide.${chosen}`),
    ],
    changes: removals,
    account: link.account,
  };
}

function decideLinked(facts: Facts, link: LinkFacts, rules: AccountRules): Decision {
  const changes = listChanges(facts, link, rules);
  const hasWork =
    changes.length > 0 ||
    facts.members.add + facts.members.remove > 0 ||
    link.scope === "out" ||
    Object.keys(facts.awaited).length > 0;
  if (!hasWork)
    return decideNoChanges("unchanged", facts, [...facts.scope, createReason("decide.unchanged")]);
  const verb = changes.some((change) => isAccessRemoval(rules, change)) ? "disable" : "update";
  return {
    verb,
    reasons: [
      ...facts.scope,
      ...explainState(facts),
      ...explainChanges(facts, changes),
      createReason(`decide.${verb}`),
    ],
    changes,
    account: link.account,
  };
}

/** The changes that an account needs, without those that the target refused before. */
function listChanges(facts: Facts, link: LinkFacts, rules: AccountRules): readonly FlatChange[] {
  const { projected } = link;
  const isActive = facts.state === "active";
  // Groups have no access of their own to give or take.
  const desired =
    facts.type === "user"
      ? completeAccess(rules, { projected, desired: facts.desired, isActive })
      : facts.desired;
  const changes = diffFlat(projected, desired);
  const fresh = changes.filter((change) => !isRefusedBefore(link, change));
  // An element was refused beside the others that its attribute had: with these changed, the answer may be another.
  const moved = new Set(fresh.flatMap(({ path }) => listNameOf(path) ?? []));
  const sent = changes.filter(
    (change) =>
      fresh.includes(change) ||
      isAccessRemoval(rules, change) ||
      isAccessReturn(rules, change) ||
      moved.has(listNameOf(change.path) ?? ""),
  );
  return [...sent, ...listRenamed({ ...facts, projected, changes })];
}
