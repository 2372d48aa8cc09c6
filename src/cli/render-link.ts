import type {
  AccountLinkEventShape,
  AccountLinkHistoryShape,
  AccountLinkShape,
  ChangedLinkShape,
  LinkImportShape,
} from "../contract/account-links.ts";
import { makePrintable } from "../messages/messages.ts";
import { renderColumns } from "./list.ts";
import type { Output } from "./output.ts";

/** The links of an application as a table. */
export function renderLinks(items: readonly AccountLinkShape[], output: Output): readonly string[] {
  const { messages } = output;
  const columns = ["column.name", "column.kind", "column.account", "column.made", "column.since"] as const;
  return renderColumns(output, columns, items, (link) => [
    link.name,
    messages.word(`type.${link.type}`),
    link.accountId,
    messages.word(`provenance.${link.provenance}`),
    link.since,
  ]);
}

/** The link of one object, and its changes. */
export function renderLinkHistory(
  { name, objectId, link, events }: AccountLinkHistoryShape,
  output: Output,
): readonly string[] {
  const { messages, paint } = output;
  const head = `${paint.bold(makePrintable(name))}  ${objectId}`;
  const now =
    link === null
      ? messages.word("cli.link-none")
      : messages.word("cli.link-now", {
          account: link.accountId,
          how: messages.word(`provenance.${link.provenance}`),
          since: link.since,
        });
  return [head, `  ${now}`, ...events.map((event) => `  ${paint.dim(renderEvent(event, output))}`)];
}

function renderEvent(event: AccountLinkEventShape, { messages }: Output): string {
  const { at, kind, accountId, formerAccountId, actor, actorName, cause, eventId } = event;
  const change = messages.word(`link-event.${kind}`, { account: accountId });
  const why = cause === null ? [] : [messages.word(`link-end.${cause}`)];
  const before =
    formerAccountId === null ? [] : [messages.word("cli.link-before", { account: formerAccountId })];
  const author = actor === "system" ? [] : [messages.word("cli.link-by", { name: actorName ?? actor })];
  const undo = event.undoable ? [messages.word("cli.link-undoable", { event: eventId })] : [];
  return [at, [change, ...why, ...before, ...author, ...undo].map(makePrintable).join("; ")].join("  ");
}

/** The effect of a change, and the account that is left over. */
export function renderChangedLink(
  { name, link, leftAccountId }: ChangedLinkShape,
  { messages }: Output,
): readonly string[] {
  const done =
    link === null
      ? messages.word("cli.link-ended", { name })
      : messages.word("cli.link-made", { name, account: link.accountId });
  const left = leftAccountId === null ? [] : [messages.word("cli.link-left", { account: leftAccountId })];
  return [done, ...left];
}

/** The result of an import: numbers, and each row that was not linked. */
export function renderLinkImport(
  { dryRun, linked, unchanged, rejected }: LinkImportShape,
  { messages, paint }: Output,
): readonly string[] {
  const made = messages.word(dryRun ? "cli.links-would" : "cli.links-made", { count: linked });
  const same = unchanged === 0 ? [] : [messages.word("cli.links-same", { count: unchanged })];
  if (rejected.length === 0) return [made, ...same];
  return [
    made,
    ...same,
    paint.red(messages.word("cli.links-rejected", { count: rejected.length })),
    ...rejected.map(({ line, code, params }) => {
      const place = messages.word("cli.line", { line });
      return `  ${place} ${makePrintable(messages.text(code, params))}`;
    }),
  ];
}
