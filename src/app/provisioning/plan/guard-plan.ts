import type { ObjectId } from "../../../core/ids.ts";
import { type Answers, answerFor, hold, holdDeletions } from "../../../core/provisioning/guard.ts";
import { type Reason, reason } from "../../../core/provisioning/reason.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { eachPage } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import type { GuardedDecision, Planning } from "./plan-users.ts";

/** Reads what people answered to earlier holds, as far as it is still valid. */
export async function readAnswers({ deps, org, app }: CycleContext): Promise<Answers> {
  const answers = new Map<ObjectId, { readonly verb: string; readonly answer: "approved" | "rejected" }>();
  const now = deps.env.now();
  for await (const rows of eachPage(deps.store, "approval", { org, app })) {
    for (const row of rows)
      if (row.expires > now) answers.set(row.object, { verb: row.verb, answer: row.answer });
  }
  return answers;
}

/**
 * Lets the plan's deprovisioning of one type pass, or holds it as a whole. What a person approved passes,
 * what a person rejected is held, whatever the count. `before` is why the plan's other deprovisioning was
 * held: then this is too, for a group deleted cannot be had back as a disabled account can.
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
    else if (answer === "rejected") await builder.add(evaluated, hold(decision, reason("hold.rejected")));
    else await builder.add(evaluated, because === undefined ? decision : hold(decision, because));
  }
  return because;
}

function answerOf(
  answers: Answers,
  { evaluated, decision }: GuardedDecision,
): "approved" | "rejected" | undefined {
  return answerFor(answers, evaluated.facts.id, decision);
}
