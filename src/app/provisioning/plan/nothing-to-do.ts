import type { PlanCounts } from "../../../core/provisioning/cycle-balance.ts";
import { createReason, type Reason } from "../../../core/provisioning/reason.ts";

/**
 * Says of a plan that only links accounts, such as the first one of an application that was created again from its file,
 * that nothing is to do in the target. A plan with a hold or with something that waits is not finished in this sense.
 */
export function noteNothingToDo({ adopt, hold, pending }: PlanCounts, sending: number): readonly Reason[] {
  if (sending > 0 || adopt === 0 || hold + pending > 0) return [];
  return [createReason("plan.nothing-to-do", { count: adopt })];
}
