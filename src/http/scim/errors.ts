import type { FastifyReply, FastifyRequest } from "fastify";
import type { Deps } from "../../app/deps.ts";
import { type PlainStatus, ScimError, type ScimType } from "../../core/scim/error.ts";
import { ApiError } from "../api-error.ts";
import { textFor } from "../problem.ts";
import { notFound, type RouteEntry } from "../register-route.ts";
import { describeError } from "../server.ts";
import { sendError } from "./answer.ts";

const PLAIN: readonly number[] = [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 429, 500, 501, 503];
const INVALID_SYNTAX = new Set(["request.invalid-json"]);

/**
 * Answers what a handler threw as a SCIM error. What is the client's doing says so; of a bug of ours nothing is
 * told but the incident's number, under which the log has the whole.
 */
export function answerError(deps: Deps, error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (error instanceof ScimError) {
    if (error.internal !== undefined) {
      deps.log("info", "scim.refused", { trackingId: request.id, detail: error.internal });
    }
    return sendError(request, reply, error);
  }
  const known = describeError(deps, error, request);
  // The admin API's parser expects another media type than ours.
  const told =
    known.status === 415 ? new ApiError(415, known.code, { expected: "application/scim+json" }) : known;
  reply.headers(told.headers);
  return sendError(request, reply, toScimError(request, told));
}

/** 404, or 405 with `Allow`, or 400 for a version of the protocol that is not served (RFC 7644 §3.13). */
export function answerNotFound(
  table: readonly RouteEntry[],
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const version = /^\/scim\/[^/]+\/(v\d[^/?]*)/i.exec(request.url)?.[1];
  if (version !== undefined && version.toLowerCase() !== "v2") {
    const error = new ScimError(
      "invalidVers",
      `Version ${version.slice(0, 20)} of SCIM is not served here; v2 is.`,
    );
    return sendError(request, reply, error);
  }
  const error = notFound(table, request.method, request.url);
  reply.headers(error.headers);
  return sendError(request, reply, toScimError(request, error));
}

/** For a path that is no endpoint of a resource type: 405 when it is another endpoint, else 404. */
export function unknownEndpoint(request: FastifyRequest): ApiError {
  const others = request.server.routeTable.filter(({ path }) => !path.includes("/:endpoint"));
  return notFound(others, request.method, request.url);
}

function toScimError(request: FastifyRequest, error: ApiError): ScimError {
  const kind: ScimType | PlainStatus = INVALID_SYNTAX.has(error.code)
    ? "invalidSyntax"
    : plainStatus(error.status);
  return new ScimError(kind, textFor(request, error));
}

function plainStatus(status: number): PlainStatus {
  return PLAIN.includes(status) ? (status as PlainStatus) : 500;
}
