import type { FastifyInstance, FastifyRequest } from "fastify";
import { ScimError } from "../../core/scim/error.ts";

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
      return parseBody(body);
    },
  );
}

/** The value that a body is; undefined for an empty one. 400 invalidSyntax for what is not JSON in UTF-8. */
export function parseBody(body: string | Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(typeof body === "string" ? body : decoder.decode(body));
  } catch (error) {
    throw new ScimError("invalidSyntax", "The request body is not JSON in UTF-8.", { cause: error });
  }
}
