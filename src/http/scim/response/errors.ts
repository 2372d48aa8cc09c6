import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../../../app/deps.ts";
import type { JsonObject } from "../../../core/json.ts";
import { type PlainStatus, renderError, ScimError, type ScimType } from "../../../core/scim/error.ts";
import { ApiError, toApiError } from "../../api-error.ts";
import { describeError } from "../../describe-error.ts";
import { writeFailure } from "../../log-requests.ts";
import { textFor } from "../../problem.ts";
import { createNotFound, type RouteEntry } from "../../register-route.ts";
import { type HeaderFields, headerOf, type ScimAnswer } from "../request/call.ts";
import { SCIM_TYPE } from "../request/media-type.ts";
import { sendAnswer } from "./answer.ts";

const PLAIN: readonly number[] = [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 429, 500, 501, 503];
const INVALID_SYNTAX = new Set(["request.invalid-json"]);

/** An answer with the body of RFC 7644 §3.12. */
export type ErrorAnswer = ScimAnswer & { readonly body: JsonObject };

/** The answer that an error is. */
export function toErrorAnswer(headers: HeaderFields, error: ScimError | ApiError): ErrorAnswer {
  if (error instanceof ScimError) return { status: error.status, headers: {}, body: renderError(error) };
  const body = renderError(toScimError(headers, error));
  return { status: error.status, headers: error.headers, body };
}

/**
 * The error to report when anything was thrown outside of an HTTP request: a bug of ours is logged as a whole
 * and reported as the incident's number.
 */
export function toKnownError(deps: Deps, error: unknown): ScimError | ApiError {
  if (error instanceof ScimError) return error;
  const known = toApiError(error, { bodyLimit: 0, mediaType: SCIM_TYPE });
  if (known !== undefined && known.status < 500) return known;
  const incident = deps.env.newId();
  writeFailure(deps, { trackingId: incident }, { known, error });
  return known ?? new ApiError(500, "server.incident", { incident });
}

/** Answers what was thrown as a SCIM error. */
export function answerError(deps: Deps, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  return sendAnswer(request, reply, toThrownAnswer(deps, error, request));
}

/**
 * The SCIM error for an error that a handler threw. An error of the client is described; for a bug of ours
 * the client gets only the incident's number, under which the log has the whole.
 */
export function toThrownAnswer(deps: Deps, error: unknown, request: FastifyRequest): ErrorAnswer {
  if (error instanceof ScimError) {
    request.refusalCode = `scim.${error.scimType ?? "refused"}`;
    return toErrorAnswer(request.headers, error);
  }
  const known = describeError(deps, error, request);
  request.refusalCode = known.code;
  if (known.status === 413) return toErrorAnswer(request.headers, tooLarge(request));
  // The admin API's parser expects another media type than ours.
  const told =
    known.code === "request.media-type" ? new ApiError(415, known.code, { expected: SCIM_TYPE }) : known;
  return toErrorAnswer(request.headers, told);
}

/** 413 by the name of the limit, which for bulk requests is published (RFC 7644 §3.7.4). */
function tooLarge({ routeOptions }: FastifyRequest): ScimError {
  const limit = routeOptions.bodyLimit ?? 0;
  return routeOptions.url?.endsWith("/Bulk")
    ? new ScimError(413, `The request is longer than maxPayloadSize, ${limit} bytes. Nothing was done.`)
    : new ScimError(413, `The body is longer than ${limit} bytes, which is the limit here.`);
}

/** 404, or 405 with `Allow`, or 400 for a version of the protocol that is not served (RFC 7644 §3.13). */
export function answerNotFound(
  table: readonly RouteEntry[],
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const version = /^\/scim\/[^/]+\/(v\d[^/?]*)/i.exec(request.url)?.[1];
  const error =
    version !== undefined && version.toLowerCase() !== "v2"
      ? new ScimError("invalidVers", `Version ${version.slice(0, 20)} of SCIM is not served here; v2 is.`)
      : createNotFound(table, request.method, request.url);
  request.refusalCode = error instanceof ScimError ? "scim.invalidVers" : error.code;
  return sendAnswer(request, reply, toErrorAnswer(request.headers, error));
}

function toScimError(headers: HeaderFields, error: ApiError): ScimError {
  const kind: ScimType | PlainStatus = INVALID_SYNTAX.has(error.code)
    ? "invalidSyntax"
    : plainStatus(error.status);
  const language = headerOf(headers, "accept-language");
  return new ScimError(kind, textFor({ headers: { "accept-language": language } }, error));
}

function plainStatus(status: number): PlainStatus {
  return PLAIN.includes(status) ? (status as PlainStatus) : 500;
}
