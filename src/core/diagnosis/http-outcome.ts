import { isObject, type Json, type JsonObject, parseForeignJson } from "../json.ts";
import type { FaultKind } from "../provisioning/fault.ts";

/** The purpose of a call: what an answer means depends on it. */
export type CallVerb = "read" | "find" | "list" | "create" | "change" | "remove";

/** The parts of an answer that its meaning depends on. Names of headers are in lower case. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * The meaning of an answer with an error status. `origin` names who refused as far as the answer shows it: SCIM or JSON,
 * or a challenge, comes from the target; a web page that refuses access comes, in all likelihood, from something
 * before it; any other web page may be from either.
 */
export interface HttpOutcome {
  readonly kind: FaultKind;
  readonly code: HttpOutcomeCode;
  readonly origin: "target" | "middlebox" | undefined;
}

/** The meaning of an error answer, by its status. Rows are tried in order. */
const BY_STATUS = [
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
] as const satisfies readonly { from: number; to: number; kind: FaultKind; code: string }[];

/** Every code that an error answer can end in. */
export type HttpOutcomeCode =
  | (typeof BY_STATUS)[number]["code"]
  | "target.refused"
  | "target.unauthenticated-proxy"
  | "target.forbidden-proxy"
  | "target.filter-refused"
  | "target.search-not-found"
  | "target.endpoint-not-found"
  | "target.wrong-url"
  | "target.duplicate"
  | "target.unknown-outcome"
  | "target.html";

type Meaning = Pick<HttpOutcome, "kind" | "code">;

/** The body of an answer as JSON object, or undefined. */
export function parseJsonBody(answer: HttpAnswer): JsonObject | undefined {
  // Some servers begin with a byte order mark, which JSON does not allow (RFC 8259 §8.1).
  const text = answer.body.replace(/^\uFEFF/, "");
  if (!text.trimStart().startsWith("{")) return undefined;
  const parsed = parseForeignJson(text);
  return isObject(parsed) ? parsed : undefined;
}

/** True for a web page, by its type or its first tag. */
export function isWebPage(answer: HttpAnswer): boolean {
  return (
    /\bx?html\b/i.test(answer.headers["content-type"] ?? "") ||
    /^\s*<(?:!doctype|html|head|body)\b/i.test(answer.body)
  );
}

/** The meaning of an answer with a status outside of 200 to 299. Pure and total. */
export function diagnoseAnswer(answer: HttpAnswer, verb: CallVerb): HttpOutcome {
  const body = parseJsonBody(answer);
  const row = BY_STATUS.find(({ from, to }) => answer.status >= from && answer.status <= to);
  const meaning = refine(answer, verb, body, row ?? { kind: "invalid", code: "target.refused" });
  return { kind: meaning.kind, code: meaning.code, origin: findOrigin(answer, body, meaning.code) };
}

/** Where the status alone would mislead. */
function refine(answer: HttpAnswer, verb: CallVerb, body: JsonObject | undefined, plain: Meaning): Meaning {
  const { status } = answer;
  const isPage = isWebPage(answer);
  const scimType = textOf(body?.["scimType"]).toLowerCase();
  if (plain.code === "target.unauthenticated" && isPage) {
    return { kind: "unauthenticated", code: "target.unauthenticated-proxy" };
  }
  if (verb === "find" && isFilterRefused(status, scimType)) {
    return { kind: "invalid", code: "target.filter-refused" };
  }
  if (plain.code === "target.forbidden" && isPage)
    return { kind: "forbidden", code: "target.forbidden-proxy" };
  if (plain.kind === "not-found") return refineNotFound(answer, verb, body, plain);
  const isDuplicate = status === 409 || status === 400;
  if (isDuplicate && (scimType === "uniqueness" || (status === 409 && verb === "create"))) {
    return { kind: "already-exists", code: "target.duplicate" };
  }
  // A gateway may give up (502, 504) or a server fail (500) after the change was made.
  if (isWriting(verb) && (plain.code === "target.server-error" || plain.code === "target.timeout")) {
    return { kind: "unknown-outcome", code: "target.unknown-outcome" };
  }
  if (plain.code === "target.invalid" && isPage) return { kind: "invalid", code: "target.html" };
  return plain;
}

/**
 * Only a call to one resource can find that it is gone. The target's own 404 to a search has two readings: there is no
 * such endpoint, or nothing matches (RFC 7644 §3.4.2 wants an empty list there), so that nothing follows from it.
 */
function refineNotFound(
  answer: HttpAnswer,
  verb: CallVerb,
  body: JsonObject | undefined,
  plain: Meaning,
): Meaning {
  if (!isOwnNotFound(answer, body)) return { kind: "invalid", code: "target.wrong-url" };
  if (verb === "find") return { kind: "invalid", code: "target.search-not-found" };
  const isEndpoint = verb === "create" || verb === "list";
  return isEndpoint ? { kind: "invalid", code: "target.endpoint-not-found" } : plain;
}

function findOrigin(
  answer: HttpAnswer,
  body: JsonObject | undefined,
  code: HttpOutcomeCode,
): HttpOutcome["origin"] {
  // Any web server has a page for addresses that it does not know, the target's own as well.
  if (isWebPage(answer)) return code === "target.wrong-url" ? undefined : "middlebox";
  if (code === "target.wrong-url") return undefined;
  return body !== undefined || answer.headers["www-authenticate"] !== undefined ? "target" : undefined;
}

/** True for calls that change something at the target. */
export function isWriting(verb: CallVerb): boolean {
  return verb === "create" || verb === "change" || verb === "remove";
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
function isOwnNotFound(answer: HttpAnswer, body: JsonObject | undefined): boolean {
  if (body === undefined) return false;
  const schemas = body["schemas"];
  if (Array.isArray(schemas) && schemas.some((urn) => /:error$/i.test(textOf(urn)))) return true;
  if (/\bscim\+json\b/i.test(answer.headers["content-type"] ?? "")) return true;
  return typeof body["detail"] === "string" && String(body["status"]) === "404";
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
