import type { FastifyReply, FastifyRequest } from "fastify";
import type { ScimAnswer } from "./call.ts";
import { negotiate, SCIM_TYPE } from "./media-type.ts";

/** Sends an answer, past the framework's serializer, which would add a `charset` that nobody defined. */
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
    .serializer(asItIs)
    .send(text);
}

function asItIs(text: string): string {
  return text;
}
