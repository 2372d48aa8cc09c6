import { createReason, type Reason } from "../../core/provisioning/reason.ts";

/** Says beside the first value of a `SelectUniqueValue` that the target was not asked. */
export function createChoiceNote(candidates: number): Reason {
  return createReason("mapping.first-of-choices", { count: candidates });
}
