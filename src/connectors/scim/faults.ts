import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import type { Fault, FaultKind } from "../../core/provisioning/fault.ts";
import type { WireAnswer } from "../../ports/wire.ts";

/** Every code of a fault that a SCIM target can end in, and what it means. The list is closed. */
export const FAULT_CODES = {
  "target.unauthenticated": "The target did not accept the credentials (401).",
  "target.unauthenticated-proxy":
    "Something in front of the target asked for other credentials (401, a web page).",
  "target.forbidden": "The target accepts the credentials but does not allow this (403).",
  "target.forbidden-proxy": "Something in front of the target refused the call (403, a web page).",
  "target.not-found": "The target says that it has no such account (404).",
  "target.wrong-url":
    "The address exists no longer or is not a SCIM endpoint: a 404 that is not the target's own.",
  "target.html": "A web page came where SCIM was expected, with a status that refuses.",
  "target.not-scim": "The call was answered with success, but not in SCIM: a login page or a wrong address.",
  "target.duplicate": "The target has an account with these names already (409).",
  "target.conflict": "The target refused the change as conflicting with its present state (409).",
  "target.precondition": "The account has changed at the target in the meantime (412).",
  "target.invalid": "The target refused the content of the call (400).",
  "target.filter-refused": "The target does not answer searches by this attribute.",
  "target.filter-ignored": "The target does not apply filters, so that a match cannot be told from a miss.",
  "target.unsupported": "The target does not support this operation (405 or 501).",
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
  "target.no-id": "The target accepted a new account without telling its id.",
  "target.listing-short": "The target ended a listing before all that it had announced.",
  "target.listing-repeats": "The target repeats the same page of a listing.",
  "target.contradiction":
    "The target says that it has no such account (404 or 410) and shows it when it is read.",
  "target.not-whole":
    "The target has no PATCH and does not show all of the account, so that a PUT could remove something.",
  "target.not-applied": "The target reported success and still shows the account as active.",
  "target.attribute-refused": "The target has refused this attribute before, and it was not sent again.",
  "target.inconsistent": "The numbers and resources of the target's answer exclude each other.",
  "target.path-unknown": "An attribute path of the mapping cannot be written as SCIM.",
} as const;

export type FaultCode = keyof typeof FAULT_CODES;

/** The purpose of a call, where faults depend on it. */
export interface Purpose {
  readonly verb: "read" | "find" | "create" | "change" | "remove";
}

type Answer = Extract<WireAnswer, { kind: "answer" }>;
type Failure = Extract<WireAnswer, { kind: "failure" }>;

/** A longer wait than this is not waited for inside a call. */
export const RETRY_AFTER_MS_MAX = 60_000;

/** The meaning of an error answer, by its status. Rows are tried in order. */
const BY_STATUS: readonly {
  readonly from: number;
  readonly to: number;
  readonly kind: FaultKind;
  readonly code: FaultCode;
}[] = [
  { from: 300, to: 399, kind: "invalid", code: "target.redirect" },
  { from: 401, to: 401, kind: "unauthenticated", code: "target.unauthenticated" },
  { from: 403, to: 403, kind: "forbidden", code: "target.forbidden" },
  { from: 404, to: 404, kind: "not-found", code: "target.not-found" },
  { from: 405, to: 405, kind: "invalid", code: "target.unsupported" },
  { from: 408, to: 408, kind: "unavailable", code: "target.timeout" },
  { from: 409, to: 409, kind: "conflict", code: "target.conflict" },
  { from: 410, to: 410, kind: "not-found", code: "target.not-found" },
  { from: 412, to: 412, kind: "conflict", code: "target.precondition" },
  { from: 413, to: 413, kind: "invalid", code: "target.too-large-request" },
  { from: 429, to: 429, kind: "rate-limited", code: "target.rate-limited" },
  { from: 501, to: 501, kind: "invalid", code: "target.unsupported" },
  { from: 503, to: 503, kind: "unavailable", code: "target.busy" },
  { from: 500, to: 599, kind: "unavailable", code: "target.server-error" },
  { from: 400, to: 400, kind: "invalid", code: "target.invalid" },
  { from: 0, to: 999, kind: "invalid", code: "target.refused" },
];

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

