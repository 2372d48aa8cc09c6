import type { Decision } from "../../../core/provisioning/decision.ts";
import { type Answers, answerFor, answerSubjects } from "../../../core/provisioning/hold-answer.ts";
import type { EvaluatedObject } from "./gather-facts.ts";

/** A decision that waits until the guard has seen the whole plan. */
export interface GuardedDecision {
  readonly evaluated: EvaluatedObject;
  readonly decision: Decision;
}

/** The answer to this decision, unless it was given before the object was deleted. */
export function readAnswerTo(
  answers: Answers,
  { evaluated: { facts, object, timed }, decision }: GuardedDecision,
  hash: (text: string) => string,
): "approved" | "rejected" | undefined {
  const deletedAt = object?.deleted ?? null;
  const given = answers.get(facts.id)?.created ?? 0;
  return deletedAt !== null && deletedAt > given
    ? undefined
    : answerFor(answers, facts.id, answerSubjects({ ...decision, timed }, hash));
}
