import { showInvisible } from "../invisible.ts";
import type { JsonObject } from "../json.ts";

/** RFC 7644 §3.12, table 9, and RFC 9865 §2.1: each error type with the status that it travels under. */
const STATUS = {
  invalidFilter: 400,
  tooMany: 400,
  uniqueness: 409,
  mutability: 400,
  invalidSyntax: 400,
  invalidPath: 400,
  noTarget: 400,
  invalidValue: 400,
  invalidVers: 400,
  sensitive: 403,
  invalidCursor: 400,
  expiredCursor: 400,
  invalidCount: 400,
} as const;

export type ScimType = keyof typeof STATUS;

/** The statuses that a SCIM error may carry without an error type (RFC 7644 §3.12, table 8, and HTTP's own). */
export type PlainStatus =
  | (400 | 401 | 403 | 404 | 405 | 406 | 408 | 409 | 412 | 413 | 415 | 429 | 431)
  | (500 | 501 | 503);

export const ERROR_URN = "urn:ietf:params:scim:api:messages:2.0:Error";

/**
 * The client got something wrong, or cannot be served. `message` goes to the client.
 *
 * Made from an error type, which decides the status, or from a bare status.
 */
export class ScimError extends Error {
  override readonly name = "ScimError";
  readonly status: number;
  readonly scimType: ScimType | undefined;

  constructor(kind: ScimType | PlainStatus, message: string, more?: { cause?: unknown }) {
    super(message, more?.cause === undefined ? undefined : { cause: more.cause });
    this.scimType = typeof kind === "number" ? undefined : kind;
    this.status = typeof kind === "number" ? kind : STATUS[kind];
  }
}

/** In UTF-16 code units. */
const DETAIL_MAX = 1_000;

/** The body of an error response (RFC 7644 §3.12): `status` is text. */
export function renderError(error: ScimError): JsonObject {
  return {
    schemas: [ERROR_URN],
    status: String(error.status),
    ...(error.scimType === undefined ? {} : { scimType: error.scimType }),
    // Messages quote what a client sent, however long that is, and with characters that no screen shows.
    detail: showInvisible(error.message.slice(0, DETAIL_MAX)).slice(0, DETAIL_MAX),
  };
}