/** The body of an answer as JSON object, or undefined. */
export function jsonOf(answer: Answer): JsonObject | undefined {
  // Some servers begin with a byte order mark, which JSON does not allow (RFC 8259 §8.1).
  const text = answer.body.replace(/^\uFEFF/, "");
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    const parsed: Json = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The fault of an answer with a status outside of 200 to 299, for this purpose. */
export function faultOfAnswer(answer: Answer, purpose: Purpose): Fault {
  const body = jsonOf(answer);
  const isPage = isWebPage(answer);
  const row = BY_STATUS.find(({ from, to }) => answer.status >= from && answer.status <= to);
  const meaning = refine(answer, purpose, body, {
    kind: row?.kind ?? "invalid",
    code: row?.code ?? "target.refused",
  });
  const wait = retryAfterMs(answer.headers);
  const refusedBy = isPage ? "middlebox" : body !== undefined || hasChallenge(answer) ? "target" : undefined;
  return {
    ...meaning,
    params: paramsOf(answer, body, meaning.code, purpose),
    status: answer.status,
    ...(refusedBy === undefined ? {} : { refusedBy }),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    exchange: answer.exchange,
  };
}

interface Meaning {
  readonly kind: FaultKind;
  readonly code: FaultCode;
}

/** Where the status alone would mislead. */
function refine(answer: Answer, purpose: Purpose, body: JsonObject | undefined, plain: Meaning): Meaning {
  const isPage = isWebPage(answer);
  const scimType = textOf(body?.["scimType"]).toLowerCase();
  const isWrite = isWriting(purpose);
  if (plain.code === "target.unauthenticated" && isPage) {
    return { kind: "unauthenticated", code: "target.unauthenticated-proxy" };
  }
  if (purpose.verb === "find" && isFilterRefused(answer.status, scimType)) {
    return { kind: "invalid", code: "target.filter-refused" };
  }
  if (plain.code === "target.forbidden" && isPage)
    return { kind: "forbidden", code: "target.forbidden-proxy" };
  // Only a call to one resource can find that it is gone; an endpoint that is not there is a wrong address.
  const isEndpoint = purpose.verb === "find" || purpose.verb === "create";
  if (plain.kind === "not-found" && (isEndpoint || !isOwnNotFound(answer, body))) {
    return { kind: "invalid", code: "target.wrong-url" };
  }
  const isDuplicate = answer.status === 409 || answer.status === 400;
  if (isDuplicate && (scimType === "uniqueness" || (answer.status === 409 && purpose.verb === "create"))) {
    return { kind: "already-exists", code: "target.duplicate" };
  }
  // A gateway may give up (502, 504) or a server fail (500) after the change was made.
  if (isWrite && (plain.code === "target.server-error" || plain.code === "target.timeout")) {
    return { kind: "unknown-outcome", code: "target.unknown-outcome" };
  }
  if (plain.code === "target.invalid" && isPage) return { kind: "invalid", code: "target.html" };
  return plain;
}

/** The fault of silence: nothing happened when nothing was sent or only read; otherwise unknown. */
export function faultOfFailure(failure: Failure, purpose: Purpose): Fault {
  const because = BY_CAUSE[failure.cause];
  const isUnknown = failure.sent && isWriting(purpose);
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
export function notScim(answer: Answer): Fault {
  return {
    kind: "invalid",
    code: "target.not-scim",
    params: { contentType: answer.headers["content-type"] ?? "" },
    status: answer.status,
    ...(isWebPage(answer) ? { refusedBy: "middlebox" as const } : {}),
    exchange: answer.exchange,
  };
}

/** A fault that this connector finds by itself. */
export function ownFault(
  kind: FaultKind,
  code: FaultCode,
  params: Readonly<Record<string, string | number>>,
  exchange?: string,
): Fault {
  return { kind, code, params, ...(exchange === undefined ? {} : { exchange }) };
}

/** How long the target asks to wait, from `Retry-After` in seconds or as a date, measured on its own clock. */
export function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const text = headers["retry-after"]?.trim();
  if (text === undefined || text === "") return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const until = Date.parse(text);
  if (Number.isNaN(until)) return undefined;
  const now = Date.parse(headers["date"] ?? "");
  return Number.isNaN(now) ? RETRY_AFTER_MS_MAX : Math.max(0, until - now);
}

function isWriting(purpose: Purpose): boolean {
  return purpose.verb !== "read" && purpose.verb !== "find";
}

function isWebPage(answer: Answer): boolean {
  return (
    /\bx?html\b/i.test(answer.headers["content-type"] ?? "") ||
    /^\s*<(?:!doctype|html|head|body)\b/i.test(answer.body)
  );
}

function hasChallenge(answer: Answer): boolean {
  return answer.headers["www-authenticate"] !== undefined;
}

/** RFC 7644 §3.4.2.2 (invalidFilter), §4 and §7.5.2 (403 with a type), and servers without filters. */
function isFilterRefused(status: number, scimType: string): boolean {
  if (status === 501) return true;
  return (status === 400 && scimType === "invalidfilter") || (status === 403 && scimType !== "");
}

/**
 * A 404 is the target's own when it is a SCIM error (RFC 7644 §3.12). A gateway that lost the route answers
 * 404 too, often in JSON; taking that for "gone" would create every account again.
 */
function isOwnNotFound(answer: Answer, body: JsonObject | undefined): boolean {
  if (body === undefined) return false;
  const schemas = body["schemas"];
  if (Array.isArray(schemas) && schemas.some((urn) => /:error$/i.test(textOf(urn)))) return true;
  if (/\bscim\+json\b/i.test(answer.headers["content-type"] ?? "")) return true;
  return typeof body["detail"] === "string" && String(body["status"]) === "404";
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function paramsOf(answer: Answer, body: JsonObject | undefined, code: FaultCode, purpose: Purpose) {
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
    ...(detail === "" ? {} : { detail: detail.slice(0, 500) }),
    ...(scimType === "" ? {} : { scimType: scimType.slice(0, 50) }),
    ...(isRedirect ? { location: (answer.headers["location"] ?? "").split(/[?#]/)[0] ?? "" } : {}),
    ...(code === "target.unknown-outcome" ? { because: "target.server-error", verb: purpose.verb } : {}),
  };
}
