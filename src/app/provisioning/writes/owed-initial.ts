import type { PlanRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { CycleContext } from "../context.ts";

/** The writes with which an initial cycle begins: until its end is stored, the application owes one. */
export function markInitialOwed(context: Pick<CycleContext, "org" | "app">, plan: PlanRow): readonly Write[] {
  return plan.kind === "initial" ? [setOwed(context, 1)] : [];
}

/**
 * The writes with which an initial cycle ends, when it looked at everything, left its rest to later cycles, or found
 * out that nothing can be planned.
 */
export function settleInitial(context: Pick<CycleContext, "org" | "app">, plan: PlanRow): readonly Write[] {
  return plan.kind === "initial" ? [setOwed(context, 0)] : [];
}

function setOwed({ org, app }: Pick<CycleContext, "org" | "app">, initial_owed: 0 | 1): Write {
  return { op: "update", table: "provisioning", key: { org, app }, set: { initial_owed } };
}
