import type { AccountId, ObjectId } from "../ids.ts";
import type { Actions } from "../mapping/actions.ts";
import { diffFlat, type FlatAttributes, type FlatChange } from "../mapping/flat.ts";
import { formatSearch, type MatchKey } from "../mapping/match-key.ts";
import {
  type AccountRules,
  completeAccess,
  isAccessRemoval,
  isAccessReturn,
  isDisabled,
  toDisablingChange,
} from "./account-rules.ts";
import { decideLeaver, type Policy } from "./decide-leaver.ts";
import type { Decision, Verb } from "./decision.ts";
import { holdCreation, limitActions } from "./limit-actions.ts";
import { createReason, type Reason } from "./reason.ts";
import { isRefusedBefore, listNameOf } from "./refused-before.ts";
import { explainRenamed, listRenamed } from "./renamed-roles.ts";

/** The facts about one object and its account at the time when a cycle evaluates the object. */
export interface Facts {
  readonly id: ObjectId;
  readonly type: "user" | "group";
  /** `gone`: the directory no longer has the object, and only its link exists. */
  readonly state: "active" | "inactive" | "deleted" | "gone";
  /** The reasons why the object is in scope. Empty when it is out of scope. */
  readonly scope: readonly Reason[];
  /** The reasons why an object that is assigned is out of scope: a setting, or clauses of scoping filters that fail. */
  readonly leftOut?: readonly Reason[] | undefined;
  readonly link: LinkFacts | undefined;
  /** The intended attributes of the account. References are resolved to accounts where these exist. */
  readonly desired: FlatAttributes;
  /** References whose account does not exist yet, by path: the directory object that will get one. */
  readonly awaited: Readonly<Record<string, ObjectId>>;
  /** Attributes of a new account whose values are made when it is sent; none when left out. */
  readonly madeWhenSent?: readonly string[];
  /** Attributes that are sent again although their values are the same, because the name of a role in them changed. */
  readonly renamed?: readonly string[];
  /** Attributes that the mapping leaves as they are in an account that exists already. */
  readonly untouched: readonly string[];
  /** The changes that are not switched off for objects of this type. */
  readonly actions: Actions;
  /** Mapping problems that prevent any action. */
  readonly problems: readonly Reason[];
  /** The result of matching; undefined where no match was needed. */
  readonly match: MatchFacts | undefined;
  /**
   * The reason why nothing can be decided now: a call of unknown outcome, or a lookup that the target did not
   * answer.
   */
  readonly unsettled: Reason | undefined;
  readonly members: { readonly add: number; readonly remove: number };
  /** The group itself belongs to others: only its memberships are kept, and it is never created, changed or deleted. */
  readonly isMembershipsOnly?: boolean;
}

/** The state that the link of an object records. */
export interface LinkFacts {
  readonly account: AccountId;
  readonly scope: "in" | "out";
  readonly projected: FlatAttributes;
  /** The account existed before Muster linked it, so its creator may still need it. */
  readonly isAdopted: boolean;
  /** Values that the target refused, by path. A refused value is not sent again until it changes. */
  readonly refused?: FlatAttributes;
}

/** The accounts that the target has for an object without a link, and the search that found them. */
export type MatchFacts = MatchKey &
  (
    | { readonly kind: "none" }
    | {
        readonly kind: "several";
        readonly count: number;
        /** Some of the accounts, for a person who looks for them in the target. */
        readonly candidates: readonly Candidate[];
      }
    | {
        readonly kind: "one";
        readonly account: AccountId;
        /** The mapped attributes as the account has them. */
        readonly current: FlatAttributes;
        /** The object that this account is already linked to; undefined when it is not linked. */
        readonly owner: AccountOwner | undefined;
        /** A person's answer to the hold of exactly this adoption, while the answer is valid. */
        readonly answer: "approved" | "rejected" | undefined;
        /** True if the same plan gives the account of its present owner another name: then the name is free for a new one. */
        readonly isNameGivenUp?: boolean;
      }
  );

/** One of several accounts that a search found. */
export interface Candidate {
  readonly account: AccountId;
  /** Null if the target does not show it. */
  readonly name: string | null;
}

