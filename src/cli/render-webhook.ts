import type { EventShape } from "../contract/events.ts";
import type { DeliveryShape, WebhookShape } from "../contract/webhooks.ts";
import { type Messages, makePrintable } from "../messages/messages.ts";
import type { Paint } from "./paint.ts";
import { renderTable } from "./table.ts";

const STATE_COLOURS = { on: "green", off: "dim", paused: "red", gone: "red" } as const;
const OUTCOME_COLOURS = {
  acknowledged: "green",
  failed: "red",
  unknown: "yellow",
  intended: "dim",
} as const;

/** Renders webhooks, one a line. */
export function renderWebhooks(webhooks: readonly WebhookShape[], messages: Messages): string[] {
  const head = (["id", "name", "state", "waiting", "url"] as const).map((name) =>
    messages.word(`column.${name}`),
  );
  const rows = webhooks.map((webhook) => [
    webhook.webhookId,
    webhook.name,
    messages.word(`webhook-state.${webhook.state}`),
    waitingOf(webhook, messages),
    webhook.url,
  ]);
  return renderTable([head, ...rows]);
}

/** Renders a webhook: its state, waiting events and last failure. */
export function renderWebhook(webhook: WebhookShape, messages: Messages, paint: Paint): string[] {
  const { name, url, state, types, failing, lastFailure, lastSuccessAt, lag, formerSecretUntil } = webhook;
  const told = paint[STATE_COLOURS[state]](messages.word(`webhook-state.${state}`));
  const lines = [
    `${paint.bold(makePrintable(name))}  ${told}`,
    `  ${makePrintable(url)}`,
    `  ${messages.word("cli.webhook-types", { types: types?.join(", ") ?? messages.word("cli.webhook-all") })}`,
    `  ${messages.word("cli.webhook-waiting", { waiting: waitingOf(webhook, messages), at: lag.since ?? "-" })}`,
    `  ${messages.word("cli.webhook-success", { at: lastSuccessAt ?? "-" })}`,
  ];
  if (failing !== null) {
    const { attempts, since, nextAttemptAt: at } = failing;
    lines.push(`  ${paint.red(messages.word("cli.webhook-failing", { count: attempts, since, at }))}`);
  }
  if (lastFailure !== null) {
    const { code, params, at } = lastFailure;
    lines.push(`  ${messages.word("cli.webhook-failure", { at, why: messages.text(code, params) })}`);
  }
  if (formerSecretUntil !== null) {
    lines.push(`  ${messages.word("cli.webhook-former-secret", { at: formerSecretUntil })}`);
  }
  return lines;
}

function waitingOf({ lag }: WebhookShape, messages: Messages): string {
  return `${messages.number(lag.events)}${lag.hasMore ? "+" : ""}`;
}

/** Renders a secret that is shown only once. */
export function renderSecret(secret: string, messages: Messages): string[] {
  return [messages.word("cli.webhook-secret"), `  ${secret}`];
}

/** Renders delivery attempts, newest first. */
export function renderDeliveries(
  deliveries: readonly DeliveryShape[],
  messages: Messages,
  paint: Paint,
): string[] {
  if (deliveries.length === 0) return [messages.word("cli.log-empty")];
  return deliveries.flatMap(({ sentAt, state, kind, events, attempt, messageId, failure }) => {
    const outcome = paint[OUTCOME_COLOURS[state]](messages.word(`delivery-state.${state}`));
    const what =
      kind === "ping"
        ? messages.word("cli.delivery-ping")
        : messages.word("cli.delivery", { count: events, attempt });
    const line = `${sentAt}  ${outcome}  ${what}  ${paint.dim(messageId)}`;
    return failure === null ? [line] : [line, `    ${messages.text(failure.code, failure.params)}`];
  });
}

/** Renders events, oldest first. */
export function renderEvents(events: readonly EventShape[], paint: Paint): string[] {
  return events.map(({ time, type, resource, member, attributes }) => {
    const who = member === undefined ? "" : `  ${makePrintable(member.type)} ${member.id}`;
    const what =
      attributes === undefined || member !== undefined
        ? ""
        : paint.dim(`  ${makePrintable(attributes.join(", "))}`);
    return `${time}  ${paint.bold(makePrintable(type))}  ${makePrintable(resource.type)} ${resource.id}${who}${what}`;
  });
}
