import type { RecordedExchangeShape } from "../contract/exchanges.ts";
import type { ExchangeShape, LogEntry } from "../contract/records.ts";
import type { Messages } from "../messages/messages.ts";
import { makePrintable } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { renderFault } from "./render-application.ts";
import { joinReasons, renderChange } from "./render-decision.ts";

const STATUS_COLOURS = {
  success: "green",
  failure: "red",
  skipped: "dim",
  held: "red",
  pending: "yellow",
} as const satisfies Record<LogEntry["status"], "green" | "red" | "dim" | "yellow">;
const BODY_MAX_CHARS = 400;

/** Renders the provisioning log, newest first: each action with its object, reasons and outcome. */
export function renderLog(entries: readonly LogEntry[], messages: Messages, paint: Paint): string[] {
  if (entries.length === 0) return [messages.word("cli.log-empty")];
  return entries.flatMap((entry) => renderEntry(entry, messages, paint));
}

export function renderEntry(entry: LogEntry, messages: Messages, paint: Paint): string[] {
  const { at, action, status, type, name, accountId, reasons, changes, fault } = entry;
  const account = accountId === null ? "" : paint.dim(` [${makePrintable(accountId)}]`);
  const known = [`verb.${action}`, `step.${action}`].find(messages.knows);
  const what = known === undefined ? makePrintable(action) : messages.text(known);
  const state = paint[STATUS_COLOURS[status]](messages.word(`log-status.${status}`));
  const lines = [
    `${at}  ${state}  ${what} ${messages.word(`type.${type}`)} ${paint.bold(makePrintable(name))}${account}`,
  ];
  for (const { path, from, to } of changes) lines.push(`    ${renderChange(path, from, to, messages)}`);
  if (reasons.length > 0) {
    lines.push(`    ${paint.dim(messages.word("cli.because", { why: joinReasons(reasons, messages) }))}`);
  }
  if (fault !== null) lines.push(...renderFault(fault, messages, paint).map((line) => `    ${line}`));
  return lines;
}

/** Renders recorded exchanges, newest first. Long bodies are cut; `--json` has the whole body. */
export function renderExchanges(
  exchanges: readonly ExchangeShape[],
  messages: Messages,
  paint: Paint,
): string[] {
  if (exchanges.length === 0) return [messages.word("cli.log-empty")];
  return exchanges.flatMap((exchange) => [
    exchangeLine(exchange, messages, paint),
    ...(exchange.withheld ? [`    ${messages.word("cli.content-withheld")}`] : []),
    ...bodyLines(">", exchange.request),
    ...bodyLines("<", exchange.response),
  ]);
}

/** Renders time, status, method, address and duration of an exchange. */
export function exchangeLine(exchange: ExchangeShape, messages: Messages, paint: Paint): string {
  const { at, ms, method, url, status, id } = exchange;
  const told = status === null ? messages.word("cli.no-answer") : String(status);
  const good = status !== null && status < 400;
  const outcome = good ? paint.green(told) : paint.red(told);
  return `${at}  ${outcome}  ${method} ${makePrintable(url)}  ${messages.number(Math.round(ms))} ms  ${paint.dim(`${id}${describeJoining(exchange, messages)}`)}`;
}

/** Renders one exchange with all its headers and whole bodies. */
export function renderExchange(exchange: RecordedExchangeShape, messages: Messages, paint: Paint): string[] {
  const { step, withheld, request, response } = exchange;
  const lines = [exchangeLine(exchange, messages, paint)];
  if (step !== null) {
    const { operation, cycleId: cycle, name, objectId } = step;
    const params = { operation, cycle, name: makePrintable(name ?? objectId) };
    lines.push(paint.dim(messages.word("cli.exchange-step", params)));
  }
  if (withheld) lines.push(messages.word("cli.content-withheld"));
  return [
    ...lines,
    ...partLines(paint.bold(messages.word("cli.exchange-request")), request),
    ...partLines(paint.bold(messages.word("cli.exchange-response")), response),
  ];
}

/** The bulk request that a request travelled in, or the number of requests in a bulk request; nothing for any other. */
export function describeJoining(
  { carrierId, joined }: Pick<ExchangeShape, "carrierId" | "joined">,
  messages: Messages,
): string {
  if (carrierId !== null) return `  ${messages.word("cli.exchange-carrier", { id: carrierId })}`;
  return joined === null ? "" : `  ${messages.word("cli.exchange-joined", { count: joined })}`;
}

function partLines(heading: string, part: ExchangeShape["request"]): string[] {
  if (part === null) return [];
  const { headers, body, failure } = part;
  const named = typeof headers === "object" && headers !== null ? Object.entries(headers) : [];
  const content = body ?? failure;
  const text = typeof content === "string" ? content : JSON.stringify(content, undefined, 2);
  return [
    "",
    heading,
    ...named.map(([name, value]) => `  ${makePrintable(name)}: ${makePrintable(String(value))}`),
    ...(content === undefined || text === ""
      ? []
      : text.split("\n").map((line) => `  ${makePrintable(line)}`)),
  ];
}

function bodyLines(mark: string, part: Readonly<Record<string, unknown>> | null): string[] {
  if (part === null) return [];
  const failure = part["failure"];
  const body = part["body"] ?? failure;
  if (body === undefined || body === null || body === "") return [];
  const text = makePrintable(typeof body === "string" ? body : JSON.stringify(body));
  return [`    ${mark} ${text.length <= BODY_MAX_CHARS ? text : `${text.slice(0, BODY_MAX_CHARS)}…`}`];
}
