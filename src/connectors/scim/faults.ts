import {
  type CallVerb,
  diagnoseAnswer,
  isWriting,
  parseJsonBody,
} from "../../core/diagnosis/http-outcome.ts";
import { cutText, isObject, type Json } from "../../core/json.ts";
import type { Fault, FaultKind } from "../../core/provisioning/fault.ts";
import type { WireAnswer } from "../../ports/wire.ts";

/** Every code of a fault that a SCIM target can end in, and what it means. The list is closed. */
export const FAULT_CODES = {
  "target.unauthenticated": "The target did not accept the credentials (401).",
  "target.unauthenticated-proxy":
    "Something in front of the target asked for other credentials (401, a web page).",
  "target.token-refused": "The token endpoint refused the client (an error of RFC 6749 §5.2).",
  "target.token-unavailable": "The token endpoint did not answer, or failed inside.",
  "target.token-not-understood":
    "The token endpoint answered with success, and without a usable bearer token.",
  "target.token-key": "The stored secret is not a private key that can sign.",
  "target.forbidden": "The target accepts the credentials but does not allow this (403).",
  "target.forbidden-proxy": "Something in front of the target refused the call (403, a web page).",
  "target.not-found": "The target says that it has no such account (404).",
  "target.wrong-url": "A 404 that is not SCIM: the address is probably wrong or no longer valid.",
  "target.search-not-found":
    "The target itself answered 404 to a search: no such endpoint, or its way to say that nothing matches.",
  "target.endpoint-not-found": "The target itself says that it has no such endpoint (404).",
  "target.no-groups-endpoint": "The target lists its users, and has no endpoint for groups.",
  "target.no-users-endpoint": "The target's address answers in SCIM, and its endpoint for users does not.",
  "target.html": "A web page came where SCIM was expected, with a status that refuses.",
  "target.not-scim": "The call was answered with success, but not in SCIM: a login page or a wrong address.",
  "target.duplicate": "The target has an account with these names already (409).",
  "target.conflict": "The target refused the change as conflicting with its present state (409).",
  "target.precondition": "The account has changed at the target in the meantime (412).",
  "target.invalid": "The target refused the content of the call (400).",
  "target.filter-refused": "The target does not answer searches by this attribute.",
  "target.filter-ignored":
    "The target answered a search with other accounts, so that a match cannot be told from a miss.",
  "target.unsupported": "The target does not support this operation (405 or 501).",
  "target.over-limit": "The call has more in it than the setting `bytesPerCall` allows; it was not sent.",
  "target.too-large-request": "The call has more in it than the target takes (413).",
  "target.rate-limited": "The target asks to be called less often (429).",
  "target.busy": "The target is temporarily not available (503).",
  "target.server-error": "The target failed inside (5xx).",
  "target.refused": "The target refused the call with another status (4xx).",
  "target.redirect": "The target points to another address (3xx), which is not followed.",
  "target.timeout": "The target did not answer in time.",
  "target.reset": "The connection broke off before the answer was complete.",
  "target.refused-connection": "Nothing accepts connections at the target's address.",
  "target.name-unknown": "The target's host name cannot be resolved.",
  "target.tls": "No trusted TLS connection to the target can be made.",
  "target.too-large": "The target's answer is larger than what is accepted.",
  "target.outside": "The call would have left the target's address and was not sent.",
  "target.aborted": "The call was called off here.",
  "target.unknown-outcome": "A change was sent and no readable answer came: it may have happened.",
  "target.bulk-answer": "The answer to a bulk request does not say what became of an operation in it.",
  "target.no-id": "The target accepted a new account without telling its id.",
  "target.listing-short": "The target ended a listing before all that it had announced.",
  "target.listing-repeats": "The target repeats the same page of a listing.",
  "target.contradiction":
    "The target says that it has no such account (404 or 410) and shows it when it is read.",
  "target.not-whole":
    "The target has no PATCH and does not show all of the account, so that a PUT could remove something.",
  "target.not-applied": "The target reported success and still shows the account as active.",
  "target.not-confirmed":
    "The target answered with something else than the account, and does not show whether it is active.",
  "target.not-kept": "The target accepted this attribute with a new account, and does not show it.",
  "target.inconsistent": "The numbers and resources of the target's answer exclude each other.",
  "target.no-total":
    "The target's empty list lacks its total, so that it does not prove that nothing is there.",
  "target.other-type": "The target answered with a resource that says to be of another type.",
  "target.other-account": "The target answered a request for an account with another account.",
  "target.path-unknown": "An attribute path of the mapping cannot be written as SCIM.",
} as const;

