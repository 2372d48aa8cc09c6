import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deps } from "../app/deps.ts";
import { INSTANCE } from "../core/ids.ts";
import type { ApiError } from "./api-error.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The code of the refusal that is the answer, for the log. */
    refusalCode: string | undefined;
    /** True once the log has a line about the failure of this request. */
    isFailureLogged: boolean;
  }
}

/**
 * Writes one line for each request: refused ones at `info` (4xx) or `warn` (5xx), the others at `debug`. A line has
 * the tracking id of the answer and nothing that the client sent: no path, no query, no values.
 */
export function logRequests(server: FastifyInstance, deps: Deps): void {
  server.decorateRequest("refusalCode", undefined);
  server.decorateRequest("isFailureLogged", false);
  server.addHook("onResponse", (request, reply, done) => {
    const { statusCode: status, elapsedTime } = reply;
    if (status < 400) {
      deps.log("debug", "request.answered", fieldsOf(request, { status, ms: Math.round(elapsedTime) }));
    } else logRefusal(deps, request, status);
    done();
  });
}

/** Logs that a request was refused, once. For answers that no route gives, which have no hooks. */
export function logRefusal(deps: Deps, request: FastifyRequest, status: number): void {
  if (request.isFailureLogged) return;
  request.isFailureLogged = true;
  const { refusalCode: code } = request;
  const fields = fieldsOf(request, code === undefined ? { status } : { status, code });
  deps.log(status < 500 ? "info" : "warn", "request.refused", fields);
}

/** An error on our side: of the store, which is known and has a code, or a bug. */
export interface Failure {
  readonly known: ApiError | undefined;
  readonly error: unknown;
}

/** Logs an error that a request ran into, as a whole; the request gets no other line. */
export function logFailure(deps: Deps, request: FastifyRequest, failure: Failure): void {
  request.isFailureLogged = true;
  writeFailure(deps, fieldsOf(request), failure);
}

/** Writes the line of a failure, under the number that the client received. */
export function writeFailure(
  { log }: Deps,
  fields: Readonly<Record<string, unknown>>,
  { known, error }: Failure,
): void {
  if (known === undefined) log("error", "server.incident", { ...fields, status: 500, error });
  else log("error", "request.failed", { ...fields, status: known.status, code: known.code, error });
}

/** Not by spreads: V8 copies properties slowly, and each request has its line. */
function fieldsOf(
  { id, method, routeOptions, actor }: FastifyRequest,
  answer: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = { trackingId: id, method, route: routeOptions?.url ?? "none" };
  if (actor !== undefined && actor.org !== INSTANCE) fields["organization"] = actor.org;
  return Object.assign(fields, answer);
}
