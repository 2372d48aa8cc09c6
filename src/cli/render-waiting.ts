import type { WaitingShape } from "../contract/waiting.ts";
import { type Messages, makePrintable } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { quoteWord } from "./quote-word.ts";
import { joinReasons, renderAnswer } from "./render-decision.ts";

const COLOURS = { held: "red", parked: "red", pending: "yellow" } as const satisfies Record<
  WaitingShape["state"],
  "red" | "yellow"
>;

/** Shows each object that is held, pending or parked, with the reason and how to answer a hold. */
export function renderWaiting(items: readonly WaitingShape[], messages: Messages, paint: Paint): string[] {
  if (items.length === 0) return [messages.word("cli.waiting-none")];
  return items.flatMap((item) => {
    const { objectId, state, type, name, reasons, planId, answer } = item;
    const colour = COLOURS[state];
    const lines = [
      `  ${paint[colour](messages.word(`waiting.${state}`))}  ${messages.word(`type.${type}`)} ${paint.bold(makePrintable(name))}`,
    ];
    if (reasons.length > 0) lines.push(`    ${paint.dim(joinReasons(reasons, messages))}`);
    lines.push(...timeLines(item, messages).map((line) => `    ${paint.dim(line)}`));
    if (answer !== null) lines.push(`    ${renderAnswer(answer, messages)}`);
    if (planId === null || answer !== null) return lines;
    // An id stands for a name that cannot be typed as it is shown.
    const word = quoteWord(makePrintable(name) === name ? name : objectId);
    const commands = ["approve", "reject"].map(
      (answer) => `      muster hold ${answer} ${planId} --${type} ${word}`,
    );
    return [...lines, `    ${messages.word("cli.waiting-answer")}`, ...commands];
  });
}

/** Since when an object waits, its failures, its next attempt, and the exchange that shows the last failure. */
function timeLines(
  { since, nextAttemptAt: next, attempts, exchangeId }: WaitingShape,
  messages: Messages,
): string[] {
  return [
    next === null
      ? messages.word("cli.waiting-since", { since })
      : messages.word("cli.waiting-next", { since, next }),
    ...(attempts === 0 ? [] : [messages.word("cli.waiting-attempts", { count: attempts })]),
    ...(exchangeId === null ? [] : [messages.word("cli.exchange-id", { id: exchangeId })]),
  ];
}

/** Names the objects that still wait after a cycle, without their reasons; empty when none does. */
export function renderLeft(
  { items, next }: { readonly items: readonly WaitingShape[]; readonly next: string | null },
  messages: Messages,
  paint: Paint,
): string[] {
  if (items.length === 0) return [];
  const lines = items.map(
    ({ state, type, name }) =>
      `  ${paint[COLOURS[state]](messages.word(`waiting.${state}`))}  ${messages.word(`type.${type}`)} ${makePrintable(name)}`,
  );
  return [
    "",
    messages.word("cli.waiting-left"),
    ...lines,
    ...(next === null ? [] : [messages.word("cli.waiting-more")]),
  ];
}
