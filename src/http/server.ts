import cookies from "@fastify/cookie";
import { type FastifyInstance, fastify } from "fastify";
import { Counter, type Registry } from "prom-client";
import type { Deps } from "../app/deps.ts";
import type { Directory } from "../app/directory/directory.ts";
import type { Engine } from "../app/provisioning/engine/engine.ts";
import { TokenUsage } from "../app/tokens/token-usage.ts";
import { addAdminRoutes } from "./admin/routes.ts";
import { ApiError } from "./api-error.ts";
import { createClientErrors } from "./client-error.ts";
import { addConsole } from "./console.ts";
import type { HttpContext, Readers } from "./context.ts";
import { BODY_LIMIT, describeError } from "./describe-error.ts";
import { addHealth } from "./health.ts";
import { createErrorAnswers, keepErrorAnswers } from "./keep-error-answers.ts";
import { logRefusal, logRequests } from "./log-requests.ts";
import { MailLimits } from "./mail-limits.ts";
import { addMetrics } from "./metrics.ts";
import { openApiDocument } from "./openapi.ts";
import { sendProblem } from "./problem.ts";
import { RateLimiter, type RateLimits } from "./rate-limit.ts";
import { createNotFound, keepRouteTable, registerRoute } from "./register-route.ts";
import type { ScimLimits } from "./scim/limits.ts";
import { normalizeScimUrl } from "./scim/request/normalize-url.ts";
import { answerError } from "./scim/response/errors.ts";
import { CallerCheck } from "./sign-in/identify-caller.ts";

/** The parts of the server; made by the composition root. */
export interface ServerOptions {
  /** The one of the process; what else it works with is in it. */
  readonly directory: Directory;
  /** The limits of SCIM requests and replays. */
  readonly scimLimits: ScimLimits;
  readonly engine: Engine;
  readonly removals: HttpContext["removals"];
  readonly readers: Readers;
  readonly version: string;
  readonly storeKind: string;
  /** Where clients reach this server, when that is not what their requests name as host: behind a proxy. */
  readonly publicUrl?: string | undefined;
  /** Proxies whose headers about the client are believed, as addresses or networks. */
  readonly trustedProxies?: readonly string[] | undefined;
  /** How often a token may ask for what SCIM clients use; without a limit when left out. */
  readonly rateLimits?: RateLimits | undefined;
  /** Adds the SCIM routes, in a scope of their own: its parsers and error handler apply to them alone. */
  readonly mountScim?: (server: FastifyInstance) => void | Promise<void>;
  /** The folder with the build of the console; there are no pages when left out. */
  readonly consoleFolder?: string | undefined;
  /** Adds metrics of others to those of the server. */
  readonly measure?: (registry: Registry) => void;
}

const PARAMETER_LENGTH_MAX = 500;
/** An upload may take long, a request that never ends may not. */
const REQUEST_MS_MAX = 900_000;

/**
 * The HTTP server, not yet listening. Every route declares a permission or is not registered; every answer has an
 * `x-tracking-id`, under which the log has the same request and, if it is an error, the store; every refusal of the admin
 * API is a problem document.
 */
export function buildServer(options: ServerOptions): FastifyInstance {
  const { directory, scimLimits, engine, removals, readers, version, storeKind, publicUrl } = options;
  const { deps } = directory;
  const errors = createErrorAnswers(deps);
  const clientErrors = createClientErrors(deps, errors);
  const server = fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_MS_MAX,
    genReqId: () => deps.env.newId(),
    requestIdHeader: false,
    trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    logger: false,
    clientErrorHandler: clientErrors.answer,
    rewriteUrl: ({ url = "/" }) => normalizeScimUrl(url),
    routerOptions: {
      caseSensitive: false,
      ignoreTrailingSlash: true,
      ignoreDuplicateSlashes: true,
      maxParamLength: PARAMETER_LENGTH_MAX,
    },
    frameworkErrors(error, request, reply) {
      reply.header("x-tracking-id", request.id);
      if (/^\/scim(\/|$)/i.test(request.url)) answerError(deps, error, request, reply);
      else sendProblem(request, reply, describeError(deps, error, request));
      logRefusal(deps, request, reply.statusCode);
      errors.note(request, reply.statusCode);
    },
  });
  const uses = new TokenUsage(deps);
  const closing = endWaits(server);
  const mails = new MailLimits(() => deps.env.now());
  const shared = { deps, directory, engine, removals, readers, mails };
  const context: HttpContext = { ...shared, version, storeKind, publicUrl, closing, uses, scimLimits };
  clientErrors.observe(server.server);
  server.removeContentTypeParser("text/plain");
  server.decorateRequest("actor", undefined);
  server.decorateRequest("csrfToken", undefined);
  server.register(cookies);
  keepRouteTable(server);
  logRequests(server, deps);
  keepErrorAnswers(server, errors);
  refuseUnusableHosts(server);
  guardRoutes(server, new CallerCheck(deps, uses, publicUrl), uses);
  const refusals = limitRates(server, new RateLimiter(options.rateLimits ?? UNLIMITED, () => deps.env.now()));
  refuseEncoded(server);
  answerErrors(server, deps);
  addHealth(server, deps);
  addMetrics(server, (registry) => {
    options.measure?.(registry);
    registry.registerMetric(refusals);
    registry.registerMetric(errors.notKept);
  });
  addOpenApi(server, version);
  server.register(async (scope) => addAdminRoutes(scope, context));
  const { mountScim, consoleFolder } = options;
  if (mountScim !== undefined) server.register(async (scope) => mountScim(scope));
  if (consoleFolder !== undefined) server.register(async (scope) => addConsole(scope, consoleFolder));
  return server;
}

