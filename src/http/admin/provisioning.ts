import { isRefusal } from "../../app/deps.ts";
import { answerHolds } from "../../app/provisioning/records/answer-holds.ts";
import { countListed, getCycle, getPlan } from "../../app/provisioning/records/get-plan.ts";
import { listDecisions } from "../../app/provisioning/records/list-decisions.ts";
import { createBundle } from "../../app/provisioning/replay/create-bundle.ts";
import type { AppId, CycleId, ObjectId, PlanId } from "../../core/ids.ts";
import { ApiError } from "../api-error.ts";
import { type Handlers, idOf, StreamedAnswer } from "./call.ts";
import { showCycle, showDecision, showPlan } from "./convert.ts";

/** Serves plans, their decisions and holds, and cycles. */
export const provisioningHandlers: Pick<
  Handlers,
  | "planCycle"
  | "getPlan"
  | "listDecisions"
  | "applyPlan"
  | "answerHolds"
  | "syncApplication"
  | "getCycle"
  | "cancelCycle"
  | "bundleCycle"
> = {
  async planCycle({ context, actor, org, params, body }) {
    const plan = await context.engine.startPlan(actor, org, idOf<AppId>(params.app), body.kind);
    return isRefusal(plan) ? plan : showPlan(plan, 0);
  },

  async getPlan({ context, actor, params }) {
    const plan = await getPlan(context.deps, actor, idOf<PlanId>(params.plan));
    return isRefusal(plan) ? plan : showPlan(plan, await countListed(context.deps, plan));
  },

  async listDecisions({ context, actor, params, query }) {
    const plan = await getPlan(context.deps, actor, idOf<PlanId>(params.plan));
    if (isRefusal(plan)) return plan;
    const { verb, n, limit } = query;
    const page = await listDecisions(context.deps, plan, { verb, n, limit, after: placeOf(query.after) });
    return { items: page.items.map(showDecision), next: page.next };
  },

  async applyPlan({ context, actor, params, body }) {
    const plan = await getPlan(context.deps, actor, idOf<PlanId>(params.plan));
    if (isRefusal(plan)) return plan;
    const cycle = await context.engine.startApply(actor, plan.org, plan.id, body.hash);
    return isRefusal(cycle) ? cycle : showCycle({ context }, cycle);
  },

  async answerHolds({ context, actor, params, body }) {
    const plan = await getPlan(context.deps, actor, idOf<PlanId>(params.plan));
    if (isRefusal(plan)) return plan;
    const objects = body.objects === "all" ? body.objects : body.objects.map((id) => idOf<ObjectId>(id));
    const answered = await answerHolds(context.deps, actor, plan, { ...body, objects });
    return isRefusal(answered) ? answered : { answered };
  },

  async syncApplication({ context, actor, org, params, body }) {
    const cycle = await context.engine.startSync(actor, org, idOf<AppId>(params.app), body.kind);
    return isRefusal(cycle) ? cycle : showCycle({ context }, cycle);
  },

  async getCycle({ context, actor, params }) {
    const cycle = await getCycle(context.deps, actor, idOf<CycleId>(params.cycle));
    return isRefusal(cycle) ? cycle : showCycle({ context }, cycle);
  },

  async cancelCycle({ context, actor, params }) {
    const cycle = await getCycle(context.deps, actor, idOf<CycleId>(params.cycle));
    if (isRefusal(cycle)) return cycle;
    const cancelled = await context.engine.cancel(actor, cycle);
    return isRefusal(cancelled) ? cancelled : showCycle({ context }, cancelled);
  },

  async bundleCycle({ context, actor, request, params }) {
    const { deps, version } = context;
    const cycle = await getCycle(deps, actor, idOf<CycleId>(params.cycle));
    if (isRefusal(cycle)) return cycle;
    const name = `cycle-${cycle.id}.jsonl`;
    if (request.method === "HEAD") return new StreamedAnswer("application/jsonl", noLines(), name);
    const lines = await createBundle(deps, actor, { cycle, version });
    return isRefusal(lines) ? lines : new StreamedAnswer("application/jsonl", lines, name);
  },
};

async function* noLines(): AsyncGenerator<never> {}

/** The cursor of a decision is its number. */
function placeOf(after: string | undefined): number | undefined {
  if (after === undefined) return undefined;
  if (/^\d{1,9}$/.test(after)) return Number(after);
  throw new ApiError(400, "request.invalid", { place: "query.after", problem: "bad-cursor" });
}
