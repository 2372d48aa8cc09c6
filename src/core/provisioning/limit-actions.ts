import type { ActionName, Actions } from "../mapping/actions.ts";
import { type AccountRules, isAccessRemoval } from "./account-rules.ts";
import type { Decision } from "./decision.ts";
import { createReason } from "./reason.ts";

/** The decision without what is switched off for objects of its type; a decision of which nothing is left is a skip. */
export function limitActions(decision: Decision, actions: Actions, rules: AccountRules): Decision {
  const { verb } = decision;
  switch (verb) {
    case "create":
    case "update":
    case "delete":
      return actions[verb] ? decision : skip(decision, verb);
    case "disable":
      return limitDisabling(decision, actions, rules);
    case "adopt":
    case "unchanged":
    case "skip":
    case "hold":
    case "pending":
      return decision;
  }
}

/** A group of which only the memberships are kept waits until it exists in the target. */
export function holdCreation(decision: Decision): Decision {
  if (decision.verb !== "create") return decision;
  const reasons = [...decision.reasons.slice(0, -1), createReason("hold.group-absent")];
  return { ...decision, verb: "hold", reasons, changes: [] };
}

/** A decision that takes access away may change other attributes too: each part follows its own switch. */
function limitDisabling(decision: Decision, { update, disable }: Actions, rules: AccountRules): Decision {
  if (disable && update) return decision;
  // The names of a deleted user belong to the disabling of the account.
  const { formerNames = {} } = decision;
  const isRemoval = (change: Decision["changes"][number]) =>
    isAccessRemoval(rules, change) || Object.hasOwn(formerNames, change.path);
  if (disable) return { ...decision, changes: decision.changes.filter(isRemoval) };
  const changes = decision.changes.filter((change) => !isRemoval(change));
  if (!update || changes.length === 0) return skip(decision, "disable");
  const because = [createReason("decide.disable-off"), createReason("decide.update")];
  return { ...decision, verb: "update", changes, reasons: [...decision.reasons.slice(0, -1), ...because] };
}

/** The last reason names the verb, so it gives way to the switch. */
function skip(decision: Decision, action: ActionName): Decision {
  const reasons = [...decision.reasons.slice(0, -1), createReason(`decide.${action}-off`)];
  return { ...decision, verb: "skip", changes: [], reasons };
}
