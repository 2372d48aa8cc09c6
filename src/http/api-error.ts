import type { Actor, ConfigurationError, Refusal } from "../app/deps.ts";
import type { NotAuthenticated } from "../app/tokens/authenticator.ts";
import type { Permission } from "../contract/route.ts";

const STATUS_OF: Readonly<Record<Refusal["reason"], number>> = {
  invalid: 400,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  unavailable: 503,
};

/**
 * A request that is answered with a refusal. Thrown at the edge alone, where one error handler renders it: as a
 * problem document in the admin API, as a SCIM error under /scim. `code` and `params` are safe to show.
 */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly params: Refusal["params"];
  readonly headers: Readonly<Record<string, string>>;
  /** Every error of a configuration that was refused. */
  readonly errors: readonly ConfigurationError[];

  constructor(
    status: number,
    code: string,
    params: Refusal["params"] = {},
    more: {
      readonly headers?: Readonly<Record<string, string>>;
      readonly errors?: readonly ConfigurationError[] | undefined;
    } = {},
  ) {
    super(code);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.params = params;
    this.headers = more.headers ?? {};
    this.errors = more.errors ?? [];
  }
}

/** The refusal of a use case. */
export function createRefused({ reason, code, params, errors }: Refusal): ApiError {
  return new ApiError(STATUS_OF[reason], code, params, { errors });
}

/** 401; RFC 6750 §3: no error code when no token came. */
export function createUnauthenticated({ code, params }: NotAuthenticated): ApiError {
  const why = code === "auth.token-missing" ? "" : `, error="invalid_token", error_description="${code}"`;
  return new ApiError(401, code, params, { headers: { "www-authenticate": `Bearer realm="muster"${why}` } });
}

/** 403; RFC 6750 §3.1. A person has roles instead of a kind of token. */
export function createForbidden(kind: Actor["kind"], permission: Permission): ApiError {
  if (kind === "person") return new ApiError(403, "auth.role-forbidden", { permission });
  return new ApiError(
    403,
    "auth.forbidden",
    { kind, permission },
    {
      headers: {
        "www-authenticate": `Bearer realm="muster", error="insufficient_scope", scope="${permission}"`,
      },
    },
  );
}

/** 400 for a body that is not JSON; `problem` is a code, because the parser's own words are English. */
function createNotJson(problem: "json-syntax" | "empty" | "body-length" | "body-cut"): ApiError {
  return new ApiError(400, "request.invalid-json", { problem });
}

/** The errors that fastify and the store throw, by code. */
const KNOWN: Readonly<Record<string, (error: Error) => ApiError>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: () => createNotJson("json-syntax"),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => createNotJson("empty"),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => createNotJson("body-length"),
  // Nothing has so long a name.
  FST_ERR_MAX_PARAM_LENGTH: ({ message }) =>
    new ApiError(404, "request.not-found", { path: /^'(.{0,100})/.exec(message)?.[1] ?? "" }),
  FST_ERR_BAD_URL: () => new ApiError(400, "request.bad-url"),
  FST_ERR_INVALID_URL: () => new ApiError(400, "request.bad-url"),
};

/** When a client may come again after the store failed. */
const RETRY_SECONDS = 5;

const UNTYPED: readonly string[] = ["FST_ERR_CTP_INVALID_MEDIA_TYPE", "FST_ERR_ROUTE_MISSING_CONTENT_TYPE"];

/**
 * The answer to an error thrown at a route that expects such bodies: the error itself, one for a framework
 * or store error, or `undefined` for a bug of ours, of which the client may see only the incident's number.
 */
export function toApiError(
  error: unknown,
  expected: { readonly bodyLimit: number; readonly mediaType: string },
): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new ApiError(413, "request.too-large", { limit: expected.bodyLimit });
  }
  // The second for a method QUERY that has no body.
  if (UNTYPED.includes(error.code)) {
    return new ApiError(415, "request.media-type", { expected: expected.mediaType });
  }
  if (error.code === "ECONNRESET" && error.message === "aborted") {
    return createNotJson("body-cut");
  }
  if (error.name === "StoreError") {
    return new ApiError(503, error.code, {}, { headers: { "retry-after": String(RETRY_SECONDS) } });
  }
  if (error instanceof SyntaxError && "statusCode" in error && error.statusCode === 400) {
    return createNotJson("json-syntax");
  }
  return KNOWN[error.code]?.(error);
}
