import type { AccountId, ObjectId } from "../ids.ts";
import { type JsonObject, toCanonicalJson } from "../json.ts";
import type { FlatChange } from "../mapping/flat.ts";
import type { Reason } from "./reason.ts";

/** A person's answer to a hold: `subject` says which decision it is about (see `answerSubjects`). */
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
  /** The attributes whose values depend on the time. A stored decision names them in its reasons. */
  readonly timed?: readonly string[] | undefined;
}

/** The end of time for an answer that has no expiry: 31 December 9999, which every calendar can still write. */
export const NEVER_EXPIRES = 253_402_300_799_000;

/** Decisions that a guard can hold, beside adoptions. */
const GUARDED_VERBS = ["disable", "delete", "update", "create"] as const;
/** The reason that names an attribute whose value depends on the time. */
const TIMED = "change.timed";
/** Digits of the hash in a subject: enough that no two decisions about one object share it. */
const DIGEST_DIGITS = 32;

/** The names of a decision: the one that an approval is about, and the one that a rejection is about. */
export interface AnswerSubjects {
  readonly approval: string;
  readonly rejection: string;
}

/**
 * Names the decision that a person's answer is about: for an adoption the account, so that an approval cannot pass to
 * another one, and for everything else the verb with a hash of the account, the changes and the reasons. An approval
 * is therefore valid for exactly what its giver saw. The rejection of a removal of access stands until the facts
 * change that decide it, whatever else of the account changes. A held decision is about what it would have done.
 * Undefined for decisions that no person has to approve.
 */
export function answerSubjects(
  decision: AnswerableDecision,
  hash: (text: string) => string,
): AnswerSubjects | undefined {
  const { account } = decision;
  const verb = GUARDED_VERBS.find((each) => isFor(decision, each));
  if (verb !== undefined) {
    const name = (facts: string) => `${verb} ${hash(facts).slice(0, DIGEST_DIGITS)}`;
    const approval = name(describeFacts(decision, verb));
    const isRemoval = verb === "disable" || verb === "delete";
    return { approval, rejection: isRemoval ? name(describeRemoval(decision, verb)) : approval };
  }
  if (!isFor(decision, "adopt") || account === undefined) return undefined;
  return toSubjects(formatAdoptionSubject(account));
}

/** The subjects of a decision that has one name for both answers. */
export function toSubjects(subject: string): AnswerSubjects {
  return { approval: subject, rejection: subject };
}

function isFor({ verb, reasons }: AnswerableDecision, wanted: string): boolean {
  return verb === wanted || (verb === "hold" && reasons.some(({ code }) => code === `decide.${wanted}`));
}

/** Reasons of plans, beside those of holds. */
const OF_PLAN: ReadonlySet<string> = new Set(["guard.approved", "guard.approved-before", "link.void"]);

/** The facts of a decision, without values that depend on the time: no two plans have the same. */
function describeFacts(decision: AnswerableDecision, verb: string): string {
  const { reasons, timed = [] } = decision;
  const named = reasons.filter(({ code }) => code === TIMED).map(({ params }) => params["path"]);
  const changes = decision.changes
    .filter(({ path }) => !timed.includes(path) && !named.includes(path))
    .map(({ path, from, to }) => ({ path, from: from ?? null, to: to ?? null }));
  const why = reasons.filter(({ code }) => code !== TIMED);
  return toCanonicalJson({ ...describeBasis({ ...decision, reasons: why }, verb), changes });
}

/** The facts that decide a removal of access: its account and its reasons, and whether the account has access now. */
function describeRemoval(decision: AnswerableDecision, verb: string): string {
  const reasons = decision.reasons.filter(({ code }) => !code.startsWith("change."));
  const sends = decision.changes.length > 0;
  return toCanonicalJson({ ...describeBasis({ ...decision, reasons }, verb), sends });
}

/** Without the reasons that only the plan adds: why it is held, that a person approved it, and that a former link is void. */
function describeBasis({ account, reasons }: AnswerableDecision, verb: string): JsonObject {
  const own = reasons.filter(({ code }) => !code.startsWith("hold.") && !OF_PLAN.has(code));
  return { verb, account: account ?? null, reasons: own.map(({ code, params }) => ({ code, params })) };
}

/** The subject of an answer to the adoption of this account. */
export function formatAdoptionSubject(account: AccountId): string {
  return `adopt ${account}`;
}

/** Subjects of an earlier version, which named the verb alone. */
const VERB_SUBJECTS: readonly string[] = ["disable", "delete"];

/**
 * True if the answer is about the decision with these subjects. A rejection that an earlier version stored is about the
 * decision as its giver saw it, or about every decision with its verb, so that an upgrade takes no access away that a
 * person wanted to leave. Approvals of a verb are void.
 */
export function isAnswerTo(
  { subject: given, answer }: Pick<HoldAnswer, "subject" | "answer">,
  subjects: AnswerSubjects | undefined,
): boolean {
  if (subjects === undefined) return false;
  const { approval, rejection } = subjects;
  if (given === approval) return true;
  if (answer === "approved") return false;
  return given === rejection || (VERB_SUBJECTS.includes(given) && rejection.startsWith(`${given} `));
}

/** The valid answer of a person to these subjects, if there is one. */
export function answerFor(
  answers: Answers,
  id: ObjectId,
  subjects: AnswerSubjects | undefined,
): "approved" | "rejected" | undefined {
  const answer = answers.get(id);
  return answer !== undefined && isAnswerTo(answer, subjects) ? answer.answer : undefined;
}
