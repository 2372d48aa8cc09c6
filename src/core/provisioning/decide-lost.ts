import { type AccountRules, toDisablingChange } from "./account-rules.ts";
import { decideLeaver, type Policy } from "./decide-leaver.ts";
import { decideLeaving } from "./decide-leaving.ts";
import { createMatchReason } from "./decide-matched.ts";
import type { Decision } from "./decision.ts";
import { decideNoChanges, explainLeaving, explainState } from "./explain-facts.ts";
import type { Facts, LinkFacts, MatchFacts } from "./facts.ts";
import { createReason } from "./reason.ts";

/** The kinds of account rules and policies that a decision follows. */
interface Ways {
  readonly policy: Policy;
  readonly rules: AccountRules;
}

/**
 * Decides for a user without a right to an account, whose link ended although the account may be alive. The policy for leavers
 * applies to an account that is found, so that no live one is left behind. A person is asked before an account
 * that only matching finds is deleted, and before a privileged one is touched.
 */
export function decideLost(facts: Facts, ways: Ways): Decision {
  const why = [...explainLeaving(facts), ...explainState(facts)];
  const { match } = facts;
  if (facts.type === "group" || match === undefined || match.kind === "none" || isLeftAlone(match))
    return decideNoChanges("skip", facts, why);
  if (match.kind === "several") {
    if (!isBlocked(facts) && decideLeaver({ ...facts, isAdopted: false }, ways.policy).action === "keep")
      return decideNoChanges("skip", facts, why);
    const found = createMatchReason("several", match, { count: match.count });
    return decideNoChanges("hold", facts, [...why, found, createReason("hold.several-matches")]);
  }
  const found = createMatchReason("one", match);
  const wanted = decideFound(facts, match, ways);
  if (wanted.verb === "unchanged") return decideNoChanges("skip", facts, wanted.reasons);
  if (wanted.verb === "disable" && wanted.changes.length === 0) {
    return decideNoChanges("skip", facts, [...why, found, createReason("decide.already-disabled")]);
  }
  const lost = [found, createReason("match.link-lost")];
  const [because, last] = [wanted.reasons.slice(0, -1), wanted.reasons.slice(-1)];
  const { account, isPrivileged, answer } = match;
  const isTrusted = answer === "adopt" || (isPrivileged !== true && wanted.verb !== "delete");
  if (isTrusted) return { ...wanted, reasons: [...because, ...lost, ...last] };
  // Without the reason of a verb: the answer is about the account, and is given in the queue of matching alone.
  const code = isPrivileged === true ? "hold.account-privileged" : "hold.account-found";
  return { ...wanted, verb: "hold", reasons: [...because, ...lost, createReason(code, { account })] };
}

/** True for an account that has an owner, and for one that a person has answered about. */
function isLeftAlone(match: MatchFacts): boolean {
  if (match.kind === "one" && match.owner !== undefined) return true;
  return match.answer !== undefined && match.answer !== "adopt";
}

function isBlocked({ scope, state }: Facts): boolean {
  return scope.length > 0 && state === "inactive";
}

/** The decision as it is for a linked account. */
function decideFound(
  facts: Facts,
  { account, current }: Extract<MatchFacts, { kind: "one" }>,
  { policy, rules }: Ways,
): Decision {
  if (!isBlocked(facts)) {
    const link: LinkFacts = { account, scope: "in", projected: current, isAdopted: false };
    return decideLeaving(facts, link, { policy, rules });
  }
  const change = toDisablingChange(rules, current);
  const changes = change.from === change.to ? [] : [change];
  const reasons = [...facts.scope, ...explainState(facts), createReason("decide.disable")];
  return { verb: "disable", reasons, changes, account };
}
