import type { HoldAnswerShape } from "../contract/hold-answer.ts";
import type { MessageShape } from "../contract/parts.ts";
import type { DecisionShape } from "../contract/plans.ts";
import type { Messages } from "../messages/messages.ts";
import { makePrintable } from "../messages/messages.ts";
import { formatLabelled } from "./format-labelled.ts";
import type { Paint } from "./paint.ts";

export type DecisionVerb = DecisionShape["verb"];
/** The subject of a mark in a plan. */
export type Marked = DecisionVerb | "unchanged";

/** The symbol of each verb, and its colour where there are colours. */
export const MARKS: Readonly<
  Record<Marked, { readonly symbol: string; readonly colour: "green" | "yellow" | "red" | "cyan" | "dim" }>
> = {
  create: { symbol: "+", colour: "green" },
  adopt: { symbol: ">", colour: "cyan" },
  update: { symbol: "~", colour: "yellow" },
  disable: { symbol: "o", colour: "red" },
  delete: { symbol: "-", colour: "red" },
  unchanged: { symbol: "=", colour: "dim" },
  hold: { symbol: "!", colour: "red" },
  skip: { symbol: ".", colour: "dim" },
  pending: { symbol: "?", colour: "yellow" },
};

const CHANGES_MAX = 5;
const VALUE_MAX_CHARS = 80;

/** Renders a decision as lines: its mark and name, the changes (all of them if `detailed`), and the reasons. */
export function renderDecision(
  decision: DecisionShape,
  messages: Messages,
  paint: Paint,
  detailed: boolean,
): string[] {
  const { symbol, colour } = MARKS[decision.verb];
  const account = decision.accountId === null ? "" : paint.dim(` [${makePrintable(decision.accountId)}]`);
  const type = messages.word(decision.type === "user" ? "type.user" : "type.group");
  const lines = [`  ${paint[colour](symbol)} ${type} ${paint.bold(makePrintable(decision.name))}${account}`];
  for (const text of changesOf(decision, messages, detailed)) lines.push(`      ${text}`);
  if (decision.reasons.length > 0) {
    lines.push(
      `      ${paint.dim(messages.word("cli.because", { why: joinReasons(decision.reasons, messages) }))}`,
    );
  }
  if (decision.answer !== null) lines.push(`      ${renderAnswer(decision.answer, messages)}`);
  return lines;
}

/** Renders a person's answer to a hold, and until when it is valid. */
export function renderAnswer(
  { answer, by, expiresAt, comment }: HoldAnswerShape,
  messages: Messages,
): string {
  const text =
    expiresAt === null
      ? messages.word(`cli.hold-${answer}-for-good`, { by: makePrintable(by) })
      : messages.word(`cli.hold-${answer}`, { by: makePrintable(by), until: expiresAt });
  return comment === null ? text : `${text} (${makePrintable(comment)})`;
}

/** Renders a reason chain as text, from the first fact to the decision. */
export function joinReasons(reasons: readonly MessageShape[], messages: Messages): string {
  return reasons.map(({ code, params }) => messages.text(code, params)).join(" → ");
}

function changesOf(decision: DecisionShape, messages: Messages, detailed: boolean): string[] {
  const { changes, membersAdded, membersRemoved } = decision;
  const lines: string[] = [];
  // Every attribute of a new account is new, so the number of attributes is enough by default.
  if (decision.verb === "create" && !detailed && changes.length > 0) {
    lines.push(messages.word("cli.attributes", { count: changes.length }));
  } else {
    const shown = detailed ? changes : changes.slice(0, CHANGES_MAX);
    for (const { path, from, to } of shown) lines.push(renderChange(path, from, to, messages));
    const rest = changes.length - shown.length;
    if (rest > 0) lines.push(messages.word("cli.more-changes", { count: rest }));
  }
  if (membersAdded > 0 || membersRemoved > 0) {
    lines.push(messages.word("change.members", { added: membersAdded, removed: membersRemoved }));
  }
  return lines;
}

/** `title: "Engineer" → "Lead engineer"`; an attribute without a former value shows only the new one. */
export function renderChange(path: string, from: unknown, to: unknown, messages: Messages): string {
  const after = valueText(to, messages);
  const text = from === null ? after : `${valueText(from, messages)} → ${after}`;
  return formatLabelled(messages, makePrintable(path), text);
}

function valueText(value: unknown, messages: Messages): string {
  if (value === null || value === undefined) return messages.word("cli.no-value");
  const text = makePrintable(JSON.stringify(value));
  const letters = [...text];
  return letters.length <= VALUE_MAX_CHARS ? text : `${letters.slice(0, VALUE_MAX_CHARS).join("")}…`;
}
