import { isWriting, parseJsonBody } from "../../core/diagnosis/http-outcome.ts";
import type { StepId } from "../../core/ids.ts";
import { type JsonObject, parseForeignJson } from "../../core/json.ts";
import type { Fault, Outcome } from "../../core/provisioning/fault.ts";
import type { SecretText } from "../../ports/secrets.ts";
import type { Wire, WireRequest } from "../../ports/wire.ts";
import type { BulkSender, SentAnswer } from "./bulk/bulk-sender.ts";
import {
  createFault,
  type Purpose,
  RETRY_AFTER_MS_MAX,
  toAnswerFault,
  toFailureFault,
  toNotScimFault,
} from "./faults.ts";
import type { TokenSource } from "./oauth/token-source.ts";

const MEDIA_TYPE = "application/scim+json";

/** One call to a SCIM endpoint. */
export interface ApiCall {
  readonly method: WireRequest["method"];
  /** Below the service root, with its query: `/Users?filter=…`. */
  readonly path: string;
  readonly purpose: Purpose;
  readonly body?: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
  readonly step?: StepId;
  /** Secrets in the body, or that the answer may repeat. */
  readonly knownSecrets?: readonly SecretText[];
  /** A list is expected: a bare JSON array, as some servers answer discovery, is read as its resources. */
  readonly isList?: boolean;
  /** Whether the call may travel in a request with others. */
  readonly mayJoin?: boolean;
  readonly signal: AbortSignal;
}

/** A success. `body` is undefined when the target sent none. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: JsonObject | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly exchange: string;
  /** True for the answer to a part of a bulk request, which may lack the resource (RFC 7644 §3.7). */
  readonly isJoined: boolean;
}

/** Calls a SCIM target and repeats what can safely be repeated. */
export type Api = (call: ApiCall) => Promise<Outcome<ApiAnswer>>;

const REPEATS_MAX = 3;
/** Rests between attempts when the target names none; each target rests as a whole, so no jitter is needed. */
const REST_MS: readonly number[] = [100, 400, 1_600];

/**
 * Reads are repeated up to three times after a passing fault (a timeout once). Writes are repeated only when
 * the target refused them unseen: 429, or 503 with `Retry-After`; never after silence or another 5xx. The
 * wire does the waiting, for all calls to the target together. With a source of tokens, a call that the target refused
 * for its token is sent once more with another one.
 */
export function openApi(options: {
  readonly url: string;
  /** The bearer token, unless there is a source of tokens. */
  readonly secret: SecretText | undefined;
  readonly source?: TokenSource | undefined;
  readonly wire: Wire;
  /** The way for calls that may travel together; without it, each goes by itself. */
  readonly bulk?: BulkSender | undefined;
  /** The largest body that is sent. */
  readonly bytesPerCall?: number | undefined;
}): Api {
  const { url, secret, source, wire, bulk, bytesPerCall = Number.POSITIVE_INFINITY } = options;

  async function send(call: ApiCall, bearer: SecretText | undefined): Promise<Outcome<ApiAnswer>> {
    const secretHeaders = bearer === undefined ? {} : { authorization: { scheme: "Bearer", secret: bearer } };
    const request: WireRequest = { ...toRequest(url, call), secretHeaders };
    const way = call.mayJoin === true && bulk !== undefined ? bulk : wire;
    for (let repeats = 0; ; repeats += 1) {
      const outcome = toOutcome(await way.send(request, call.signal), call);
      if (outcome.ok) return outcome;
      const restMs = restBefore(outcome.fault, call.purpose, repeats);
      const isPushedBack = outcome.fault.status === 429 || outcome.fault.status === 503;
      if (restMs === undefined) {
        if (isPushedBack) wire.slowDown(Math.min(outcome.fault.retryAfterMs ?? 0, RETRY_AFTER_MS_MAX));
        return outcome;
      }
      wire.slowDown(restMs);
    }
  }

  async function sendWithToken(call: ApiCall, tokens: TokenSource): Promise<Outcome<ApiAnswer>> {
    const token = await tokens.get(call.signal);
    if (!token.ok) return token;
    const outcome = await send(call, token.value);
    // A 401 of the target itself: the call was not carried out, and a token may have ended early.
    if (outcome.ok || outcome.fault.code !== "target.unauthenticated") return outcome;
    const other = await tokens.renew(token.value, call.signal);
    return other.ok ? send(call, other.value) : other;
  }

  return async (call) => {
    const refused = findOverLimit(call, bytesPerCall);
    if (refused !== undefined) return { ok: false, fault: refused };
    return source === undefined ? send(call, secret) : sendWithToken(call, source);
  };
}

function toRequest(url: string, { method, path, body, headers, step, knownSecrets }: ApiCall): WireRequest {
  return {
    method,
    url: url + path,
    headers: {
      accept: `${MEDIA_TYPE}, application/json;q=0.9`,
      ...(body === undefined ? {} : { "content-type": MEDIA_TYPE }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
    ...(step === undefined ? {} : { step }),
    ...(knownSecrets === undefined ? {} : { knownSecrets }),
  };
}

/** The fault of a call that is longer than the target accepts, and is not sent. Parts of it may be sent. */
function findOverLimit({ body }: ApiCall, most: number): Fault | undefined {
  if (body === undefined || most === Number.POSITIVE_INFINITY) return undefined;
  const bytes = Buffer.byteLength(JSON.stringify(body));
  if (bytes <= most) return undefined;
  return { kind: "invalid", code: "target.over-limit", params: { bytes, most }, refusedBy: "muster" };
}

function toOutcome(
  answer: SentAnswer,
  { purpose, isList = false }: Pick<ApiCall, "purpose" | "isList">,
): Outcome<ApiAnswer> {
  if (answer.kind === "unnamed") return { ok: false, fault: createUnnamed(answer.exchange) };
  if (answer.kind === "failure") return { ok: false, fault: toFailureFault(answer, purpose) };
  const { status, headers, exchange } = answer;
  if (status < 200 || status > 299) return { ok: false, fault: toAnswerFault(answer, purpose) };
  const body = parseJsonBody(answer) ?? (isList ? parseBareList(answer.body) : undefined);
  if (body === undefined && answer.body.trim() !== "") return { ok: false, fault: toNotScimFault(answer) };
  return { ok: true, value: { status, headers, body, exchange, isJoined: answer.isJoined === true } };
}

/** The fault of a change that a bulk request carried, and that its answer does not name. */
function createUnnamed(exchange: string): Fault {
  const params = { because: "target.bulk-answer" };
  return {
    ...createFault("unknown-outcome", "target.unknown-outcome", params, exchange),
    refusedBy: "target",
  };
}

function parseBareList(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith("[")) return undefined;
  const listed = parseForeignJson(text);
  return Array.isArray(listed) ? { Resources: listed } : undefined;
}

/** Milliseconds to rest before the same call is sent again; undefined when it must not be. */
function restBefore(fault: Fault, purpose: Purpose, repeats: number): number | undefined {
  if (repeats >= REPEATS_MAX) return undefined;
  const wait = fault.retryAfterMs;
  if (wait !== undefined && wait > RETRY_AFTER_MS_MAX) return undefined;
  const restMs = wait ?? REST_MS[repeats];
  if (fault.kind === "rate-limited") return restMs;
  if (fault.kind !== "unavailable" || fault.refusedBy === "muster") return undefined;
  if (isWriting(purpose.verb)) return fault.status === 503 && wait !== undefined ? wait : undefined;
  if (fault.code === "target.tls" || (fault.code === "target.timeout" && repeats > 0)) return undefined;
  return restMs;
}
