import type { FastifyReply, FastifyRequest } from "fastify";
import type { ScimAnswer } from "./call.ts";

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

/** Sends an answer. Bytes rather than text, to which the framework would add a `charset` nobody defined. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers, body }: ScimAnswer,
): FastifyReply {
  reply.code(status).headers(headers);
  if (body === undefined) return reply.send();
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return reply.header("content-type", mediaTypeFor(request.headers.accept)).send(Buffer.from(text, "utf8"));
}
