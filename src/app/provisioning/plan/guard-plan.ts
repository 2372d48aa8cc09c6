import type { ObjectId } from "../../../core/ids.ts";
import {
  type Answers,
  answerFor,
  answerSubject,
  type HoldAnswer,
  hold,
  holdDeletions,
} from "../../../core/provisioning/guard.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import type { ObjectRow } from "../../../ports/tables.ts";
import { readEachPage } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import type { GuardedDecision, Planning } from "./plan-users.ts";

/** Reads people's answers to earlier holds that have not expired. */
export async function readAnswers({ deps, org, app }: CycleContext): Promise<Answers> {
  const answers = new Map<ObjectId, HoldAnswer>();
  const now = deps.env.now();
  for await (const rows of readEachPage(deps.store, "approval", { org, app })) {
    for (const row of rows)
      if (row.expires > now)
        answers.set(row.object, { subject: row.verb, answer: row.answer, created: row.created });
  }
  return answers;
}

/**
 * Passes or holds the plan's deprovisioning of one type as a whole. A decision that a person approved always passes,
 * and one that a person rejected is always held. `before` is the reason why the plan's other deprovisioning was held;
 * it holds this too, because a deleted group cannot be restored as a disabled account can.
 */
export async function guardDeprovisioning(
  planning: Planning,
  type: ObjectType,
  answers: Answers,
  before?: Reason,
): Promise<Reason | undefined> {
  const { context, builder, guarded } = planning;
  const mine = guarded.splice(0);
  if (mine.length === 0) return before;
  const open = mine.filter((each) => answerOf(answers, each) === undefined);
  const { deps, org, app, settings } = context;
  const since = deps.env.now() - settings.deletionWindowHours * 3_600_000;
  const facts = {
    type,
    linked: await deps.store.count("link", { org, app, type, scope: "in" }),
    recent: await deps.store.deprovisionedSince(org, app, type, since),
    planned: open.filter(({ decision }) => decision.verb === "delete" || decision.changes.length > 0).length,
  };
  const because = holdDeletions(facts, settings) ?? before;
  for (const each of mine) {
    const answer = answerOf(answers, each);
    const { evaluated, decision } = each;
    if (answer === "approved") await builder.add(evaluated, decision);
    else if (answer === "rejected")
      await builder.add(evaluated, hold(decision, createReason("hold.rejected")));
    else await builder.add(evaluated, because === undefined ? decision : hold(decision, because));
  }
  return because;
}

/** An answer that was given before the object left again is void. */
function answerOf(
  answers: Answers,
  { evaluated: { facts, object }, decision }: GuardedDecision,
): "approved" | "rejected" | undefined {
  const leftAt = object === undefined ? null : (object.deleted ?? inactiveSince(object));
  const given = answers.get(facts.id)?.created ?? 0;
  return leftAt !== null && leftAt > given
    ? undefined
    : answerFor(answers, facts.id, answerSubject(decision));
}

/** No later than this was a user made inactive; null for an active object. */
function inactiveSince({ doc, modified }: ObjectRow): number | null {
  return doc["active"] === false ? modified : null;
}
