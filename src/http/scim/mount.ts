import type { FastifyInstance, FastifyRequest } from "fastify";
import { RejectedRequestRecorder } from "../../app/rejected-requests/rejected-request-recorder.ts";
import { ScimError } from "../../core/scim/error.ts";
import { createUnauthenticated } from "../api-error.ts";
import { type HttpRoute, registerRoute } from "../register-route.ts";
import { OPERATIONS } from "./operations.ts";
import { readScimBodies } from "./request/body.ts";
import type { RejectedPart, ScimOperation, ScimService } from "./request/call.ts";
import { callOf, orgOf, readerOf, type ScimContext } from "./request/context.ts";
import { negotiate, SCIM_TYPE } from "./request/media-type.ts";
import { isLong, sendAnswer } from "./response/answer.ts";
import { answerNotFound, toThrownAnswer } from "./response/errors.ts";
import { noteRefusal, noteRefusedPart } from "./response/rejected-request.ts";
import { awaitFlush } from "./response/response-batching.ts";
import { BULK_OPERATION } from "./routes/bulk.ts";
import { answerConfig } from "./routes/discovery.ts";
import { createMethodNotAllowedRoutes } from "./routes/method-not-allowed.ts";

export interface ScimOptions extends ScimService {
  /** Where clients reach this server, when that is not what their requests name as host. */
  readonly publicUrl?: string | undefined;
}

/**
 * Adds the SCIM 2.0 service provider under `/scim/{organization}/v2`, with parsers and error bodies of its own.
 * The server lets in whoever holds the permission; here, only tokens of the organization in the path.
 */
export async function mountScim(server: FastifyInstance, options: ScimOptions): Promise<void> {
  const { directory, limits, publicUrl } = options;
  const context: ScimContext = { directory, limits, publicUrl };
  const recorder = new RejectedRequestRecorder(directory);
  await server.register(
    async (scope) => {
      readScimBodies(scope, directory.deps.env);
      scope.addHook("onClose", () => recorder.flush());
      scope.setErrorHandler((error, request, reply) => {
        const answer = toThrownAnswer(directory.deps, error, request);
        noteRefusal(recorder, request, answer);
        return sendAnswer(request, reply, answer);
      });
      scope.setNotFoundHandler((request, reply) => answerNotFound(scope.routeTable, request, reply));
      scope.addHook("onRequest", (request, _reply, done) => {
        refuseForeign(request);
        refuseUnreadable(request);
        done();
      });
      for (const route of scimRoutes(context, recorder)) registerRoute(scope, route);
    },
    { prefix: "/scim" },
  );
}

const BASE = "/:org/v2";
const CONFIG_PATH = "/ServiceProviderConfig";

function scimRoutes(context: ScimContext, recorder: RejectedRequestRecorder): readonly HttpRoute[] {
  return [
    {
      method: "GET",
      path: `${BASE}${CONFIG_PATH}`,
      permission: "public",
      handle: async (request, reply) =>
        sendAnswer(request, reply, answerConfig(context, await readerOf(context, request))),
    },
    ...OPERATIONS.filter(({ path }) => path !== CONFIG_PATH).map((operation) =>
      routeTo(context, recorder, operation),
    ),
    ...createMethodNotAllowedRoutes(OPERATIONS).map((operation) => refusalBy(context, operation)),
    ...(["GET", "POST", "PUT", "PATCH", "DELETE"] as const).map(nothing),
  ];
}

function routeTo(
  context: ScimContext,
  recorder: RejectedRequestRecorder,
  { method, path, handle }: ScimOperation,
): HttpRoute {
  const { limits } = context;
  return {
    method,
    path: `${BASE}${path}`,
    permission: "scim",
    bodyLimit: path === BULK_OPERATION.path ? limits.bulkSizeMax : limits.bodySizeMax,
    async handle(request, reply) {
      const call = await callOf(context, request);
      const noteRefused = (part: RejectedPart) => noteRefusedPart(recorder, request, part);
      const answer = await handle({ ...call, noteRefused });
      if (!isLong(answer.body)) await awaitFlush();
      return sendAnswer(request, reply, answer);
    },
  };
}

/** Refuses before it reads the unneeded body. */
function refusalBy(context: ScimContext, { method, path, handle }: ScimOperation): HttpRoute {
  return {
    method,
    path: `${BASE}${path}`,
    permission: "scim",
    refuses: true,
    before: async (request) => void (await handle(await callOf(context, request))),
    handle: async () => undefined,
  };
}

/** 404 for every other path below the base URL, if a token is sent. */
function nothing(method: HttpRoute["method"]): HttpRoute {
  return {
    method,
    path: `${BASE}/*`,
    permission: "scim",
    refuses: true,
    before: async (request) => {
      const path = request.url.split("?")[0] ?? "";
      throw new ScimError(404, `There is no endpoint "${path.slice(0, 200)}".`);
    },
    handle: async () => undefined,
  };
}

/** 406 for a client that could not read any answer, before anything is done (RFC 9110 §15.5.7). */
function refuseUnreadable(request: FastifyRequest): void {
  if (request.is404 || negotiate(request.headers.accept) !== undefined) return;
  throw new ScimError(406, `Answers are ${SCIM_TYPE} or application/json; "Accept" admits neither.`);
}

/**
 * A token of another organization is not valid here: 401, whether or not there is such an organization.
 * Not 404, which clients take for a resource that is gone.
 */
function refuseForeign(request: FastifyRequest): void {
  if (request.is404 || request.actor === undefined || request.actor.org === orgOf(request)) return;
  throw createUnauthenticated({ kind: "unauthenticated", code: "auth.token-unknown", params: {} });
}