/** The object that a target's account is linked to. */
export interface AccountOwner {
  readonly id: ObjectId;
  readonly name: string;
  /**
   * `present`: it is in scope, or about to get this account. `away`: it has left or is out of scope, and can come
   * back. `leaving`: it is gone for good, but its account has not been disabled yet.
   */
  readonly standing: "present" | "away" | "leaving";
}

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
    onGroupLeave: isMembershipsOnly ? "keep" : policy.onGroupLeave,
  };
  const chosen = choose(facts, kept, rules);
  return limitActions(isMembershipsOnly ? holdCreation(chosen) : chosen, actions, rules);
}

function choose(facts: Facts, policy: Policy, rules: AccountRules): Decision {
  const { link, unsettled } = facts;
  const isWanted = facts.scope.length > 0 && (facts.state === "active" || facts.state === "inactive");
  if (link === undefined) {
    if (unsettled !== undefined) return decideNoChanges("pending", facts, [unsettled]);
    return isWanted ? decideUnlinked(facts) : decideNoChanges("skip", facts, leavingReasons(facts));
  }
  if (!isWanted) {
    const leaving = decideLeaving(facts, link, { policy, rules });
    // Disabling or deleting twice is harmless, so it does not wait for the outcome of an earlier call.
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
      ...stateReasons(facts),
      ...(remove > 0 ? [createReason("change.members", { added: 0, removed: remove })] : []),
      createReason(`decide.${chosen}`),
    ],
    changes: removals,
    account: link.account,
  };
}

function decideUnlinked(facts: Facts): Decision {
  if (facts.state === "inactive") {
    return decideNoChanges("skip", facts, [...facts.scope, createReason("decide.skip-inactive")]);
  }
  if (facts.problems.length > 0) return decideNoChanges("hold", facts, [...facts.scope, ...facts.problems]);
  const match = facts.match;
  if (match?.kind === "several") {
    return decideNoChanges("hold", facts, [
      ...facts.scope,
      createMatchReason("several", match, { count: match.count }),
      createReason("match.candidates", { accounts: formatCandidates(match.candidates, match.count) }),
      createReason("hold.several-matches"),
    ]);
  }
  if (match?.kind === "one") return decideMatched(facts, match);
  const chain = match === undefined ? [] : [createMatchReason("none", match)];
  return {
    verb: "create",
    reasons: [...facts.scope, ...chain, ...madeWhenSent(facts), createReason("decide.create")],
    changes: diffFlat({}, facts.desired),
    account: undefined,
  };
}

/** The attributes that the plan does not show, because only the target is to know their values. */
function madeWhenSent({ madeWhenSent: paths = [] }: Facts): readonly Reason[] {
  return paths.map((path) => createReason("change.made-when-sent", { path }));
}

/** The codes of the results of a search by one attribute, and of one by several. */
const MATCH_CODES = {
  none: { single: "match.none", together: "match.none-together" },
  one: { single: "match.found", together: "match.found-together" },
  several: { single: "match.several", together: "match.several-together" },
} as const;

/** The result of a search, with its attribute, or with the filter of a search by several. */
function createMatchReason(kind: MatchFacts["kind"], match: MatchKey, params: Reason["params"] = {}): Reason {
  const { single, together } = MATCH_CODES[kind];
  const { path, value, also } = match;
  return also === undefined
    ? createReason(single, { ...params, path, value })
    : createReason(together, { ...params, search: formatSearch(match) });
}

/** As many accounts as a reader still looks through one by one. */
export const CANDIDATES_MAX = 5;

function formatCandidates(candidates: readonly Candidate[], count: number): string {
  const shown = candidates
    .slice(0, CANDIDATES_MAX)
    .map(({ account, name }) => (name === null ? account : `${name} (${account})`));
  return [...shown, ...(count > shown.length ? ["…"] : [])].join(", ");
}

