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
  const { text, value } = readJson(body);
  if (!tolerancesOf(profile).repeatedNames && hasRepeatedNames(text, value)) {
    throw new ScimError("invalidSyntax", "An object in the request body has the same name more than once.");
  }
  return value;
}

function readJson(body: string | Buffer): { readonly text: string; readonly value: Json } {
  try {
    const text = typeof body === "string" ? body : decoder.decode(body);
    return { text, value: JSON.parse(text) as Json };
  } catch (error) {
    throw new ScimError("invalidSyntax", "The request body is not JSON in UTF-8.", { cause: error });
  }
}
