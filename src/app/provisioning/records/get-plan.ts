import type { CycleId, PlanId } from "../../../core/ids.ts";
import type { CycleRow, PlanRow } from "../../../ports/cycle-tables.ts";
import { type Actor, type Deps, type Refusal, refuse } from "../../deps.ts";
import { listVisibleOrganizations } from "../../organizations/visible-organizations.ts";

/** The plan, wherever the actor may see it: plans are addressed without their organization. */
export async function getPlan(deps: Deps, actor: Actor, id: PlanId): Promise<PlanRow | Refusal> {
  for (const { org } of await listVisibleOrganizations(deps, actor)) {
    const row = await deps.store.get("plan", { org, id });
    if (row !== undefined) return row;
  }
  return refuse("not-found", "plan.not-found", { plan: id });
}

/** How many of a plan's decisions are listed one by one; 0 while it is being built. */
export async function countListed({ store }: Deps, { org, id, state }: PlanRow): Promise<number> {
  return state === "building" ? 0 : store.count("decision", { org, plan: id });
}

/** The cycle, wherever the actor may see it. */
export async function getCycle(deps: Deps, actor: Actor, id: CycleId): Promise<CycleRow | Refusal> {
  for (const { org } of await listVisibleOrganizations(deps, actor)) {
    const row = await deps.store.get("cycle", { org, id });
    if (row !== undefined) return row;
  }
  return refuse("not-found", "cycle.not-found", { cycle: id });
}
