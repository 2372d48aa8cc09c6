import type { Question } from "../recording/recorded-line.ts";

/** A question of a replay that the recording has no answer to. */
export class NotRecordedError extends Error {
  readonly question: Question;

  constructor(question: Question) {
    super(`not recorded: ${JSON.stringify(question).slice(0, 500)}`);
    this.name = "NotRecordedError";
    this.question = question;
  }
}

/** The treatment of questions that the recording has no answer to. */
export interface MissingAnswers {
  /** True for a replay with another configuration, which may ask about more than the recorded plan did. */
  readonly isTolerated: boolean;
  /** How many questions had no answer, by what they were about. */
  readonly counts: Map<string, number>;
}

/** Takes a question for one without rows where that is tolerated, and counts it; throws otherwise. */
export function passMissing({ isTolerated, counts }: MissingAnswers, question: Question): void {
  const [method, table] = question;
  // Without these an expression or a clause would be evaluated over values that are not there.
  const isFact = method === "groupsOf" || (table === "object" && method !== "count");
  if (!isTolerated || isFact) throw new NotRecordedError(question);
  const subject = method === "among" || method === "page" || method === "get" ? String(table) : method;
  counts.set(subject, (counts.get(subject) ?? 0) + 1);
}
