import type { PlanId } from "../../../core/ids.ts";
import type { Ending } from "../../../core/provisioning/cycle-balance.ts";
import type { DecisionRow, PlanRow } from "../../../ports/cycle-tables.ts";
import type { Write } from "../../../ports/store.ts";
import type { CycleContext } from "../context.ts";

/** The write that records how a decision ended. */
export function endDecisionWrite(
  { org }: Pick<CycleContext, "org">,
  decision: DecisionRow,
  outcome: Ending,
): Write {
  const key = { org, plan: decision.plan, n: decision.n };
  return { op: "update", table: "decision", key, set: { outcome } };
}

/** The write that moves a plan on in its life. */
export function setPlanState(
  { org }: Pick<CycleContext, "org">,
  plan: PlanId,
  state: PlanRow["state"],
): Write {
  return { op: "update", table: "plan", key: { org, id: plan }, set: { state } };
}
