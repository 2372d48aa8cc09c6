/** The facts about a user with an account to whom another user refers, for example as the manager. */
export interface ReferenceFacts {
  readonly policy: "keep" | "clear";
  /** The scope that the link records. */
  readonly linked: "in" | "out";
  /** True if assignments and filters bring the user in now. */
  readonly isAdmitted: boolean;
  /** Where the user's account ends up by the plan that is being made; undefined while nothing is decided about it. */
  readonly planned: "in" | "out" | "deleted" | undefined;
  /** True once no decision of the plan is expected any more. */
  readonly isFinal: boolean;
}

/**
 * Whether a reference to a user with an account is sent (`present`), left out (`absent`), or depends on a decision that
 * the plan has not made yet (`open`). An account that the plan deletes is not referred to, whatever the policy says.
 */
export function decideReference(facts: ReferenceFacts): "present" | "absent" | "open" {
  const { policy, linked, isAdmitted, planned, isFinal } = facts;
  if (planned === "deleted") return "absent";
  const scope = planned ?? linked;
  const isMoving = planned === undefined && (linked === "in") !== isAdmitted;
  if (isMoving && !isFinal) return "open";
  return policy === "keep" || scope === "in" ? "present" : "absent";
}
