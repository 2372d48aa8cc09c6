import type { JsonObject } from "../../core/json.ts";
import type { Write } from "../../ports/store.ts";
import type { DeliveryRow, WebhookRow } from "../../ports/webhook-tables.ts";
import { createAuditWrite } from "../audit.ts";
import { commitIfCurrent } from "../commit.ts";
import type { Deps } from "../deps.ts";
import type { DeliveryFailure, RetryOptions, SendOutcome } from "./delivery.ts";
import { endDelivery, updateWebhook } from "./webhook-writes.ts";

type Failed = Extract<SendOutcome, { readonly kind: "failed" }>;

/** One attempt of a webhook: its row in the journal, and what came of it. `row` is from before the attempt. */
export interface DeliveryAttempt<Outcome extends SendOutcome = SendOutcome> {
  readonly row: WebhookRow;
  readonly delivery: DeliveryRow;
  readonly outcome: Outcome;
}

/**
 * Records what came of an attempt. After an acknowledgement the webhook's place moves on; after a failure the same
 * message is due again later; a receiver that wants no more, or has failed for too long, is sent nothing further. A
 * webhook that was changed meanwhile keeps its place, and what was sent is sent again.
 */
export async function settleDelivery(
  deps: Deps,
  attempt: DeliveryAttempt,
  options: RetryOptions,
): Promise<void> {
  const ended = attemptWrite(deps, attempt.delivery, attempt.outcome);
  const writes = webhookWrites(deps, attempt, options);
  if (await commitIfCurrent(deps, [...writes, ended])) {
    logTrouble(deps, attempt, writes);
    return;
  }
  // The webhook was changed or deleted meanwhile. With a deletion the attempt's own row may be gone too.
  await commitIfCurrent(deps, [ended]);
}

/** Logs when a webhook begins to fail, when it is given up, and when it recovers; not each attempt in between. */
function logTrouble({ log }: Deps, { row, outcome }: DeliveryAttempt, writes: readonly Write[]): void {
  const which = { organization: row.org, webhook: row.id };
  if (outcome.kind === "acknowledged" && row.failing_since !== null) {
    log("info", "webhook.recovered", { ...which, attempts: row.attempts + 1 });
  }
  if (outcome.kind !== "failed") return;
  const fields = { ...which, code: outcome.failure.code, status: outcome.status };
  const isGivenUp = writes.length > 1;
  if (isGivenUp) log("warn", outcome.isGone ? "webhook.gone" : "webhook.paused", fields);
  else if (row.failing_since === null) log("warn", "webhook.failing", fields);
}

/** The journal's row of an attempt that has ended. */
export function attemptWrite({ env }: Deps, delivery: DeliveryRow, outcome: SendOutcome): Write {
  const { exchange } = outcome;
  const ended = env.now();
  switch (outcome.kind) {
    case "acknowledged":
      return endDelivery(delivery, { state: outcome.kind, status: outcome.status, exchange, ended });
    case "failed": {
      const { status, failure } = outcome;
      const end = { status, failure: failureJson(failure), exchange, ended };
      return endDelivery(delivery, { state: outcome.kind, ...end });
    }
    case "interrupted":
      return endDelivery(delivery, { state: "unknown", exchange, ended });
  }
}

function webhookWrites(deps: Deps, attempt: DeliveryAttempt, options: RetryOptions): readonly Write[] {
  const { row, delivery, outcome } = attempt;
  const { org, id } = row;
  const { message, end_place } = delivery;
  const expect = { message, place: row.place };
  if (outcome.kind === "interrupted" || end_place === null) return [];
  if (outcome.kind === "failed") return failureWrites(deps, { row, delivery, outcome }, options);
  const set = {
    ...{ place: end_place, message: null, message_end: null, last_success: deps.env.now() },
    ...{ attempts: 0, failing_since: null, next_attempt: 0 },
  };
  return [updateWebhook({ org, id }, set, expect)];
}

function failureWrites(
  deps: Deps,
  { row, delivery, outcome }: DeliveryAttempt<Failed>,
  { failingMsMax, retryDelayMs }: RetryOptions,
): readonly Write[] {
  const { message, created } = delivery;
  const { org, id, name } = row;
  const now = deps.env.now();
  const attempts = row.attempts + 1;
  const failing_since = row.failing_since ?? created;
  const share = Number.parseInt(deps.env.hash(`${message} ${attempts}`).slice(0, 8), 16) / 2 ** 32;
  const failure = { ...failureJson(outcome.failure), status: outcome.status, at: now };
  const set = {
    ...{ attempts, failing_since, failure },
    next_attempt: now + Math.round(retryDelayMs(attempts, share, outcome.retryAfterMs)),
  };
  const update = (more: Partial<WebhookRow> = {}): Write => {
    const expect = { message, place: row.place };
    return updateWebhook({ org, id }, { ...set, ...more }, expect);
  };
  const isPaused = now - failing_since >= failingMsMax;
  if (!outcome.isGone && !isPaused) return [update()];
  const detail = { name, attempts, failingSince: failing_since, failure: failureJson(outcome.failure) };
  return [
    update({ state: outcome.isGone ? "gone" : "paused" }),
    createAuditWrite(deps, "system", {
      ...{ org, category: "webhook", activity: outcome.isGone ? "gone" : "pause", target: id },
      detail,
    }),
  ];
}

function failureJson({ code, params }: DeliveryFailure): JsonObject {
  return { code, params: { ...params } };
}
