import type { AccountId } from "../ids.ts";
import type { MatchAnswer } from "./facts.ts";
import { formatAdoptionSubject, type HoldAnswer } from "./hold-answer.ts";

/** An answer as it is stored: the subject that names it, and whether it lets something pass or holds it. */
export interface StoredMatchAnswer {
  readonly subject: string;
  readonly answer: "approved" | "rejected";
}

/**
 * The accounts that an answer is about: other accounts found later make it void. One account has the subject of an
 * adoption, so that the answer to the hold of a plan is the same one.
 */
function nameFound(accounts: readonly AccountId[]): string {
  return accounts.length === 0 ? "none" : [...accounts].sort().join(" ");
}

/** An answer in its stored form. `account` is the one to adopt: any account of the target that is free. */
export function formatMatchAnswer(
  answer: MatchAnswer,
  found: readonly AccountId[],
  account: AccountId | undefined,
): StoredMatchAnswer | undefined {
  switch (answer) {
    case "adopt":
      return account === undefined
        ? undefined
        : {
            subject: found.includes(account) ? formatAdoptionSubject(account) : `link ${account}`,
            answer: "approved",
          };
    case "reject":
      return { subject: `adopt ${nameFound(found)}`, answer: "rejected" };
    case "create":
      return { subject: `create beside ${nameFound(found)}`, answer: "approved" };
    case "later":
      return { subject: `later ${nameFound(found)}`, answer: "rejected" };
  }
}

/** A person's answer about these accounts, if it is still about them. */
export function readMatchAnswer(
  given: Pick<HoldAnswer, "subject" | "answer"> | undefined,
  found: readonly AccountId[],
): { readonly answer: MatchAnswer; readonly account?: AccountId } | undefined {
  if (given === undefined) return undefined;
  const { subject } = given;
  const account = found.find((each) => subject === formatAdoptionSubject(each));
  if (given.answer === "approved") {
    if (account !== undefined) return { answer: "adopt", account };
    return subject === `create beside ${nameFound(found)}` ? { answer: "create" } : undefined;
  }
  if (subject === `adopt ${nameFound(found)}`) return { answer: "reject" };
  return subject === `later ${nameFound(found)}` ? { answer: "later" } : undefined;
}

/** The account that a person chose although matching does not find it. */
export function readChosenAccount(
  given: Pick<HoldAnswer, "subject" | "answer"> | undefined,
): string | undefined {
  const isChoice = given?.answer === "approved" && given.subject.startsWith("link ");
  return isChoice ? given.subject.slice("link ".length) : undefined;
}
