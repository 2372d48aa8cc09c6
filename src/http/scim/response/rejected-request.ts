import type { FastifyRequest } from "fastify";
import {
  BODY_READ_MAX,
  type RejectedRequest,
  type RejectedRequestRecorder,
} from "../../../app/rejected-requests/rejected-request-recorder.ts";
import { type Json, toJsonText } from "../../../core/json.ts";
import { type HeaderFields, headerOf, type RejectedPart } from "../request/call.ts";
import { profileOf } from "../request/context.ts";
import type { ErrorAnswer } from "./errors.ts";

/** The header fields that a replay needs. Never `authorization`. */
const KEPT_HEADERS = ["if-match", "if-none-match"] as const;
const PATH_KEPT = 16_000;

/**
 * Has a refusal recorded, unless it only answers a question: 404 to a GET is an ordinary answer.
 */
export function noteRefusal(
  recorder: RejectedRequestRecorder,
  request: FastifyRequest,
  answer: ErrorAnswer,
): void {
  const { actor, method } = request;
  if (actor === undefined || actor.kind === "person") return;
  if (answer.status === 404 && (method === "GET" || method === "HEAD")) return;
  recorder.note(actor.org, answer.status, () => describe(request, actor, answer));
}

/** Has the refusal of one operation of a bulk request recorded, as if it had come alone. */
export function noteRefusedPart(
  recorder: RejectedRequestRecorder,
  request: FastifyRequest,
  part: RejectedPart,
): void {
  const { actor } = request;
  if (actor === undefined || actor.kind === "person") return;
  recorder.note(actor.org, part.answer.status, () => ({
    ...describe(request, actor, part.answer),
    trackingId: undefined,
    method: part.method,
    path: part.path.slice(0, PATH_KEPT),
    headers: keptOf(part.headers),
    body: textOf(part.body),
  }));
}

function describe(
  request: FastifyRequest,
  actor: RejectedRequest["actor"],
  answer: RejectedPart["answer"],
): RejectedRequest {
  const { headers, method, rawBody } = request;
  const { body = {} } = answer;
  return {
    trackingId: request.id,
    actor,
    profile: profileOf(actor.profile).kind,
    method,
    path: request.url.replace(/^\/scim\/[^/]+\/v2/i, "").slice(0, PATH_KEPT),
    headers: keptOf(headers),
    userAgent: headerOf(headers, "user-agent")?.slice(0, 1_000),
    contentType: headerOf(headers, "content-type")?.slice(0, 1_000),
    status: answer.status,
    scimType: typeof body["scimType"] === "string" ? body["scimType"] : undefined,
    detail: typeof body["detail"] === "string" ? body["detail"] : "",
    body: bodyOf(rawBody, headers),
  };
}

function keptOf(headers: HeaderFields): RejectedRequest["headers"] {
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headerOf(headers, name);
    return value === undefined ? [] : [[name, value.slice(0, 1_000)] as const];
  });
  return Object.fromEntries(kept);
}

function textOf(body: Json | undefined): RejectedRequest["body"] {
  const text = body === undefined ? "" : toJsonText(body);
  return text === undefined
    ? undefined
    : { text: text.slice(0, BODY_READ_MAX), isCut: text.length > BODY_READ_MAX };
}

/** The body as far as it is looked at; undefined when there was one that was never read. */
function bodyOf(raw: Buffer | undefined, headers: FastifyRequest["headers"]): RejectedRequest["body"] {
  if (raw !== undefined) {
    return { text: raw.toString("utf8", 0, BODY_READ_MAX), isCut: raw.length > BODY_READ_MAX };
  }
  const isEmpty = headers["transfer-encoding"] === undefined && (headers["content-length"] ?? "0") === "0";
  return isEmpty ? { text: "", isCut: false } : undefined;
}
