import { readDetail } from "../../../core/events/feed-detail.ts";
import { type ObjectId, type PlanId, trustId } from "../../../core/ids.ts";
import { hold, holdDeletions, isApproved, markApproved } from "../../../core/provisioning/guard.ts";
import type { Answers, HoldAnswer } from "../../../core/provisioning/hold-answer.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";
import type { ObjectType } from "../../../ports/kinds.ts";
import { formatTime } from "../../directory/format-time.ts";
import { CHUNK, readEachPage } from "../../paging.ts";
import type { CycleContext } from "../context.ts";
import type { Planning } from "./plan-users.ts";
import { type GuardedDecision, readAnswerTo } from "./read-answer-to.ts";

/** People's answers to earlier holds, and the objects whose answers are void because they came back since. */
export interface HoldAnswers {
  readonly answers: Answers;
  readonly returned: readonly ObjectId[];
}

/** Reads people's answers to earlier holds that have not expired. A return makes an answer void, whatever came after it. */
export async function readAnswers(context: CycleContext): Promise<HoldAnswers> {
  const { deps, org, app } = context;
  const answers = new Map<ObjectId, HoldAnswer>();
  const now = deps.env.now();
  for await (const rows of readEachPage(deps.store, "approval", { org, app })) {
    for (const row of rows)
      if (row.expires > now)
        answers.set(row.object, { subject: row.verb, answer: row.answer, created: row.created });
  }
  const returned = answers.size === 0 ? [] : await findReturned(context, answers);
  for (const id of returned) answers.delete(id);
  return { answers, returned };
}

/**
 * The objects that were active again for a moment after the answer was given. The feed is read from the watermark: each
 * answer to what an applied plan held is younger, and a cycle in between has seen what came before.
 */
async function findReturned(
  { deps, org, provisioning }: CycleContext,
  answers: Answers,
): Promise<readonly ObjectId[]> {
  const { store } = deps;
  const returned = new Set<ObjectId>();
  if (provisioning.watermark === null) return [];
  const upto = await store.feedHead(org);
  for (let cursor = provisioning.watermark; ; ) {
    const page = await store.feed(org, cursor, upto, CHUNK);
    for (const { kind, object, at, detail } of page.entries) {
      const id = trustId<ObjectId>(object);
      const { active, restored } = kind === "user" ? readDetail(detail) : {};
      const isReturn = active === true || restored === true;
      if (isReturn && at >= (answers.get(id)?.created ?? Number.POSITIVE_INFINITY)) returned.add(id);
    }
    if (page.entries.length === 0 || page.cursor === cursor) return [...returned];
    cursor = page.cursor;
  }
}

/**
 * Passes or holds the plan's deprovisioning of one type as a whole. A decision that a person approved always passes,
 * and one that a person rejected is always held. An approved decision does not count against later plans: a person has
 * looked at it, and the next leaver is not to wait for that. `before` is the reason why the plan's other deprovisioning was held;
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
  const { deps, org, app, settings } = context;
  const { hash } = deps.env;
  const { applying } = planning;
  const losses = await findGroupLeavers(planning, type, mine);
  const open = mine.filter((each) => {
    const answer = readAnswerTo(answers, each, hash);
    const isDecided = answer !== undefined || findCovering(each, answer) !== undefined;
    return !isDecided && !losses.has(each.evaluated.facts.id);
  });
  const since = deps.env.now() - settings.deletionWindowHours * 3_600_000;
  const facts = {
    type,
    linked: await deps.store.count("link", { org, app, type, scope: "in" }),
    recent:
      (await deps.store.deprovisionedSince(org, app, type, since)) +
      (applying === undefined ? 0 : await countOpen(context, applying, type)),
    planned: open.filter(({ decision }) => decision.verb === "delete" || decision.changes.length > 0).length,
  };
  const because = holdDeletions(facts, settings) ?? before;
  for (const each of mine) {
    const answer = readAnswerTo(answers, each, hash);
    const { evaluated, decision } = each;
    const coveredAt = findCovering(each, answer);
    if (answer === "approved") await builder.add(evaluated, markApproved(decision));
    else if (coveredAt !== undefined)
      await builder.add(evaluated, markApproved(decision, formatTime(coveredAt)));
    else if (answer === "rejected")
      await builder.add(evaluated, hold(decision, createReason("hold.rejected")));
    else {
      const why = losses.get(evaluated.facts.id) ?? because;
      await builder.add(evaluated, why === undefined ? decision : hold(decision, why));
    }
  }
  return because;
}

/**
 * When a person approved the disabling that this deletion ends: the approval covers it. Undefined for any other
 * decision, and for one that was rejected. A user who came back in between has made it void.
 */
function findCovering(
  { evaluated, decision }: GuardedDecision,
  answer: "approved" | "rejected" | undefined,
): number | undefined {
  if (answer === "rejected" || decision.verb !== "delete") return undefined;
  return evaluated.link?.leave_approved ?? undefined;
}

/** The deprovisioning of a plan that passed its guard without a person, and that is still to be carried out. */
async function countOpen({ deps, org }: CycleContext, plan: PlanId, type: ObjectType): Promise<number> {
  let count = 0;
  for (const verb of ["disable", "delete"] as const) {
    const where = { org, plan, type, verb, outcome: null };
    for await (const rows of readEachPage(deps.store, "decision", where))
      count += rows.filter(({ reasons }) => !isApproved(reasons)).length;
  }
  return count;
}

/** Why the losses of groups hold decisions, by user. Users who may not sign in any longer are not protected. */
async function findGroupLeavers(
  { losses }: Planning,
  type: ObjectType,
  guarded: readonly GuardedDecision[],
): Promise<ReadonlyMap<ObjectId, Reason>> {
  if (type === "group") return new Map();
  const facts = guarded.map(({ evaluated }) => evaluated.facts);
  const leavers = facts.filter(({ state, scope }) => state === "active" && scope.length === 0);
  return losses.findOfUsers(leavers.map(({ id }) => id));
}
