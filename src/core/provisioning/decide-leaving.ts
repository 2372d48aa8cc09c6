import type { FlatChange } from "../mapping/flat.ts";
import { type AccountRules, isDisabled, toDisablingChange } from "./account-rules.ts";
import { decideLeaver, type Policy } from "./decide-leaver.ts";
import type { Decision } from "./decision.ts";
import { listDepartedNames } from "./departed-names.ts";
import { decideNoChanges, explainLeaving } from "./explain-facts.ts";
import type { Facts, LinkFacts } from "./facts.ts";
import { createReason, type Reason } from "./reason.ts";
import { isRefusedBefore } from "./refused-before.ts";

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
  const renames = listRenames(facts, link, { policy, rules });
  if (isOff && link.scope === "out" && renames.length === 0) {
    return decideNoChanges("unchanged", facts, [...why, createReason("decide.already-disabled")]);
  }
  return {
    verb: "disable",
    reasons: [...why, ...explainRenames(renames), createReason("decide.disable")],
    changes: [...(isOff ? [] : [toDisablingChange(rules, link.projected)]), ...renames],
    account: link.account,
    ...(renames.length === 0
      ? {}
      : { formerNames: Object.fromEntries(renames.map(({ path, from }) => [path, from])) }),
  };
}

/** The changes that free the names of an account whose user was deleted, without those that the target refused before. */
function listRenames(
  { id, type, state }: Facts,
  link: LinkFacts,
  { policy, rules }: { readonly policy: Policy; readonly rules: AccountRules },
): readonly FlatChange[] {
  const isDeleted = type === "user" && (state === "deleted" || state === "gone");
  if (!isDeleted || policy.onUserDeleted !== "rename") return [];
  const { projected, former = {} } = link;
  const account = { id, naturalKey: rules.naturalKey.user, projected, former };
  return listDepartedNames(account, policy.departedName).filter((change) => !isRefusedBefore(link, change));
}

function explainRenames(renames: readonly FlatChange[]): readonly Reason[] {
  return renames.length === 0 ? [] : [createReason("change.departed-names", { count: renames.length })];
}
