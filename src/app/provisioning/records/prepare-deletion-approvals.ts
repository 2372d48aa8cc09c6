import type { AppId, ObjectId, OrgId } from "../../../core/ids.ts";
import type { PlanRow } from "../../../ports/cycle-tables.ts";
import type { Store } from "../../../ports/store.ts";
import type { Actor, Deps, Refusal } from "../../deps.ts";
import { readEachPage } from "../../paging.ts";
import { isFollowingChanges } from "../cycle-kinds.ts";
import { PREVIEW_VERSION } from "../plan/plan-cycle.ts";
import { NO_ANSWERS, type PreparedAnswers, prepareAnswers } from "./answer-holds.ts";

/** The hold of the guard over disables and deletes. */
const HELD_DELETION = "hold.deletion-threshold";
/** Plans that are looked through, from the newest on. */
const PLANS_MAX = 50;

/**
 * Prepares an approval of the decisions that the guard over disables and deletes holds now: of those, once, and of no later
 * one. Decisions that another guard holds, or that a person has rejected, stay held.
 */
export async function prepareDeletionApprovals(
  deps: Deps,
  actor: Actor,
  { org, app }: { readonly org: OrgId; readonly app: AppId },
): Promise<PreparedAnswers | Refusal> {
  const plan = await findNewestPlan(deps.store, org, app);
  if (plan === undefined) return NO_ANSWERS;
  const objects = await readHeldDeletions(deps.store, plan);
  if (objects.length === 0) return NO_ANSWERS;
  return prepareAnswers(deps, actor, plan, { answer: "approved", objects });
}

/** The newest finished plan that looked at what waits. A plan for one object and the preview of a mapping do not. */
async function findNewestPlan(store: Store, org: OrgId, app: AppId): Promise<PlanRow | undefined> {
  const among = { column: "state", values: ["planned", "applying", "applied", "stale"] } as const;
  const plans = await store.page("plan", { where: { org, app }, among, descending: true, limit: PLANS_MAX });
  return plans.find((plan) => isFollowingChanges(plan.kind) && plan.config_version !== PREVIEW_VERSION);
}

async function readHeldDeletions(store: Store, { org, id }: PlanRow): Promise<readonly ObjectId[]> {
  const held: ObjectId[] = [];
  for await (const rows of readEachPage(store, "decision", { org, plan: id, verb: "hold" })) {
    for (const { object, reasons } of rows)
      if (reasons.some(({ code }) => code === HELD_DELETION)) held.push(object);
  }
  return held;
}
