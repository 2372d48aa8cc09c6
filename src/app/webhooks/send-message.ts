import { type AppId, type OrgId, type SecretId, type StepId, trustId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import type { SecretText } from "../../ports/secrets.ts";
import type { WebhookRow } from "../../ports/webhook-tables.ts";
import type { WireAnswer } from "../../ports/wire.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import type { SendOutcome } from "./delivery.ts";

/** A message to send: `id` stays the same for all attempts, `delivery` is this one attempt. */
export interface WebhookMessage {
  readonly id: string;
  readonly delivery: string;
  readonly body: JsonObject;
  /** It is signed with each of them. */
  readonly secrets: readonly SecretText[];
}

const DETAIL_MAX = 300;

/**
 * Sends a message once, signed as Standard Webhooks has it: `webhook-signature` over id, time of the attempt and
 * body, under each of its secrets. Follows no redirect.
 */
export async function sendMessage(
  deps: Deps,
  row: WebhookRow,
  message: WebhookMessage,
  options: { readonly answerMs: number; readonly signal: AbortSignal },
): Promise<SendOutcome> {
  const { org, id, url } = row;
  const text = JSON.stringify(message.body);
  const timestamp = String(Math.floor(deps.env.now() / 1_000));
  const signatures = message.secrets.map((secret) =>
    deps.secrets.sign(secret, `${message.id}.${timestamp}.${text}`),
  );
  // A webhook's exchanges are recorded under its own id, as those of an application are.
  const wire = deps.wireTo(org, trustId<AppId>(id), { baseUrl: url, answerMs: options.answerMs });
  const answer = await wire.send(
    {
      method: "POST",
      url,
      headers: {
        "webhook-id": message.id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signatures.map((signature) => `v1,${signature}`).join(" "),
      },
      knownSecrets: [...message.secrets, ...signatures.map((signature) => deps.secrets.wrap(signature))],
      text,
      step: trustId<StepId>(message.delivery),
    },
    options.signal,
  );
  return outcomeOf(answer, deps.env.now());
}

/**
 * The secrets to sign with: the present one, then the former one while it holds. To be opened before anything is
 * written down: refused when the present one is gone, damaged, or was sealed under another master key. A former one
 * that does not open is left out, so that a new secret is a way out.
 */
export async function readSigningSecrets(
  deps: Deps,
  row: WebhookRow,
): Promise<readonly SecretText[] | Refusal> {
  const { org, name, secret, former_secret, former_until } = row;
  const present = await openSecret(deps, org, secret);
  if (present instanceof Error) return refuse("conflict", "webhook.secret-unreadable", { webhook: name });
  if (former_secret === null || former_until === null || former_until <= deps.env.now()) return [present];
  const former = await openSecret(deps, org, former_secret);
  if (!(former instanceof Error)) return [present, former];
  deps.log("warn", "webhook.former-secret-lost", { organization: org, webhook: row.id, error: former });
  return [present];
}

/** A signing secret, or why it does not open. */
async function openSecret({ store, secrets }: Deps, org: OrgId, id: SecretId): Promise<SecretText | Error> {
  const kept = await store.get("secret", { org, id });
  if (kept === undefined) return new Error(`the secret ${id} is gone`);
  try {
    return secrets.open(org, id, { keyId: kept.key_id, sealed: kept.sealed });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function outcomeOf(answer: WireAnswer, now: number): SendOutcome {
  const { exchange } = answer;
  if (answer.kind === "failure") {
    if (answer.cause === "aborted") return { kind: "interrupted", exchange };
    const detail = answer.detail.slice(0, DETAIL_MAX);
    const failure =
      answer.cause === "timeout"
        ? { code: "delivery.timeout", params: { detail } }
        : { code: "delivery.unreachable", params: { cause: answer.cause, detail } };
    return { kind: "failed", failure, status: null, isGone: false, retryAfterMs: undefined, exchange };
  }
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: "acknowledged", status, exchange };
  return {
    kind: "failed",
    failure: { code: codeOf(status), params: { status } },
    status,
    isGone: status === 410,
    retryAfterMs: parseRetryAfter(answer.headers["retry-after"], now),
    exchange,
  };
}

function codeOf(status: number): string {
  if (status === 410) return "delivery.gone";
  return status >= 300 && status < 400 ? "delivery.redirected" : "delivery.refused";
}

/** `Retry-After`, in seconds or as a date (RFC 9110 §10.2.3), in milliseconds from now. */
function parseRetryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text.trim())) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
