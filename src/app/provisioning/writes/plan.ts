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

/** The write that moves a plan on in its life, with what is known of it from then on. */
export function setPlanState(
  { org, id }: Pick<PlanRow, "org" | "id">,
  state: PlanRow["state"],
  more: Partial<Pick<PlanRow, "hash" | "counts" | "notes" | "attributes">> = {},
): Write {
  return { op: "update", table: "plan", key: { org, id }, set: { state, ...more } };
}
