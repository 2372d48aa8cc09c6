import type { JsonObject } from "../../core/json.ts";
import type { Write } from "../../ports/store.ts";
import type { DeliveryRow, WebhookRow } from "../../ports/webhook-tables.ts";
import { auditWrite } from "../audit.ts";
import type { Deps } from "../deps.ts";
import type { DeliveryOptions } from "./deliver.ts";
import type { DeliveryFailure, SendOutcome } from "./send-message.ts";

type Failed = Extract<SendOutcome, { readonly kind: "failed" }>;

/**
 * Records what came of an attempt: on, after an acknowledgement; the same again later, after a failure; stopped,
 * when the receiver wants no more or has failed for too long. A webhook that was changed meanwhile keeps its place,
 * and what was sent is sent again.
 */
export async function settleDelivery(
  deps: Deps,
  row: WebhookRow,
  delivery: DeliveryRow,
  outcome: SendOutcome,
  options: Pick<DeliveryOptions, "failingMsMax" | "retryDelayMs">,
): Promise<void> {
  const attempt = attemptWrite(deps, delivery, outcome);
  const writes = webhookWrites(deps, row, delivery, outcome, options);
  const committed = await deps.store.commit([...writes, attempt]);
  if (committed.kind === "conflict" && writes.length > 0) await deps.store.commit([attempt]);
}

/** The journal's row of an attempt that has ended. */
export function attemptWrite({ env }: Deps, { org, id }: DeliveryRow, outcome: SendOutcome): Write {
  const { exchange } = outcome;
  const ended = env.now();
  switch (outcome.kind) {
    case "acknowledged": {
      const set = { state: outcome.kind, status: outcome.status, exchange, ended };
      return { op: "update", table: "delivery", key: { org, id }, set };
    }
    case "failed": {
      const { status, failure } = outcome;
      const set = { state: outcome.kind, status, failure: failureJson(failure), exchange, ended };
      return { op: "update", table: "delivery", key: { org, id }, set };
    }
    case "interrupted":
      return {
        op: "update",
        table: "delivery",
        key: { org, id },
        set: { state: "unknown", exchange, ended },
      };
  }
}

function webhookWrites(
  deps: Deps,
  row: WebhookRow,
  delivery: DeliveryRow,
  outcome: SendOutcome,
  options: Pick<DeliveryOptions, "failingMsMax" | "retryDelayMs">,
): readonly Write[] {
  const { org, id } = row;
  const { message, end_place } = delivery;
  const expect = { message, place: row.place };
  if (outcome.kind === "interrupted" || end_place === null) return [];
  if (outcome.kind === "failed") return failureWrites(deps, row, delivery, outcome, options);
  const set = {
    ...{ place: end_place, message: null, message_end: null, last_success: deps.env.now() },
    ...{ attempts: 0, failing_since: null, next_attempt: 0 },
  };
  return [{ op: "update", table: "webhook", key: { org, id }, set, expect }];
}

function failureWrites(
  deps: Deps,
  row: WebhookRow,
  { message, created }: DeliveryRow,
  outcome: Failed,
  { failingMsMax, retryDelayMs }: Pick<DeliveryOptions, "failingMsMax" | "retryDelayMs">,
): readonly Write[] {
  const { org, id, name } = row;
  const now = deps.env.now();
  const attempts = row.attempts + 1;
  const failing_since = row.failing_since ?? created;
  const share = Number.parseInt(deps.env.hash(`${message} ${attempts}`).slice(0, 8), 16) / 2 ** 32;
  const failure = { ...failureJson(outcome.failure), status: outcome.status, at: now };
  const set = {
    ...{ attempts, failing_since, failure },
    next_attempt: now + Math.round(retryDelayMs(attempts, share, outcome.askedMs)),
  };
  const update = (more: Partial<WebhookRow> = {}): Write => {
    const expect = { message, place: row.place };
    return { op: "update", table: "webhook", key: { org, id }, set: { ...set, ...more }, expect };
  };
  const isPaused = now - failing_since >= failingMsMax;
  if (!outcome.isGone && !isPaused) return [update()];
  const detail = { name, attempts, failingSince: failing_since, failure: failureJson(outcome.failure) };
  return [
    update({ state: outcome.isGone ? "gone" : "paused" }),
    auditWrite(deps, "system", {
      ...{ org, category: "webhook", activity: outcome.isGone ? "gone" : "pause", target: id },
      detail,
    }),
  ];
}

function failureJson({ code, params }: DeliveryFailure): JsonObject {
  return { code, params: { ...params } };
}
