import type { ObjectId } from "../../../core/ids.ts";
import { foldKey } from "../../../core/scim/index/keys.ts";
import type { CycleContext } from "../context.ts";
import type { EvaluatedObject } from "./gather-facts.ts";
import type { PlannedName } from "./order-renames.ts";

/**
 * True for a newcomer whose name an account of another present user has. Whether that account gives the name up is
 * known once all other users are planned.
 */
export function isWaitingForName(context: CycleContext, { facts }: EvaluatedObject): boolean {
  const { match, type } = facts;
  return (
    match?.kind === "one" &&
    match.owner?.standing === "present" &&
    match.path === context.rules.naturalKey[type]
  );
}

/** The same newcomers, with what the plan does to the accounts that have their names. */
export function settleNameTakers(
  context: CycleContext,
  names: readonly PlannedName[],
  takers: readonly EvaluatedObject[],
): readonly EvaluatedObject[] {
  if (takers.length === 0) return takers;
  const givenUp = new Map<ObjectId, string>();
  for (const { object, folded } of names)
    if (folded.from !== undefined && folded.from !== folded.to) givenUp.set(object, folded.from);
  return takers.map((each) => {
    const { match, type } = each.facts;
    if (match?.kind !== "one" || match.owner === undefined) return each;
    const name = `${type} ${foldKey(match.value, context.rules.caseExact.includes(match.path))}`;
    if (givenUp.get(match.owner.id) !== name) return each;
    return { ...each, facts: { ...each.facts, match: { ...match, isNameGivenUp: true } } };
  });
}
