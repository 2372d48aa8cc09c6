import type { AccountId, ObjectId } from "../ids.ts";
import { diffFlat, type FlatAttributes, type FlatChange } from "../mapping/flat.ts";
import { type AccountRules, isAccessRemoval, isDisabled, toDisablingChange } from "./account-rules.ts";
import { type Reason, reason } from "./reason.ts";

export type Verb =
  | "create"
  | "adopt"
  | "update"
  | "disable"
  | "delete"
  | "unchanged"
  | "skip"
  | "hold"
  | "pending";

/** What is known of one object and its account when a cycle looks at it. */
export interface Facts {
  readonly id: ObjectId;
  readonly type: "user" | "group";
  /** `gone`: no longer in the directory at all; only its link tells of it. */
  readonly state: "active" | "inactive" | "deleted" | "gone";
  /** Why it is in scope; empty: out of scope. */
  readonly scope: readonly Reason[];
  readonly link: LinkFacts | undefined;
  /** What the target shall hold, references resolved to accounts where these exist. */
  readonly desired: FlatAttributes;
  /** References whose account does not exist yet but will: path to directory object. */
  readonly awaited: Readonly<Record<string, ObjectId>>;
  /** Mapping problems that forbid to act. */
  readonly problems: readonly Reason[];
  /** What matching found; undefined where nobody had to look. */
  readonly match: MatchFacts | undefined;
  /** Why nothing can be decided now: a call of unknown outcome, or a question that the target did not answer. */
  readonly unsettled: Reason | undefined;
  readonly members: { readonly add: number; readonly remove: number };
}

export interface LinkFacts {
  readonly account: AccountId;
  readonly scope: "in" | "out";
  readonly projected: FlatAttributes;
  /** It was there before us: whoever made it may need it still. */
  readonly isAdopted: boolean;
}

export type MatchFacts =
  | { readonly kind: "none"; readonly path: string; readonly value: string }
  | { readonly kind: "several"; readonly path: string; readonly value: string; readonly count: number }
  | {
      readonly kind: "one";
      readonly path: string;
      readonly value: string;
      readonly account: AccountId;
      /** The mapped attributes as the account has them. */
      readonly current: FlatAttributes;
      /** The object whose account it is already. */
      readonly takenBy: ObjectId | undefined;
    };

/** The policies that decide what happens to accounts of objects that leave. */
export interface Policy {
  readonly onUserGone: "disable" | "delete";
  readonly onGroupLeave: "delete" | "keep";
}

/** What to do with one object, and the whole chain of why. */
export interface Decision {
  readonly verb: Verb;
  readonly reasons: readonly Reason[];
  readonly changes: readonly FlatChange[];
  readonly account: AccountId | undefined;
}

/**
 * Decides what one object needs in one target, whose kind of accounts `rules` describe. Pure and total: no
 * clock, I/O, log or throw.
 *
 * Not acting is a decision too (`hold`, `skip`, `pending`): a plan has to show why nothing will happen.
 */
export function decide(facts: Facts, policy: Policy, rules: AccountRules): Decision {
  if (facts.unsettled !== undefined) return decideNoChanges("pending", facts, [facts.unsettled]);
  const isWanted = facts.scope.length > 0 && (facts.state === "active" || facts.state === "inactive");
  if (facts.link === undefined) {
    return isWanted ? decideUnlinked(facts) : decideNoChanges("skip", facts, leavingReasons(facts));
  }
  if (!isWanted) return decideLeaving(facts, facts.link, { policy, rules });
  if (facts.problems.length > 0) return decideNoChanges("hold", facts, [...facts.scope, ...facts.problems]);
  return decideLinked(facts, facts.link, rules);
}

