import type {
  RejectedRequestShape,
  RejectedRequestWhole,
  ReplayOutcomeShape,
  ReplayResult,
} from "../contract/rejected-requests.ts";
import type { TokenDetails } from "../contract/tokens.ts";
import { type Messages, makePrintable } from "../messages/messages.ts";
import { formatLabelled } from "./format-labelled.ts";
import type { Paint } from "./paint.ts";
import { renderChange } from "./render-decision.ts";
import { renderTable } from "./table.ts";

/** Renders rejected requests, each with the error that the client received. */
export function renderRejected(
  items: readonly RejectedRequestShape[],
  messages: Messages,
  paint: Paint,
): string[] {
  if (items.length === 0) return [messages.word("cli.rejected-none")];
  return items.flatMap((item) => [
    `${item.at}  ${paint.red(errorOf(item))}  ${item.method} ${makePrintable(item.path)}  ${paint.dim(item.requestId)}`,
    `    ${makePrintable(item.detail)}`,
    `    ${messages.word("cli.rejected-token", { name: item.tokenName, profile: item.profile })}`,
  ]);
}

/** Renders a rejected request with its body. */
export function renderRejectedWhole(item: RejectedRequestWhole, messages: Messages, paint: Paint): string[] {
  const { body, bodyKept, userAgent } = item;
  return [
    ...renderRejected([item], messages, paint),
    ...(userAgent === null ? [] : [`    User-Agent: ${makePrintable(userAgent)}`]),
    ...Object.entries(item.headers ?? {}).map(([name, value]) => `    ${name}: ${makePrintable(value)}`),
    ...(item.withheld ? [messages.word("cli.content-withheld")] : []),
    ...redactedLines(item.redacted, messages),
    ...(bodyKept === "cut" ? [messages.word("cli.rejected-cut")] : []),
    ...(body === null || body === "" ? [] : [makePrintable(body)]),
  ];
}

function redactedLines(names: readonly string[], messages: Messages): string[] {
  if (names.length === 0) return [];
  return [messages.word("cli.rejected-redacted", { names: names.join(", ") })];
}

function errorOf({
  status,
  scimType,
}: {
  readonly status: number;
  readonly scimType: string | null;
}): string {
  return scimType === null ? String(status) : `${status} ${scimType}`;
}

/** Renders the outcome of a replay in each profile, and what it would change. */
export function renderReplay(result: ReplayResult, messages: Messages, paint: Paint): string[] {
  const { sent, redacted, items } = result;
  const title = messages.word(sent ? "cli.replay-sent" : "cli.replay-dry");
  return [
    title,
    ...redactedLines(redacted, messages),
    ...items.flatMap((item) => outcomeLines(item, sent, messages, paint)),
  ];
}

function outcomeLines(item: ReplayOutcomeShape, sent: boolean, messages: Messages, paint: Paint): string[] {
  const { profile, accepted, status, detail, effect, changes } = item;
  const name = profile.padEnd("generic".length);
  if (!accepted) {
    return [
      `${name}  ${paint.red(messages.word("cli.replay-rejected"))}  ${errorOf(item)}  ${makePrintable(detail ?? "")}`,
    ];
  }
  const what = sent ? "" : `  ${messages.word(`effect.${effect}`)}`;
  return [
    `${name}  ${paint.green(messages.word("cli.replay-accepted"))}  ${status}${what}`,
    ...changes.map(({ path, from, to }) => `    ${renderChange(path, from, to, messages)}`),
  ];
}

/** Renders a token with the tolerances of its profile and its last client. */
export function renderToken(token: TokenDetails, messages: Messages, paint: Paint): string[] {
  const { lastUse, suggestion, tolerances, profile, requestsPerSecond } = token;
  const facts: [string, string][] = [
    [messages.word("column.id"), token.tokenId],
    [messages.word("column.kind"), token.kind],
    [messages.word("column.profile"), profile ?? "-"],
    [messages.word("column.issued-to"), token.issuedTo?.userName ?? "-"],
    [messages.word("column.expires"), token.expiresAt],
    [messages.word("column.revoked"), token.revokedAt ?? "-"],
    [messages.word("column.per-second"), limitText(requestsPerSecond, messages)],
    [messages.word("column.last-used"), lastUse?.at ?? messages.word("cli.never")],
    [messages.word("column.last-client"), lastUse?.userAgent ?? "-"],
  ];
  const isOther = suggestion !== null && suggestion.profile !== profile;
  return [
    paint.bold(makePrintable(token.name)),
    ...renderTable(facts),
    ...(isOther ? [messages.word("cli.profile-suggested", { ...suggestion })] : []),
    ...(tolerances === null ? [] : ["", messages.word("cli.tolerances", { profile: profile ?? "generic" })]),
    ...(tolerances ?? []).map(({ name, on }) => toleranceLine(name, on, messages, paint)),
  ];
}

/** How many requests a token may send each second, in words where it has no number of its own. */
export function limitText(requestsPerSecond: number | null, messages: Messages): string {
  if (requestsPerSecond === null) return messages.word("cli.limit-default");
  return requestsPerSecond === 0 ? messages.word("cli.limit-none") : String(requestsPerSecond);
}

function toleranceLine(name: string, on: boolean, messages: Messages, paint: Paint): string {
  const mark = on ? paint.green(messages.word("cli.on")) : paint.dim(messages.word("cli.off"));
  return `  ${mark}  ${formatLabelled(messages, name, messages.text(`tolerance.${name}`))}`;
}
