import type { WhyShape } from "../contract/records.ts";
import type { Messages } from "../messages/messages.ts";
import { makePrintable } from "../messages/messages.ts";
import { formatLabelled } from "./format-labelled.ts";
import type { Paint } from "./paint.ts";
import { exchangeLine, renderEntry } from "./render-log.ts";

/** Renders the scope of an object, its account, the last action, the next attempt and what blocks it. */
export function renderWhy(why: WhyShape, appName: string, messages: Messages, paint: Paint): string[] {
  const { word } = messages;
  const title = word("cli.why-title", { type: why.type, name: why.name, app: appName, state: why.state });
  const lines = [paint.bold(title), ...section("cli.why-scope", scopeText(why, messages, paint))];
  lines.push(...section("cli.why-link", linkText(why, messages)));
  const last = why.last === null ? [word("cli.why-no-last")] : renderEntry(why.last.entry, messages, paint);
  if (why.last?.exchange) last.push(`    ${exchangeLine(why.last.exchange, messages, paint)}`);
  lines.push(...section("cli.why-last", last));
  const expected = why.expected === null ? [] : [messages.text(why.expected.code, why.expected.params)];
  lines.push(...section("cli.why-next", [why.nextAttemptAt ?? word("cli.why-no-next"), ...expected]));
  const blockers = why.blockers.map(({ code, params }) => paint.red(messages.text(code, params)));
  lines.push(
    ...section("cli.why-blockers", blockers.length === 0 ? [word("cli.why-no-blockers")] : blockers),
  );
  if (why.access.length > 0) lines.push(...section("cli.why-access", accessText(why, messages, paint)));
  return lines;

  function section(label: Parameters<Messages["word"]>[0], texts: readonly string[]): string[] {
    return [`  ${word(label)}`, ...texts.map((text) => `    ${text}`)];
  }
}

function scopeText({ inScope, scope }: WhyShape, messages: Messages, paint: Paint): string[] {
  const verdict = inScope
    ? paint.green(messages.word("cli.why-in"))
    : paint.yellow(messages.word("cli.why-out"));
  return [verdict, ...scope.map(({ code, params }) => messages.text(code, params))];
}

/** Each part of the access as if it alone went. */
function accessText({ access }: WhyShape, messages: Messages, paint: Paint): string[] {
  const { word, text } = messages;
  return access.flatMap(({ kind, type, name, role, keeps, keptBy }) => {
    const part =
      kind === "group" ? word("access.group", { name }) : word(`access.assignment-${type}`, { name });
    const given = role === null ? "" : ` ${word("access.role", { role })}`;
    const outcome = keeps ? word("access.keeps") : paint.red(word("access.loses"));
    return [
      formatLabelled(messages, `${part}${given}`, outcome),
      ...keptBy.map(({ code, params }) => `  ${text(code, params)}`),
    ];
  });
}

function linkText({ link }: WhyShape, messages: Messages): string[] {
  if (link === null) return [messages.word("cli.why-no-link")];
  const { accountId, status, provenance, since, modifiedAt, formerNames } = link;
  const how = messages.knows(`provenance.${provenance}`)
    ? messages.text(`provenance.${provenance}`)
    : makePrintable(provenance);
  return [
    messages.word("cli.why-linked", { account: accountId, status, how, since, modified: modifiedAt }),
    ...renderFormerNames(formerNames, messages),
  ];
}

/** Renders the names that the account of a deleted user had before it was renamed. */
export function renderFormerNames(
  names: NonNullable<WhyShape["link"]>["formerNames"],
  { word }: Messages,
): string[] {
  return names.map(({ path, value }) => word("cli.former-name", { path, value: makePrintable(value) }));
}