/**
 * Aborted when the server begins to close, so that who waits for something is answered. Those answers end their
 * connections: kept alive, they would hold the server up.
 */
function endWaits(server: FastifyInstance): AbortSignal {
  const closing = new AbortController();
  server.addHook("preClose", async () => closing.abort());
  server.addHook("onSend", (_request, reply, _payload, done) => {
    if (closing.signal.aborted) reply.header("connection", "close");
    done();
  });
  return closing.signal;
}

/** A name or an IP address, with or without a port. */
const HOST = /^(?:\[[\da-f:.]{1,45}\]|[\w.~%-]{1,255})(?::\d{0,5})?$/i;

/**
 * 400 for a request with more than one Host header, or with one that is not a host (RFC 9112 §3.2): a proxy may have
 * gone by another one than this server would, and addresses in answers are made from it.
 */
function refuseUnusableHosts(server: FastifyInstance): void {
  server.addHook("onRequest", (request, reply, done) => {
    const { rawHeaders } = request.raw;
    let hosts = 0;
    for (let at = 0; at < rawHeaders.length; at += 2) {
      if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === "host") hosts += 1;
    }
    const { host } = request.headers;
    if (hosts <= 1 && (host === undefined || HOST.test(host))) return done();
    reply.header("x-tracking-id", request.id);
    done(new ApiError(400, hosts > 1 ? "request.several-hosts" : "request.bad-host"));
  });
}

/** Refuses callers without permission, before the body is read, on every route. */
function guardRoutes(server: FastifyInstance, callers: CallerCheck, uses: TokenUsage): void {
  server.addHook("onClose", () => uses.flush());
  server.addHook("onRequest", async (request, reply) => {
    reply.header("x-tracking-id", request.id);
    if (request.is404) return;
    await callers.admit(request);
  });
}

const UNLIMITED: RateLimits = { requestsPerSecond: 0, requestBurst: 1 };

/** Makes a SCIM client that asks too often wait (RFC 6585 §4); returns the count of those refusals. */
function limitRates(server: FastifyInstance, limiter: RateLimiter): Counter {
  const refusals = new Counter({
    name: "muster_rate_limited_requests_total",
    help: "Requests that were refused because their token asked too often",
    registers: [],
  });
  server.addHook("onRequest", ({ actor, routeOptions }, _reply, done) => {
    const { permission } = routeOptions.config;
    const isCounted =
      actor !== undefined &&
      actor.kind !== "person" &&
      (permission === "scim" || permission === "events:read");
    if (!isCounted) return done();
    const limits = limiter.limitsFor(actor.requestsPerSecond);
    const seconds = limiter.take(actor.tokenId, limits);
    if (seconds === undefined) return done();
    refusals.inc();
    const params = { seconds, limit: limits.requestsPerSecond, token: actor.tokenId };
    done(new ApiError(429, "request.too-many", params, { headers: { "retry-after": String(seconds) } }));
  });
  return refusals;
}

/** 415 for a body in an encoding that the server does not decode, on every endpoint (RFC 9110 §15.5.16). */
function refuseEncoded(server: FastifyInstance): void {
  server.addHook("preParsing", ({ headers }, _reply, _payload, done) => {
    const encoding = headers["content-encoding"] ?? "";
    const isPlain = encoding.split(",").every((each) => ["", "identity"].includes(each.trim().toLowerCase()));
    const isEmpty = headers["transfer-encoding"] === undefined && (headers["content-length"] ?? "0") === "0";
    if (isPlain || isEmpty) return done();
    const params = { encoding: encoding.slice(0, 100) };
    done(
      new ApiError(415, "request.content-encoding", params, { headers: { "accept-encoding": "identity" } }),
    );
  });
}

function answerErrors(server: FastifyInstance, deps: Deps): void {
  server.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, createNotFound(server.routeTable, request.method, request.url)),
  );
  server.setErrorHandler((error, request, reply) =>
    sendProblem(request, reply, describeError(deps, error, request)),
  );
}

function addOpenApi(server: FastifyInstance, version: string): void {
  let document: string | undefined;
  registerRoute(server, {
    method: "GET",
    path: "/api/openapi.json",
    permission: "public",
    async handle(_request, reply) {
      document ??= JSON.stringify(openApiDocument(version));
      return reply.type("application/json; charset=utf-8").send(document);
    },
  });
}

/** Stops listening, lets requests in hand end, and cuts those that take longer than `graceMs`. */
export async function closeServer(server: FastifyInstance, graceMs: number): Promise<void> {
  const cut = setTimeout(() => server.server.closeAllConnections(), graceMs);
  try {
    await server.close();
  } finally {
    clearTimeout(cut);
  }
}
