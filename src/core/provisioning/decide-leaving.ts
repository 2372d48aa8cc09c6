import { type AccountRules, isDisabled, toDisablingChange } from "./account-rules.ts";
import { decideLeaver, type Policy } from "./decide-leaver.ts";
import type { Decision } from "./decision.ts";
import { decideNoChanges, explainLeaving } from "./explain-facts.ts";
import type { Facts, LinkFacts } from "./facts.ts";
import { createReason } from "./reason.ts";

/** Decides for the account of an object that is no longer wanted in the target. */
export function decideLeaving(
  facts: Facts,
  link: LinkFacts,
  { policy, rules }: { readonly policy: Policy; readonly rules: AccountRules },
): Decision {
  const { action, why: because } = decideLeaver({ ...facts, isAdopted: link.isAdopted }, policy);
  const why = [...explainLeaving(facts), ...because];
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
