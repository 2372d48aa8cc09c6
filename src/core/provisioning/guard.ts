import type { ObjectId } from "../ids.ts";
import type { Decision } from "./decide.ts";
import { type Reason, reason } from "./reason.ts";
import type { Settings } from "./settings.ts";

/** What the deprovisioning guard looks at, for one type of object. */
export interface DeletionFacts {
  readonly type: "user" | "group";
  /** Accounts in scope before this plan. */
  readonly linked: number;
  /** Disabled and deleted already within the window. */
  readonly recent: number;
  /** Disables and deletes that this plan wants, without those that a person approved. */
  readonly planned: number;
}

/** A person's answers to earlier holds that are still valid, by object. */
export type Answers = ReadonlyMap<
  ObjectId,
  { readonly verb: string; readonly answer: "approved" | "rejected" }
>;

/**
 * How many accounts of a type may lose access in the window: the smaller of a share and a count, but never
 * less than the floor, so that small installations can still offboard.
 */
export function deletionLimit(linked: number, settings: Settings): number {
  const smaller = Math.min(Math.floor(linked * settings.deletionShareMax), settings.deletionCountMax);
  return Math.max(settings.deletionFloor, smaller);
}

/** The reason to hold all of a plan's deprovisioning of this type, or undefined when it is within bounds. */
export function holdDeletions(facts: DeletionFacts, settings: Settings): Reason | undefined {
  const limit = deletionLimit(facts.linked, settings);
  const count = facts.recent + facts.planned;
  if (facts.planned === 0 || count <= limit) return undefined;
  return reason("hold.deletion-threshold", {
    type: facts.type,
    count,
    limit,
    base: facts.linked,
    hours: settings.deletionWindowHours,
  });
}

/** True when the decision takes access away, so that the guard has to see it. */
export function isDeprovisioning(decision: Pick<Decision, "verb">): boolean {
  return decision.verb === "disable" || decision.verb === "delete";
}

/** Puts a decision on hold; what it would have done stays visible in its reasons and changes. */
export function hold(decision: Decision, because: Reason): Decision {
  return { ...decision, verb: "hold", reasons: [...decision.reasons, because] };
}

/** What a person said of exactly this deprovisioning: `approved` passes the guard, `rejected` is held. */
export function answerFor(
  answers: Answers,
  id: ObjectId,
  decision: Decision,
): "approved" | "rejected" | undefined {
  if (!isDeprovisioning(decision)) return undefined;
  const answer = answers.get(id);
  return answer?.verb === decision.verb ? answer.answer : undefined;
}
