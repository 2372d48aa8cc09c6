import type { AccountShape, TimelineEntryShape } from "../contract/accounts.ts";
import { type Messages, makePrintable } from "../messages/messages.ts";
import { formatLabelled } from "./format-labelled.ts";
import type { Output } from "./output.ts";
import type { Paint } from "./paint.ts";
import { joinReasons } from "./render-decision.ts";
import { renderEntry } from "./render-log.ts";
import { renderFormerNames } from "./render-why.ts";

/** Renders where a user or group has accounts: for each application the account or the reason for its absence. */
export function renderAccounts(accounts: readonly AccountShape[], { messages, paint }: Output): string[] {
  if (accounts.length === 0) return [`  ${messages.word("cli.accounts-none")}`];
  return accounts.flatMap((each) => renderAccount(each, messages, paint));
}

function renderAccount(each: AccountShape, messages: Messages, paint: Paint): string[] {
  const { application, link, inScope, scope, waiting, blockers } = each;
  const { word } = messages;
  const verdict = inScope ? paint.green(word("cli.why-in")) : paint.yellow(word("cli.why-out"));
  const held =
    link === null
      ? word("cli.why-no-link")
      : word("cli.account-linked", { account: link.accountId, since: link.since });
  const lines = [`  ${paint.bold(makePrintable(application))}  ${verdict}  ${held}`];
  for (const line of renderFormerNames(link?.formerNames ?? [], messages)) lines.push(`    ${line}`);
  if (scope.length > 0) lines.push(`    ${paint.dim(joinReasons(scope, messages))}`);
  if (waiting !== null) {
    const state = paint.yellow(word(`waiting.${waiting.state}`));
    const reasons = joinReasons(waiting.reasons, messages);
    lines.push(`    ${reasons === "" ? state : formatLabelled(messages, state, reasons)}`);
  }
  for (const { code, params } of blockers) lines.push(`    ${paint.red(messages.text(code, params))}`);
  return lines;
}

/** Renders what was done to a user or group, and to its accounts. */
export function renderTimeline(
  entries: readonly TimelineEntryShape[],
  { messages, paint }: Output,
): readonly string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "provisioning") {
      const [first = "", ...rest] = renderEntry(entry.log, messages, paint);
      return [`${first}  ${paint.dim(makePrintable(entry.application))}`, ...rest];
    }
    const { actor, activity, detail } = entry.audit;
    const facts = Object.entries(detail).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    const line = `${entry.at}  ${makePrintable(activity)}  ${makePrintable(actor)}`;
    return [facts.length === 0 ? line : `${line}  ${paint.dim(makePrintable(facts.join(" ")))}`];
  });
}
