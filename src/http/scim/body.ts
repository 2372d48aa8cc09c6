import type { FastifyInstance } from "fastify";
import { ScimError } from "../../core/scim/error.ts";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Reads SCIM bodies: `application/scim+json`, and `application/json` as RFC 7644 §3.8 has clients send, in UTF-8. */
export function readScimBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    ["application/scim+json", "application/json"],
    { parseAs: "buffer" },
    async (_request: unknown, body: string | Buffer): Promise<unknown> => parseBody(body),
  );
}

function parseBody(body: string | Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(typeof body === "string" ? body : decoder.decode(body));
  } catch (error) {
    throw new ScimError("invalidSyntax", "The request body is not JSON in UTF-8.", { cause: error });
  }
}
