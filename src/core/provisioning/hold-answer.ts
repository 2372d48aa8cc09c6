import type { AccountId, ObjectId } from "../ids.ts";
import { type Json, toCanonicalJson } from "../json.ts";
import type { FlatChange } from "../mapping/flat.ts";
import type { Reason } from "./reason.ts";

/** A person's answer to a hold: `subject` says which decision it is about (see `answerSubject`). */
export interface HoldAnswer {
  readonly subject: string;
  readonly answer: "approved" | "rejected";
  /** When it was given, in milliseconds since 1970. */
  readonly created: number;
}

/** A person's answers to earlier holds that are still valid, by object. */
export type Answers = ReadonlyMap<ObjectId, HoldAnswer>;

/** The parts of a decision that an answer is about. */
export interface AnswerableDecision {
  readonly verb: string;
  readonly account?: AccountId | undefined;
  readonly reasons: readonly Reason[];
  readonly changes: readonly FlatChange[];
}

/** The end of time for an answer that has no expiry: 31 December 9999, which every calendar can still write. */
export const NEVER_EXPIRES = 253_402_300_799_000;

/** Decisions that a guard can hold, beside adoptions. */
const GUARDED_VERBS = ["disable", "delete", "update", "create"] as const;
/** Digits of the hash in a subject: enough that no two decisions about one object share it. */
const DIGEST_DIGITS = 32;

/**
 * Names the decision that a person's answer is about: for an adoption the account, so that an approval cannot pass to
 * another one, and for everything else the verb with a hash of the account, the changes and the reasons. An answer
 * is therefore valid for exactly what its giver saw. A held decision is about what it would have done. Undefined for
 * decisions that no person has to approve.
 */
export function answerSubject(
  decision: AnswerableDecision,
  hash: (text: string) => string,
): string | undefined {
  const { account } = decision;
  const verb = GUARDED_VERBS.find((each) => isFor(decision, each));
  if (verb !== undefined) return `${verb} ${hash(describeFacts(decision, verb)).slice(0, DIGEST_DIGITS)}`;
  return isFor(decision, "adopt") && account !== undefined ? formatAdoptionSubject(account) : undefined;
}

function isFor({ verb, reasons }: AnswerableDecision, wanted: string): boolean {
  return verb === wanted || (verb === "hold" && reasons.some(({ code }) => code === `decide.${wanted}`));
}

/** The facts of a decision, without what only the plan adds: why it is held, and that a former link is void. */
function describeFacts({ account, changes, reasons }: AnswerableDecision, verb: string): string {
  const facts: Json = {
    verb,
    account: account ?? null,
    changes: changes.map(({ path, from, to }) => ({ path, from: from ?? null, to: to ?? null })),
    reasons: reasons
      .filter(({ code }) => !code.startsWith("hold.") && code !== "link.void")
      .map(({ code, params }) => ({ code, params })),
  };
  return toCanonicalJson(facts);
}

/** The subject of an answer to the adoption of this account. */
export function formatAdoptionSubject(account: AccountId): string {
  return `adopt ${account}`;
}

/** Subjects of an earlier version, which named the verb alone. */
const VERB_SUBJECTS: readonly string[] = ["disable", "delete"];

/**
 * True if the answer is about the decision with this subject. A rejection that an earlier version stored is about every
 * decision with its verb, so that an upgrade takes no access away that a person wanted to leave. Its approvals are void.
 */
export function isAnswerTo(
  { subject: given, answer }: Pick<HoldAnswer, "subject" | "answer">,
  subject: string | undefined,
): boolean {
  if (subject === undefined) return false;
  if (given === subject) return true;
  return answer === "rejected" && VERB_SUBJECTS.includes(given) && subject.startsWith(`${given} `);
}

/** The valid answer of a person to this subject, if there is one. */
export function answerFor(
  answers: Answers,
  id: ObjectId,
  subject: string | undefined,
): "approved" | "rejected" | undefined {
  const answer = answers.get(id);
  return answer !== undefined && isAnswerTo(answer, subject) ? answer.answer : undefined;
}
