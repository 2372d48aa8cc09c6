import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deps } from "../../app/deps.ts";
import { openDirectory } from "../../app/directory/directory.ts";
import { ScimError } from "../../core/scim/error.ts";
import { unauthenticated } from "../api-error.ts";
import { type HttpRoute, registerRoute } from "../register-route.ts";
import { readScimBodies } from "./body.ts";
import { orgOf, type ScimContext } from "./context.ts";
import { discoveryRoutes } from "./discovery.ts";
import { answerError, answerNotFound } from "./errors.ts";
import { DEFAULT_LIMITS, type ScimLimits } from "./limits.ts";
import { resourceRoutes } from "./resources.ts";

export interface ScimOptions {
  readonly deps: Deps;
  /** Where clients reach this server, when that is not what their requests name as host. */
  readonly publicUrl?: string | undefined;
  readonly limits?: Partial<ScimLimits>;
}

/**
 * Adds the SCIM 2.0 service provider under `/scim/{organization}/v2`, with parsers and error bodies of its own.
 * The server lets in whoever holds the permission; here, only tokens of the organization in the path.
 */
export async function mountScim(server: FastifyInstance, options: ScimOptions): Promise<void> {
  const { deps, publicUrl } = options;
  const context: ScimContext = {
    directory: openDirectory(deps),
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    publicUrl,
  };
  await server.register(
    async (scope) => {
      readScimBodies(scope);
      scope.setErrorHandler((error, request, reply) => answerError(deps, error, request, reply));
      scope.setNotFoundHandler((request, reply) => answerNotFound(scope.routeTable, request, reply));
      scope.addHook("onRequest", async (request) => refuseForeign(request));
      for (const route of scimRoutes(context)) registerRoute(scope, route);
    },
    { prefix: "/scim" },
  );
}

function scimRoutes(context: ScimContext): readonly HttpRoute[] {
  return [...discoveryRoutes(context), ...resourceRoutes(context), ...unsupportedRoutes()];
}

/**
 * A token of another organization is no credential here: 401, whether or not there is such an organization.
 * Not 404, which clients take for a resource that is gone.
 */
async function refuseForeign(request: FastifyRequest): Promise<void> {
  if (request.is404 || request.actor === undefined || request.actor.org === orgOf(request)) return;
  throw unauthenticated({ kind: "unauthenticated", code: "auth.token-unknown", params: {} });
}

/** What RFC 7644 knows and is not served: 501 rather than 404, so that clients see what they asked for. */
function unsupportedRoutes(): readonly HttpRoute[] {
  const refuse = (what: string) => async () => {
    throw new ScimError(501, `${what} is not supported; see ServiceProviderConfig.`);
  };
  const route = (method: HttpRoute["method"], path: string, what: string): HttpRoute => {
    return { method, path: `/:org/v2${path}`, permission: "scim", handle: refuse(what) };
  };
  return [
    route("POST", "/Bulk", "Bulk"),
    route("GET", "", "A query on the root"),
    route("POST", "/.search", "A query on the root"),
    ...(["GET", "POST", "PUT", "PATCH", "DELETE"] as const).map((method) => route(method, "/Me", "/Me")),
  ];
}
