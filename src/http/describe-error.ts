import type { FastifyRequest } from "fastify";
import type { Deps } from "../app/deps.ts";
import { ApiError, toApiError } from "./api-error.ts";
import { logFailure } from "./log-requests.ts";

/** How long a body may be, in bytes, where a route does not say otherwise. */
export const BODY_LIMIT = 1024 * 1024;

/**
 * The answer to an error that a handler threw. A bug of ours goes to the log as a whole and to the client as
 * the incident's number. For every scope with an error handler of its own.
 */
export function describeError(deps: Deps, error: unknown, request: FastifyRequest): ApiError {
  const { id, routeOptions } = request;
  const { bodyLimit = BODY_LIMIT, config } = routeOptions;
  const known = toApiError(error, { bodyLimit, mediaType: config?.mediaType ?? "application/json" });
  // A refusal, such as one while the server stops, has the line of refused requests.
  if (known !== undefined && (known.status < 500 || error instanceof ApiError)) return known;
  logFailure(deps, request, { known, error });
  return known ?? new ApiError(500, "server.incident", { incident: id });
}
