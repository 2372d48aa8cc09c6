import type { AccountId } from "../../../core/ids.ts";
import { type Outcome, stopsWrites } from "../../../core/provisioning/fault.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import { readAccountOwner } from "../account-owner.ts";
import type { CycleContext } from "../context.ts";
import type { EvaluatedObject } from "./gather-facts.ts";
import type { Matcher } from "./matcher.ts";

/** The application whose target is asked for names, and the matcher that asks. */
interface Asking {
  readonly context: CycleContext;
  readonly matcher: Matcher;
}

/**
 * Holds the users who were restored and whose former name another account has taken: the target would refuse it, and the
 * account must not be enabled under the name of a leaver. One question for each restored user.
 */
export async function holdTakenNames(
  asking: Asking,
  evaluated: readonly EvaluatedObject[],
): Promise<Outcome<readonly EvaluatedObject[]>> {
  const result: EvaluatedObject[] = [];
  for (const each of evaluated) {
    const name = findReturningName(asking.context, each);
    if (name === undefined) {
      result.push(each);
      continue;
    }
    const found = await asking.matcher.find("user", asking.context.rules.naturalKey.user, name);
    if (!found.ok && stopsWrites(found.fault.kind)) return found;
    const { facts } = each;
    if (!found.ok) {
      const unsettled = createReason("pending.match-failed", { why: found.fault.code });
      result.push({ ...each, facts: { ...facts, unsettled } });
      continue;
    }
    const taker = found.value.find((account) => account !== facts.link?.account);
    const problems = taker === undefined ? [] : [await explainTaken(asking.context, name, taker)];
    result.push({ ...each, facts: { ...facts, problems: [...facts.problems, ...problems] } });
  }
  return { ok: true, value: result };
}

/** The name that a renamed account is to have again; undefined for any other account. */
function findReturningName({ rules }: CycleContext, { facts }: EvaluatedObject): string | undefined {
  const { link, type, state, scope, desired } = facts;
  const path = rules.naturalKey.user;
  const isBack = type === "user" && state === "active" && scope.length > 0;
  if (!isBack || link?.former === undefined || !Object.hasOwn(link.former, path)) return undefined;
  const wanted = desired[path];
  return typeof wanted === "string" && wanted !== link.projected[path] ? wanted : undefined;
}

async function explainTaken(context: CycleContext, value: string, account: AccountId): Promise<Reason> {
  const owner = await readAccountOwner(context, "user", account);
  return owner === undefined
    ? createReason("hold.former-name-taken", { value, account })
    : createReason("hold.former-name-of-other", { value, account, owner: owner.name, id: owner.id });
}