export type FaultCode = keyof typeof FAULT_CODES;

/** The purpose of a call, where faults depend on it. */
export interface Purpose {
  readonly verb: CallVerb;
}

type Answer = Extract<WireAnswer, { kind: "answer" }>;
type Failure = Extract<WireAnswer, { kind: "failure" }>;

/** A longer wait than this is not waited for inside a call. */
export const RETRY_AFTER_MS_MAX = 60_000;

const BY_CAUSE: Readonly<Record<Failure["cause"], FaultCode>> = {
  refused: "target.refused-connection",
  reset: "target.reset",
  timeout: "target.timeout",
  name: "target.name-unknown",
  tls: "target.tls",
  "too-large": "target.too-large",
  redirect: "target.outside",
  aborted: "target.aborted",
};

/** The fault of an answer with a status outside of 200 to 299, for this purpose. */
export function toAnswerFault(answer: Answer, purpose: Purpose): Fault {
  const { kind, code, origin } = diagnoseAnswer(answer, purpose.verb);
  const wait = readRetryAfterMs(answer.headers);
  return {
    kind,
    code,
    params: paramsOf(answer, code, purpose),
    status: answer.status,
    ...(origin === undefined ? {} : { refusedBy: origin }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    exchange: answer.exchange,
  };
}

/** The fault of silence: nothing happened when nothing was sent or only read; otherwise unknown. */
export function toFailureFault(failure: Failure, purpose: Purpose): Fault {
  const because = BY_CAUSE[failure.cause];
  const isUnknown = failure.sent && isWriting(purpose.verb);
  const isOurs = failure.cause === "redirect" || failure.cause === "aborted";
  const isLasting = failure.cause === "redirect" || failure.cause === "too-large";
  return {
    kind: isUnknown ? "unknown-outcome" : isLasting ? "invalid" : "unavailable",
    code: isUnknown ? "target.unknown-outcome" : because,
    params: { detail: failure.detail, ...(isUnknown ? { because } : {}) },
    refusedBy: isOurs ? "muster" : "network",
    exchange: failure.exchange,
  };
}

/** A success that is not SCIM: a sign-in page, or some other service at this address. */
export function toNotScimFault(answer: Answer): Fault {
  return {
    kind: "invalid",
    code: "target.not-scim",
    params: { contentType: answer.headers["content-type"] ?? "" },
    status: answer.status,
    exchange: answer.exchange,
  };
}

/** The fault of a success that is JSON and holds no resource. */
export function createNotScim(
  kind: FaultKind,
  { headers, exchange }: Pick<Answer, "headers" | "exchange">,
): Fault {
  return createFault(kind, "target.not-scim", { contentType: headers["content-type"] ?? "" }, exchange);
}

/** A fault that this connector finds by itself. */
export function createFault(
  kind: FaultKind,
  code: FaultCode,
  params: Readonly<Record<string, string | number>>,
  exchange?: string,
): Fault {
  return { kind, code, params, ...(exchange === undefined ? {} : { exchange }) };
}

/** How long the target asks to wait, from `Retry-After` in seconds or as a date, measured on its own clock. */
export function readRetryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const text = headers["retry-after"]?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const until = Date.parse(text);
  if (Number.isNaN(until)) return undefined;
  const now = Date.parse(headers["date"] ?? "");
  return Number.isNaN(now) ? RETRY_AFTER_MS_MAX : Math.max(0, until - now);
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function paramsOf(answer: Answer, code: FaultCode, purpose: Purpose) {
  const body = parseJsonBody(answer);
  const nested = body?.["error"];
  const detail =
    textOf(body?.["detail"]) ||
    textOf(body?.["message"]) ||
    textOf(nested) ||
    textOf(isObject(nested) ? nested["message"] : undefined);
  const scimType = textOf(body?.["scimType"]);
  const isRedirect = code === "target.redirect";
  return {
    status: answer.status,
    ...(detail === "" ? {} : { detail: cutText(detail, 500) }),
    ...(scimType === "" ? {} : { scimType: cutText(scimType, 50) }),
    ...(isRedirect ? { location: (answer.headers["location"] ?? "").split(/[?#]/)[0] ?? "" } : {}),
    ...(code === "target.unknown-outcome" ? { because: "target.server-error", verb: purpose.verb } : {}),
  };
}
