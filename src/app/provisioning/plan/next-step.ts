import type { PlanCounts } from "../../../core/provisioning/cycle-balance.ts";
import type { PlanRow } from "../../../ports/cycle-tables.ts";
import { PREVIEW_VERSION } from "./plan-cycle.ts";

/** The next step of a person with a plan that is ready. */
export type NextStep = "apply" | "answer-holds" | "take-mapping" | "nothing";

/**
 * The next step with a plan; null unless the plan is ready. Command line and console both offer what this names, so that
 * neither offers to apply a plan that holds every decision.
 */
export function nextStepOf({
  state,
  counts,
  config_version,
}: Pick<PlanRow, "state" | "counts" | "config_version">): NextStep | null {
  if (state !== "planned") return null;
  if (config_version === PREVIEW_VERSION) return "take-mapping";
  if (hasWork(counts)) return "apply";
  return counts.hold > 0 ? "answer-holds" : "nothing";
}

/** True when applying the plan would send something or record a link. */
function hasWork({ create, adopt, update, disable, delete: remove, pending }: PlanCounts): boolean {
  return create + adopt + update + disable + remove + pending > 0;
}
