import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deps } from "../app/deps.ts";
import { INSTANCE } from "../core/ids.ts";

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
      deps.log("debug", "request.answered", { ...fieldsOf(request), status, ms: Math.round(elapsedTime) });
    } else logRefusal(deps, request, status);
    done();
  });
}

/** Logs that a request was refused, once. For answers that no route gives, which have no hooks. */
export function logRefusal(deps: Deps, request: FastifyRequest, status: number): void {
  if (request.isFailureLogged) return;
  request.isFailureLogged = true;
  const { refusalCode: code } = request;
  deps.log(status < 500 ? "info" : "warn", "request.refused", {
    ...fieldsOf(request),
    status,
    ...(code === undefined ? {} : { code }),
  });
}

/** Logs an error that a request ran into, as a whole; the request gets no other line. */
export function logFailure(
  deps: Deps,
  request: FastifyRequest,
  failure: { readonly code: string; readonly status: number; readonly error: unknown },
): void {
  const { code, status, error } = failure;
  request.isFailureLogged = true;
  deps.log("error", code, { ...fieldsOf(request), status, error });
}

function fieldsOf({ id, method, routeOptions, actor }: FastifyRequest): Readonly<Record<string, unknown>> {
  const organization = actor === undefined || actor.org === INSTANCE ? {} : { organization: actor.org };
  return { trackingId: id, method, route: routeOptions?.url ?? "none", ...organization };
}
