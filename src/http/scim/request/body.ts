import type { FastifyInstance, FastifyRequest } from "fastify";
import { runInTurns } from "../../../app/background/turn.ts";
import type { Json } from "../../../core/json.ts";
import { findRepeatedName } from "../../../core/repeated-names.ts";
import { ScimError } from "../../../core/scim/error.ts";
import { type Profile, tolerancesOf } from "../../../core/scim/profile.ts";
import type { Work } from "../../../core/work.ts";
import type { Env } from "../../../ports/env.ts";
import { refuseManyValues } from "./body-limits.ts";
import { profileOf } from "./context.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The body as it came, for the record of a refusal; undefined when none was read. */
    rawBody: Buffer | undefined;
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Reads SCIM bodies: `application/scim+json`, and `application/json` as RFC 7644 §3.8 has clients send, in UTF-8. */
export function readScimBodies(server: FastifyInstance, env: Env): void {
  server.decorateRequest("rawBody", undefined);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    ["application/scim+json", "application/json"],
    { parseAs: "buffer" },
    async (request: FastifyRequest, body: string | Buffer): Promise<unknown> => {
      if (typeof body !== "string") request.rawBody = body;
      return runInTurns(env, parseBody(body, profileOf(request.actor?.profile ?? null)));
    },
  );
}

/**
 * Returns the value of a body; undefined for an empty one. 400 invalidSyntax for what is not JSON in UTF-8, and for an
 * object that has a name twice, in any letter case: in every profile if the values differ, because readers of JSON
 * disagree on which one counts (RFC 8259 §4), and in profiles without that tolerance if they are the same.
 */
export function* parseBody(body: string | Buffer, profile: Profile): Work<unknown> {
  if (body.length === 0) return undefined;
  if (typeof body !== "string") refuseManyValues(body);
  yield;
  const { text, value } = readJson(body);
  yield;
  const isTolerated = tolerancesOf(profile).repeatedNames && body.length <= COMPARED_UP_TO;
  const sort = isTolerated ? "contradicting" : "any";
  const repeated = findRepeatedName(text, value, sort);
  if (repeated === undefined) return value;
  throw new ScimError("invalidSyntax", `"${repeated.slice(0, 200)}" is given twice in the request body.`);
}

/** Bytes of a body in which the values of repeated names are compared; in a longer one that would take too long. */
const COMPARED_UP_TO = 1024 * 1024;

function readJson(body: string | Buffer): { readonly text: string; readonly value: Json } {
  try {
    const text = typeof body === "string" ? body : decoder.decode(body);
    return { text, value: JSON.parse(text) as Json };
  } catch (error) {
    throw new ScimError("invalidSyntax", "The request body is not JSON in UTF-8.", { cause: error });
  }
}
