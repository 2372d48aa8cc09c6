import type { MatchCaseShape } from "../contract/matches.ts";
import { makePrintable } from "../messages/messages.ts";
import type { Output } from "./output.ts";
import { quoteWord } from "./quote-word.ts";
import { joinReasons } from "./render-decision.ts";

/** Shows each case of matching: the object, the accounts that were found, the reason, and the commands that answer it. */
export function renderMatches(
  cases: readonly MatchCaseShape[],
  application: string,
  { messages, paint }: Output,
): string[] {
  return cases.flatMap((each) => {
    const { type, name, objectId, situation, candidates, reasons, answer, since } = each;
    const lines = [
      `  ${paint.yellow(messages.word(`situation.${situation}`))}  ${messages.word(`type.${type}`)} ${paint.bold(makePrintable(name))}`,
      ...candidates.map(
        ({ accountId, name: shown, privileged }) =>
          `    ${messages.word(privileged ? "cli.match-candidate-privileged" : "cli.match-candidate", {
            account: makePrintable(accountId),
            name: makePrintable(shown ?? "–"),
          })}`,
      ),
      `    ${paint.dim(joinReasons(reasons, messages))}`,
      `    ${paint.dim(messages.word("cli.waiting-since", { since }))}`,
    ];
    if (answer !== null) {
      const { by, at } = answer;
      const word = messages.word("cli.match-answered", {
        answer: messages.word(`match-answer.${answer.answer}`),
        by,
        at,
      });
      return [...lines, `    ${word}`];
    }
    const word = quoteWord(makePrintable(name) === name ? name : objectId);
    const app = quoteWord(application);
    const account = candidates.length > 1 ? " --account ACCOUNT" : "";
    return [
      ...lines,
      `    ${messages.word("cli.match-answer")}`,
      ...(candidates.length > 0 ? [`      muster match adopt ${app} --${type} ${word}${account}`] : []),
      ...["reject", "create", "later"].map((verb) => `      muster match ${verb} ${app} --${type} ${word}`),
    ];
  });
}
