import type { OrgId, WebhookId } from "../../core/ids.ts";
import type { DeliveryRow } from "../../ports/webhook-tables.ts";
import { commitIfCurrent, commitOrThrow } from "../commit.ts";
import { type Deps, isRefusal, type Refusal } from "../deps.ts";
import type { SendOutcome } from "./delivery.ts";
import { getWebhook } from "./find-webhook.ts";
import { readSigningSecrets, sendMessage } from "./send-message.ts";
import { attemptWrite } from "./settle-delivery.ts";

/** Shorter than for events: a person waits. */
const ANSWER_MS = 10_000;

/**
 * Sends a message of the type `muster.ping` to a webhook, in whatever state it is, once. Which changes
 * it has acknowledged stays as it is.
 */
export async function pingWebhook(
  deps: Deps,
  org: OrgId,
  webhook: WebhookId,
  signal: AbortSignal,
): Promise<SendOutcome | Refusal> {
  const row = await getWebhook(deps, org, webhook);
  if (isRefusal(row)) return row;
  const secrets = await readSigningSecrets(deps, row);
  if (isRefusal(secrets)) return secrets;
  const now = deps.env.now();
  const delivery: DeliveryRow = {
    ...{ org, id: deps.env.newId(), webhook, message: deps.env.newId(), kind: "ping" },
    ...{ start_place: null, end_place: null, events: 0, digest: null, attempt: 1 },
    ...{ state: "intended", status: null, failure: null, exchange: null, created: now, ended: null },
  };
  await commitOrThrow(deps, [{ op: "insert", table: "delivery", row: delivery }]);
  const body = {
    type: "muster.ping",
    timestamp: new Date(now).toISOString(),
    data: { organization: org, webhook },
  };
  const message = { id: delivery.message, delivery: delivery.id, body, secrets };
  const outcome = await sendMessage(deps, row, message, { answerMs: ANSWER_MS, signal });
  // Refused when the webhook was deleted meanwhile, and its deliveries with it.
  await commitIfCurrent(deps, [attemptWrite(deps, delivery, outcome)]);
  return outcome;
}
