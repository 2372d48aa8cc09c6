import type { LogEntryDetails, LogStepShape } from "../contract/records.ts";
import { type Messages, makePrintable } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { joinReasons } from "./render-decision.ts";
import { describeJoining, renderEntry } from "./render-log.ts";
import { renderTable } from "./table.ts";

const STATUS_COLOURS = {
  success: "green",
  warning: "yellow",
  failure: "red",
  skipped: "dim",
} as const satisfies Record<LogStepShape["status"], "green" | "yellow" | "red" | "dim">;

/** Renders one entry of the provisioning log with its steps, each with its reasons, and its calls. */
export function renderLogEntry(entry: LogEntryDetails, messages: Messages, paint: Paint): string[] {
  const { steps, referenceCode, exchanges } = entry;
  const rows = steps.map(({ type, status, reasons }) => [
    messages.word(`log-step.${type}`),
    paint[STATUS_COLOURS[status]](messages.word(`log-step-status.${status}`)),
    joinReasons(reasons, messages),
  ]);
  return [
    // The steps have the reasons.
    ...renderEntry({ ...entry, reasons: [] }, messages, paint),
    "",
    paint.bold(messages.word("cli.log-steps")),
    ...renderTable(rows).map((line) => `  ${line}`),
    ...(referenceCode === null ? [] : [messages.word("cli.log-reference-code", { code: referenceCode })]),
    ...(exchanges.length === 0 ? [] : ["", paint.bold(messages.word("cli.log-exchanges"))]),
    ...exchanges.map((exchange) => {
      const { at, method, url, status, id, carrierId } = exchange;
      const answer = status === null ? messages.word("cli.no-answer") : String(status);
      const joining = describeJoining({ carrierId, joined: null }, messages);
      return `  ${at}  ${answer}  ${method} ${makePrintable(url)}  ${paint.dim(`${id}${joining}`)}`;
    }),
  ];
}
