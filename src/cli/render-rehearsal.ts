import type { RehearsalShape } from "../contract/on-demand.ts";
import { type Messages, makePrintable } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { renderDecision } from "./render-decision.ts";

/** Renders the decisions about one object, and the requests that would be sent with their bodies. */
export function renderRehearsal(
  { decisions, requests, withheld, message }: RehearsalShape,
  messages: Messages,
  paint: Paint,
): string[] {
  const lines = decisions.flatMap((each) => renderDecision(each, messages, paint, true));
  if (message !== null) lines.push(paint.red(messages.text(message.code, message.params)));
  // A rehearsal that could not go on does not know that nothing would be sent.
  if (message === null || requests.length > 0) {
    lines.push("", paint.bold(messages.word("cli.rehearsal-requests", { count: requests.length })));
  }
  for (const { method, path, body } of requests) {
    lines.push(`  ${method} ${makePrintable(path)}`);
    if (body !== null) lines.push(`    ${makePrintable(JSON.stringify(body))}`);
  }
  if (withheld) lines.push(messages.word("cli.content-withheld"));
  lines.push(messages.word("cli.rehearsal-nothing-sent"));
  return lines;
}
