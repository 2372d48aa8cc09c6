import type { FastifyReply, FastifyRequest } from "fastify";
import type { JsonObject } from "../../core/json.ts";
import { renderError, type ScimError } from "../../core/scim/error.ts";

const SCIM = "application/scim+json";
const JSON_TYPE = "application/json";

/**
 * `application/scim+json` unless the client accepts only `application/json` (RFC 7644 §3.8): Microsoft Entra
 * wants the former on every answer, errors among them.
 */
function mediaTypeFor(accept: string | undefined): string {
  if (accept === undefined || !accept.includes(JSON_TYPE)) return SCIM;
  return accept.includes("scim+json") || accept.includes("*/*") ? SCIM : JSON_TYPE;
}

/** Answers with a body. Bytes rather than text, to which the framework would add a `charset` nobody defined. */
export function sendBody(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  body: JsonObject | string,
): FastifyReply {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return reply
    .code(status)
    .header("content-type", mediaTypeFor(request.headers.accept))
    .send(Buffer.from(text, "utf8"));
}

/** Answers with an error (RFC 7644 §3.12). */
export function sendError(request: FastifyRequest, reply: FastifyReply, error: ScimError): FastifyReply {
  return sendBody(request, reply, error.status, renderError(error));
}
