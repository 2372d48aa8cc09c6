import type { ObjectId } from "../../../core/ids.ts";
import { type MatchKey, type MatchPart, partsOf } from "../../../core/mapping/match-key.ts";
import { foldValue } from "../../../core/provisioning/account-rules.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { CycleContext } from "../context.ts";
import type { EvaluatedObject } from "./gather-facts.ts";
import type { PlannedName } from "./order-renames.ts";

/**
 * True for a newcomer whose name an account of another user has that may give it up: because the user is called
 * otherwise, or was deleted. Whether it does is known once all other users are planned.
 */
export function isWaitingForName(context: CycleContext, { facts }: EvaluatedObject): boolean {
  const { match, type } = facts;
  if (match?.kind !== "one" || match.owner === undefined || readName(context, type, match) === undefined)
    return false;
  if (match.owner.standing === "present") return true;
  return context.settings.onUserDeleted === "rename" && match.answer === undefined;
}

/** The name that a search asks for, alone or beside other attributes. */
function readName(
  { rules }: Pick<CycleContext, "rules">,
  type: ObjectType,
  search: MatchKey,
): MatchPart | undefined {
  return partsOf(search).find(({ path }) => path === rules.naturalKey[type]);
}

/** The same newcomers, with what the plan does to the accounts that have their names. */
export function settleNameTakers(
  context: CycleContext,
  names: readonly PlannedName[],
  takers: readonly EvaluatedObject[],
): readonly EvaluatedObject[] {
  if (takers.length === 0) return takers;
  const givenUp = new Map<ObjectId, string>();
  for (const { object, path, folded } of names)
    if (
      Object.values(context.rules.naturalKey).includes(path) &&
      folded.from !== undefined &&
      folded.from !== folded.to
    )
      givenUp.set(object, folded.from);
  return takers.map((each) => {
    const { match, type } = each.facts;
    if (match?.kind !== "one" || match.owner === undefined) return each;
    const sought = readName(context, type, match);
    if (sought === undefined) return each;
    const name = `${type} ${foldValue(context.rules, sought.path, sought.value)}`;
    if (givenUp.get(match.owner.id) !== name) return each;
    return { ...each, facts: { ...each.facts, match: { ...match, isNameGivenUp: true } } };
  });
}
