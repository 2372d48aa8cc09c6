import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Json } from "../../../core/json.ts";
import { hasRepeatedNames } from "../../../core/repeated-names.ts";
import { ScimError } from "../../../core/scim/error.ts";
import { type Profile, tolerancesOf } from "../../../core/scim/profile.ts";
import { profileOf } from "./context.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The body as it came, for the record of a refusal; undefined when none was read. */
    rawBody: Buffer | undefined;
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Reads SCIM bodies: `application/scim+json`, and `application/json` as RFC 7644 §3.8 has clients send, in UTF-8. */
export function readScimBodies(server: FastifyInstance): void {
  server.decorateRequest("rawBody", undefined);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    ["application/scim+json", "application/json"],
    { parseAs: "buffer" },
    async (request: FastifyRequest, body: string | Buffer): Promise<unknown> => {
      if (typeof body !== "string") request.rawBody = body;
      return parseBody(body, profileOf(request.actor?.profile ?? null));
    },
  );
}

/**
 * The value that a body is; undefined for an empty one. 400 invalidSyntax for what is not JSON in UTF-8 and, in profiles
 * that do not accept it, for an object that has a name twice.
 */
export function parseBody(body: string | Buffer, profile: Profile): unknown {
  if (body.length === 0) return undefined;
  if (typeof body !== "string" && body.length > COUNTED_FROM) refuseManyValues(body);
  const { text, value } = readJson(body);
  if (!tolerancesOf(profile).repeatedNames && hasRepeatedNames(text, value)) {
    throw new ScimError("invalidSyntax", "An object in the request body has the same name more than once.");
  }
  return value;
}

/** Bytes from which the values of a body are counted before it is read. */
const COUNTED_FROM = 256 * 1024;
/** A PUT of 100 000 members has half as many. */
const VALUES_MAX = 1_000_000;
const [QUOTE, BACKSLASH, COMMA, BRACKET, BRACE] = [0x22, 0x5c, 0x2c, 0x5b, 0x7b];

/** 413 when the values of a body are too many to read without delaying others; text is read much faster. */
function refuseManyValues(body: Buffer): void {
  let values = 0;
  let isInText = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (isInText && byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) isInText = !isInText;
    else if (!isInText && (byte === COMMA || byte === BRACKET || byte === BRACE)) values += 1;
  }
  if (values <= VALUES_MAX) return;
  throw new ScimError(413, `The body has more than ${VALUES_MAX} values, which is the limit here.`);
}

function readJson(body: string | Buffer): { readonly text: string; readonly value: Json } {
  try {
    const text = typeof body === "string" ? body : decoder.decode(body);
    return { text, value: JSON.parse(text) as Json };
  } catch (error) {
    throw new ScimError("invalidSyntax", "The request body is not JSON in UTF-8.", { cause: error });
  }
}
