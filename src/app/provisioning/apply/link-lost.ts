import { flattenAccount } from "../../../core/mapping/flat.ts";
import type { DecisionRow } from "../../../ports/cycle-tables.ts";
import { commitOrThrow } from "../../commit.ts";
import { readAccountOwner } from "../account-owner.ts";
import { insertLink } from "../writes/link.ts";
import type { ApplyRun } from "./apply-run.ts";
import { failDecision, leaveToNextCycle } from "./end-decision.ts";

/** True for the decision to take the account of a leaver away whose link had ended. */
export function isLeaverWithoutLink({ verb, link_version, account }: DecisionRow): boolean {
  return (verb === "disable" || verb === "delete") && link_version === 0 && account !== null;
}

/**
 * Links the account of a leaver again before it is disabled or deleted, so that what follows is done as for any other account, also
 * after an interruption. False if the decision ended instead: the account has another owner now, or the target does not show it.
 */
export async function linkLost(run: ApplyRun, decision: DecisionRow): Promise<boolean> {
  const { context } = run;
  const { object, type, account } = decision;
  if (account === null) return false;
  if ((await readAccountOwner(context, type, account)) !== undefined) {
    await leaveToNextCycle(run, decision);
    return false;
  }
  const read = await context.target.read(type, account, context.signal);
  if (!read.ok) {
    await failDecision(run, decision, read.fault);
    return false;
  }
  const projected = flattenAccount(context.mappings[type].paths, read.value.attributes);
  await commitOrThrow(
    context.deps,
    insertLink(context, { object, type, account, provenance: "recovered", projected }),
  );
  return true;
}
