import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Actor, TokenActor } from "../app/deps.ts";
import type { Permission } from "../contract/route.ts";
import { ApiError } from "./api-error.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    permission?: Permission;
    /** The media type required, for refusing another. */
    mediaType?: string;
    refuses?: true;
  }
  interface FastifyRequest {
    /** The caller; undefined on public routes alone. */
    actor: Actor | undefined;
  }
  interface FastifyInstance {
    /** Every route of the server, for tests to walk and for 405 to name what is allowed. */
    routeTable: readonly RouteEntry[];
  }
}

/** A registered route. Paths use `:name` parameters. */
export interface RouteEntry {
  readonly method: string;
  readonly path: string;
  readonly permission: Permission;
  /** There to refuse the method, so that `Allow` does not name it. */
  readonly refuses?: true;
}

/** A route to register. There is no default permission: `public` has to be written out. */
export interface HttpRoute {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly permission: Permission;
  /** The media type required; JSON when left out. Only for the refusal: parsers decide. */
  readonly mediaType?: string;
  /** All that it does is to refuse: the path has not got this method. */
  readonly refuses?: true;
  /** In bytes; the server's when left out. */
  readonly bodyLimit?: number;
  /** Runs once the caller is let in, and before the body is read. An error thrown is the answer. */
  before?(request: FastifyRequest): Promise<void>;
  /** Its result is sent; a string or bytes as they are. */
  handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

/** Registers a route; the server checks its permission before anything of the request's body is read. */
export function registerRoute(server: FastifyInstance, route: HttpRoute): void {
  const { method, path, permission, mediaType = "application/json", bodyLimit, before, handle } = route;
  const refuses = route.refuses ? { refuses: route.refuses } : {};
  server.route({
    method,
    url: path,
    config: { permission, mediaType, ...refuses },
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    ...(before === undefined ? {} : { onRequest: before }),
    handler: handle,
  });
}

/** Refuses to register a route that does not say who may use it, and keeps the table of the others. */
export function keepRouteTable(server: FastifyInstance): void {
  const table: RouteEntry[] = [];
  server.decorate("routeTable", table);
  server.addHook("onRoute", ({ method, url, config }) => {
    const permission = config?.permission;
    if (permission === undefined)
      throw new Error(`the route ${String(method)} ${url} declares no permission`);
    const refuses = config?.refuses ? { refuses: config.refuses } : {};
    for (const each of [method].flat()) table.push({ method: each, path: url, permission, ...refuses });
  });
}

/** The caller of a route that tokens alone may use. */
export function tokenActorOf(request: FastifyRequest): TokenActor {
  const actor = actorOf(request);
  if (actor.kind === "person") throw new Error("a person was let in at a route for tokens");
  return actor;
}

/** The caller. A public route has none, and calling this is a bug. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === undefined) throw new Error("a public route has no actor");
  return request.actor;
}

/**
 * The methods that are served at a path as it came, without its query: of several routes that fit the router takes
 * the one with the fewest parameters, which may be there to refuse the method.
 */
export function findAllowedMethods(table: readonly RouteEntry[], url: string): readonly string[] {
  const segments = segmentsOf(url.split("?")[0] ?? "");
  const taken = new Map<string, RouteEntry>();
  for (const entry of table) {
    if (!matches(segmentsOf(entry.path), segments)) continue;
    const other = taken.get(entry.method);
    if (other === undefined || openness(entry.path) < openness(other.path)) taken.set(entry.method, entry);
  }
  return [...taken.values()].flatMap(({ method, refuses }) => (refuses ? [] : [method])).sort();
}

/** How much a pattern leaves open: its parameters, and most of all a wildcard. */
function openness(path: string): number {
  return path.endsWith("*") ? Number.POSITIVE_INFINITY : path.split("/:").length;
}

/**
 * 405 with `Allow` when the path is there for other methods (RFC 9110 §15.5.6), else 404: also for a path whose route
 * takes the method and found nothing there, such as a file that does not exist.
 */
export function createNotFound(table: readonly RouteEntry[], method: string, url: string): ApiError {
  const methods = findAllowedMethods(table, url);
  const allowed = methods.join(", ");
  if (allowed === "" || methods.includes(method))
    return new ApiError(404, "request.not-found", { path: url.split("?")[0] ?? "" });
  return new ApiError(
    405,
    "request.method-not-allowed",
    { method, allowed },
    { headers: { allow: allowed } },
  );
}

function segmentsOf(path: string): readonly string[] {
  return path
    .replace(/(?<!\/)\/+$/, "")
    .toLowerCase()
    .split("/");
}

function matches(pattern: readonly string[], path: readonly string[]): boolean {
  const isOpen = pattern.at(-1) === "*";
  const fixed = isOpen ? pattern.slice(0, -1) : pattern;
  return (
    (isOpen ? path.length >= pattern.length : path.length === pattern.length) &&
    fixed.every(
      (segment, index) => segment === path[index] || (segment.startsWith(":") && path[index] !== ""),
    )
  );
}
