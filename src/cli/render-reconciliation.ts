import type { ReconciliationShape } from "../contract/reconcile.ts";
import { type Messages, makePrintable } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { renderChange } from "./render-decision.ts";

/** Accounts that are shown; the JSON form has more. */
const SHOWN_MAX = 20;

/** Renders the accounts that differ, and the numbers of accounts without a link. */
export function renderReconciliation(
  { attributes, drift, drifted, missing, linked, refused, refusals, orphans, leftOut }: ReconciliationShape,
  messages: Messages,
  paint: Paint,
): string[] {
  const { word } = messages;
  const lines = [paint.bold(word("cli.reconciled", { linked, drifted, missing }))];
  for (const each of attributes) lines.push(...renderAttribute(each, messages));
  for (const each of drift.slice(0, SHOWN_MAX)) {
    const type = word(each.type === "user" ? "type.user" : "type.group");
    lines.push(`  ${type} ${makePrintable(each.name)} ${paint.dim(`[${makePrintable(each.accountId)}]`)}`);
    if (each.kind === "missing") lines.push(`      ${word("cli.reconcile-missing")}`);
    for (const { path, from, to } of each.changes)
      lines.push(`      ${renderChange(path, from, to, messages)}`);
    if (each.membersLost > 0)
      lines.push(`      ${word("cli.reconcile-members", { count: each.membersLost })}`);
  }
  const rest = drifted + missing - Math.min(drift.length, SHOWN_MAX);
  if (rest > 0) lines.push(`  ${word("cli.reconcile-more", { count: rest })}`);
  lines.push(...renderRefusals({ refused, refusals }, messages, paint));
  if (leftOut.unread > 0) lines.push(paint.yellow(word("cli.reconcile-unread", { count: leftOut.unread })));
  lines.push(word("cli.reconcile-orphans", orphans), "");
  return lines;
}

/** The values that the target refused, each with its answer. */
function renderRefusals(
  { refused, refusals }: Pick<ReconciliationShape, "refused" | "refusals">,
  messages: Messages,
  paint: Paint,
): string[] {
  if (refused === 0) return [];
  const shown = refusals.slice(0, SHOWN_MAX);
  const rest = refused - shown.length;
  return [
    paint.yellow(messages.word("cli.reconcile-refused", { count: refused })),
    ...shown.flatMap(({ type, name, reasons }) => [
      `  ${messages.word(type === "user" ? "type.user" : "type.group")} ${makePrintable(name)}`,
      ...reasons.map(({ code, params }) => `      ${messages.text(code, params)}`),
    ]),
    ...(rest > 0 ? [`  ${messages.word("cli.reconcile-more", { count: rest })}`] : []),
  ];
}

/** How many accounts differ in an attribute, and how many show it as the target spells it. */
function renderAttribute(
  { path: name, differing, spelt, compared }: ReconciliationShape["attributes"][number],
  { word }: Messages,
): string[] {
  const path = makePrintable(name);
  return [
    ...(differing > 0 ? [`  ${word("cli.reconcile-attribute", { path, differing, compared })}`] : []),
    ...(spelt > 0 ? [`  ${word("cli.reconcile-spelt", { path, spelt, compared })}`] : []),
  ];
}
