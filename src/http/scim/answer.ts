import type { FastifyReply, FastifyRequest } from "fastify";
import type { ScimAnswer } from "./call.ts";
import { negotiate, SCIM_TYPE } from "./media-type.ts";

/** Sends an answer. Bytes rather than text, to which the framework would add a `charset` nobody defined. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers, body }: ScimAnswer,
): FastifyReply {
  reply.code(status).headers(headers);
  if (body === undefined) return reply.send();
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return reply
    .header("content-type", negotiate(request.headers.accept) ?? SCIM_TYPE)
    .send(Buffer.from(text, "utf8"));
}