function decideUnlinked(facts: Facts): Decision {
  if (facts.state === "inactive") {
    return decideNoChanges("skip", facts, [...facts.scope, reason("decide.skip-inactive")]);
  }
  if (facts.problems.length > 0) return decideNoChanges("hold", facts, [...facts.scope, ...facts.problems]);
  const match = facts.match;
  if (match?.kind === "several") {
    const { path, value, count } = match;
    return decideNoChanges("hold", facts, [
      ...facts.scope,
      reason("match.several", { path, value, count }),
      reason("hold.several-matches"),
    ]);
  }
  if (match?.kind === "one") return decideMatched(facts, match);
  const chain = match === undefined ? [] : [reason("match.none", { path: match.path, value: match.value })];
  return {
    verb: "create",
    reasons: [...facts.scope, ...chain, reason("decide.create")],
    changes: diffFlat({}, facts.desired),
    account: undefined,
  };
}

function decideMatched(facts: Facts, match: Extract<MatchFacts, { kind: "one" }>): Decision {
  const found = reason("match.found", { path: match.path, value: match.value });
  if (match.takenBy !== undefined) {
    return decideNoChanges("hold", facts, [
      ...facts.scope,
      found,
      reason("hold.duplicate-source", { other: match.takenBy }),
    ]);
  }
  // What only the target knows stays: nobody here ever said that it should be empty.
  const changes = diffFlat(match.current, facts.desired).filter(({ to }) => to !== null);
  return {
    verb: "adopt",
    reasons: [...facts.scope, found, ...changeReasons(facts, changes), reason("decide.adopt")],
    changes,
    account: match.account,
  };
}

function decideLinked(facts: Facts, link: LinkFacts, rules: AccountRules): Decision {
  const changes = diffFlat(link.projected, facts.desired);
  const hasWork =
    changes.length > 0 ||
    facts.members.add + facts.members.remove > 0 ||
    link.scope === "out" ||
    Object.keys(facts.awaited).length > 0;
  if (!hasWork) return decideNoChanges("unchanged", facts, [...facts.scope, reason("decide.unchanged")]);
  const verb = changes.some((change) => isAccessRemoval(rules, change)) ? "disable" : "update";
  return {
    verb,
    reasons: [
      ...facts.scope,
      ...stateReasons(facts),
      ...changeReasons(facts, changes),
      reason(`decide.${verb}`),
    ],
    changes,
    account: link.account,
  };
}

function decideLeaving(
  facts: Facts,
  link: LinkFacts,
  { policy, rules }: { readonly policy: Policy; readonly rules: AccountRules },
): Decision {
  const why = leavingReasons(facts);
  if (facts.type === "group") {
    if (policy.onGroupLeave === "keep" || link.isAdopted) return decideNoChanges("unchanged", facts, why);
    return { verb: "delete", reasons: [...why, reason("decide.delete")], changes: [], account: link.account };
  }
  if (facts.state === "gone" && policy.onUserGone === "delete") {
    return { verb: "delete", reasons: [...why, reason("decide.delete")], changes: [], account: link.account };
  }
  const isOff = isDisabled(rules, link.projected);
  if (isOff && link.scope === "out") {
    return decideNoChanges("unchanged", facts, [...why, reason("decide.already-disabled")]);
  }
  return {
    verb: "disable",
    reasons: [...why, reason("decide.disable")],
    changes: isOff ? [] : [toDisablingChange(rules, link.projected)],
    account: link.account,
  };
}

function leavingReasons(facts: Facts): readonly Reason[] {
  if (facts.state === "gone") return [reason("scope.gone")];
  if (facts.state === "deleted") return [reason("scope.deleted")];
  return facts.scope.length === 0 ? [reason("scope.none")] : facts.scope;
}

function stateReasons(facts: Facts): readonly Reason[] {
  return facts.state === "inactive" ? [reason("scope.inactive")] : [];
}

function changeReasons(facts: Facts, changes: readonly FlatChange[]): readonly Reason[] {
  const { add, remove } = facts.members;
  return [
    ...(changes.length > 0 ? [reason("change.attributes", { count: changes.length })] : []),
    ...(add + remove > 0 ? [reason("change.members", { added: add, removed: remove })] : []),
    ...Object.keys(facts.awaited).map((path) => reason("change.reference", { path })),
  ];
}

function decideNoChanges(verb: Verb, facts: Facts, reasons: readonly Reason[]): Decision {
  return { verb, reasons, changes: [], account: facts.link?.account };
}