function decideMatched(facts: Facts, match: Extract<MatchFacts, { kind: "one" }>): Decision {
  const { path, value, account, owner } = match;
  const found = [...facts.scope, createMatchReason("one", match)];
  if (owner?.standing === "present" && match.isNameGivenUp === true) {
    const why = createReason("match.name-given-up", { other: owner.name, path, value });
    return {
      verb: "create",
      reasons: [...facts.scope, why, ...madeWhenSent(facts), createReason("decide.create")],
      changes: diffFlat({}, facts.desired),
      account: undefined,
    };
  }
  if (owner?.standing === "present") {
    return decideNoChanges("hold", facts, [
      ...found,
      createReason("hold.duplicate-source", { other: owner.name }),
    ]);
  }
  if (owner?.standing === "leaving") {
    return decideNoChanges("pending", facts, [...found, createReason("pending.owner-leaving", { account })]);
  }
  // A value that only the account has is kept, because no mapping requires that it be empty.
  const changes = diffFlat(match.current, facts.desired).filter(
    ({ path, to }) => to !== null && !facts.untouched.includes(path),
  );
  const adoption: Decision = {
    verb: "adopt",
    reasons: [...found, ...changeReasons(facts, changes), createReason("decide.adopt")],
    changes,
    account,
  };
  return owner === undefined ? adoption : decideTakeover(adoption, owner, match.answer);
}

/** An account whose owner can come back changes its owner only after a person approved it. */
function decideTakeover(
  adoption: Decision,
  owner: AccountOwner,
  answer: "approved" | "rejected" | undefined,
): Decision {
  const { name, id } = owner;
  if (answer === "approved") {
    return {
      ...adoption,
      reasons: [...adoption.reasons, createReason("adopt.approved", { owner: name, id })],
    };
  }
  const because =
    answer === "rejected"
      ? createReason("hold.rejected")
      : createReason("hold.account-of-leaver", { owner: name, id, account: adoption.account ?? "" });
  return { ...adoption, verb: "hold", reasons: [...adoption.reasons, because] };
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
      ...stateReasons(facts),
      ...changeReasons(facts, changes),
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

function decideLeaving(
  facts: Facts,
  link: LinkFacts,
  { policy, rules }: { readonly policy: Policy; readonly rules: AccountRules },
): Decision {
  const { action, why: because } = decideLeaver({ ...facts, isAdopted: link.isAdopted }, policy);
  const why = [...leavingReasons(facts), ...because];
  if (action === "keep") return decideNoChanges("unchanged", facts, why);
  if (action === "delete") {
    return {
      verb: "delete",
      reasons: [...why, createReason("decide.delete")],
      changes: [],
      account: link.account,
    };
  }
  const isOff = isDisabled(rules, link.projected);
  if (isOff && link.scope === "out") {
    return decideNoChanges("unchanged", facts, [...why, createReason("decide.already-disabled")]);
  }
  return {
    verb: "disable",
    reasons: [...why, createReason("decide.disable")],
    changes: isOff ? [] : [toDisablingChange(rules, link.projected)],
    account: link.account,
  };
}

function leavingReasons(facts: Facts): readonly Reason[] {
  if (facts.state === "gone") return [createReason("scope.gone")];
  if (facts.state === "deleted") return [createReason("scope.deleted")];
  if (facts.scope.length > 0) return facts.scope;
  return facts.leftOut ?? [createReason("scope.none")];
}

function stateReasons(facts: Facts): readonly Reason[] {
  return facts.state === "inactive" ? [createReason("scope.inactive")] : [];
}

function changeReasons(facts: Facts, changes: readonly FlatChange[]): readonly Reason[] {
  const { add, remove } = facts.members;
  return [
    ...(changes.length > 0 ? [createReason("change.attributes", { count: changes.length })] : []),
    ...explainRenamed(facts.renamed, changes),
    ...(add + remove > 0 ? [createReason("change.members", { added: add, removed: remove })] : []),
    ...Object.keys(facts.awaited).map((path) => createReason("change.reference", { path })),
  ];
}

function decideNoChanges(verb: Verb, facts: Facts, reasons: readonly Reason[]): Decision {
  return { verb, reasons, changes: [], account: facts.link?.account };
}
