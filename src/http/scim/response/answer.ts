import type { FastifyReply, FastifyRequest } from "fastify";
import type { ScimAnswer } from "../request/call.ts";
import { negotiate, SCIM_TYPE } from "../request/media-type.ts";

/** Sends an answer, past the framework's serializer, which would add an undefined `charset`. */
export function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers, body }: ScimAnswer,
): FastifyReply {
  reply.code(status).headers(headers);
  if (body === undefined) return reply.send();
  return reply
    .header("content-type", negotiate(request.headers.accept) ?? SCIM_TYPE)
    .serializer(asItIs)
    .send(payloadOf(body));
}

function payloadOf(body: NonNullable<ScimAnswer["body"]>): string | Buffer {
  if (typeof body === "string") return body;
  if (!isTexts(body)) return JSON.stringify(body);
  return isLong(body) ? encode(body) : body.join("");
}

/** Parts from which putting them together first, and holding them back for a moment, costs more than it saves. */
const LONG_PARTS = 20;

/** True for a body that is long enough to matter how it is sent. */
export function isLong(body: ScimAnswer["body"]): boolean {
  return body !== undefined && isTexts(body) && body.length >= LONG_PARTS;
}

/** True for a body in parts. */
export function isTexts(body: NonNullable<ScimAnswer["body"]>): body is readonly string[] {
  return Array.isArray(body);
}

/** The texts as UTF-8, one behind the other: putting long ones together first would copy all of them again. */
function encode(texts: readonly string[]): Buffer {
  let length = 0;
  for (const text of texts) length += text.length;
  // Enough unless much of it is not ASCII.
  let bytes = Buffer.allocUnsafe(length + (length >> 4));
  let end = 0;
  for (const text of texts) {
    const most = end + BYTES_PER_UNIT * text.length;
    if (most > bytes.length && end + Buffer.byteLength(text) > bytes.length) {
      const larger = Buffer.allocUnsafe(2 * most);
      bytes.copy(larger, 0, 0, end);
      bytes = larger;
    }
    end += bytes.write(text, end);
  }
  return bytes.subarray(0, end);
}

/** UTF-8 takes at most three bytes for a UTF-16 code unit. */
const BYTES_PER_UNIT = 3;

function asItIs<Payload>(payload: Payload): Payload {
  return payload;
}
