import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isRefusal } from "../../app/deps.ts";
import { getOrganization } from "../../app/organizations/visible-organizations.ts";
import { requireRecentSignIn } from "../../app/people/require-recent-sign-in.ts";
import type { RouteSpec } from "../../contract/route.ts";
import { type RouteId, routes } from "../../contract/routes.ts";
import { INSTANCE, type OrgId } from "../../core/ids.ts";
import { isObject, type Json } from "../../core/json.ts";
import { ApiError, createRefused } from "../api-error.ts";
import type { HttpContext } from "../context.ts";
import { languageOf } from "../problem.ts";
import { actorOf, registerRoute } from "../register-route.ts";
import { addOpenIdCallback } from "../sign-in/open-id-callback.ts";
import { accountLinkHandlers } from "./account-links.ts";
import { accountHandlers } from "./accounts.ts";
import { applicationHandlers } from "./applications.ts";
import { auditHandlers } from "./audit.ts";
import { auditChainHandlers } from "./audit-chain.ts";
import { browseHandlers } from "./browse.ts";
import { type AdminCall, type Handlers, idOf, parsePart, StreamedAnswer } from "./call.ts";
import { configurationHandlers } from "./configuration.ts";
import { cutWhenEnded } from "./cut-file.ts";
import { definitionHandlers } from "./definitions.ts";
import { directoryHandlers } from "./directory.ts";
import { directoryWriteHandlers } from "./directory-writes.ts";
import { errorAnswerHandlers } from "./error-answers.ts";
import { eventHandlers } from "./events.ts";
import { exchangeHandlers } from "./exchanges.ts";
import { expressionHandlers } from "./expressions.ts";
import { galleryHandlers } from "./gallery.ts";
import { historyHandlers } from "./history.ts";
import { identityProviderHandlers } from "./identity-providers.ts";
import { importHandlers } from "./imports.ts";
import { mappingHandlers } from "./mappings.ts";
import { matchHandlers } from "./matches.ts";
import { noticeHandlers } from "./notices.ts";
import { onDemandHandlers } from "./on-demand.ts";
import { organizationHandlers } from "./organizations.ts";
import { overviewHandlers } from "./overview.ts";
import { ownPasswordHandlers } from "./own-password.ts";
import { ownProfileHandlers } from "./own-profile.ts";
import { passkeyHandlers } from "./passkeys.ts";
import { peopleHandlers } from "./people.ts";
import { personalTokenHandlers } from "./personal-tokens.ts";
import { provisioningHandlers } from "./provisioning.ts";
import { reconcileHandlers } from "./reconcile.ts";
import { recordHandlers } from "./records.ts";
import { refusalHandlers } from "./rejected-requests.ts";
import { removalHandlers } from "./removals.ts";
import { restartHandlers } from "./restart.ts";
import { retentionHandlers } from "./retention.ts";
import { roleHandlers } from "./roles.ts";
import { scopeHandlers } from "./scopes.ts";
import { secondFactorHandlers } from "./second-factor.ts";
import { selectedGroupHandlers } from "./selected-groups.ts";
import { settingHandlers } from "./settings.ts";
import { signInHandlers } from "./sign-in.ts";
import { streamHandlers } from "./stream.ts";
import { systemHandlers } from "./system.ts";
import { userAndGroupHandlers } from "./users-and-groups.ts";
import { webhookHandlers } from "./webhooks.ts";

const HANDLERS: Handlers = {
  ...signInHandlers,
  ...peopleHandlers,
  ...identityProviderHandlers,
  ...personalTokenHandlers,
  ...secondFactorHandlers,
  ...ownPasswordHandlers,
  ...ownProfileHandlers,
  ...passkeyHandlers,
  ...organizationHandlers,
  ...importHandlers,
  ...directoryHandlers,
  ...definitionHandlers,
  ...galleryHandlers,
  ...applicationHandlers,
  ...roleHandlers,
  ...scopeHandlers,
  ...selectedGroupHandlers,
  ...settingHandlers,
  ...expressionHandlers,
  ...mappingHandlers,
  ...matchHandlers,
  ...configurationHandlers,
  ...provisioningHandlers,
  ...onDemandHandlers,
  ...reconcileHandlers,
  ...restartHandlers,
  ...recordHandlers,
  ...removalHandlers,
  ...exchangeHandlers,
  ...refusalHandlers,
  ...eventHandlers,
  ...webhookHandlers,
  ...noticeHandlers,
  ...browseHandlers,
  ...auditHandlers,
  ...auditChainHandlers,
  ...retentionHandlers,
  ...errorAnswerHandlers,
  ...userAndGroupHandlers,
  ...accountHandlers,
  ...accountLinkHandlers,
  ...overviewHandlers,
  ...historyHandlers,
  ...systemHandlers,
  ...streamHandlers,
  ...directoryWriteHandlers,
};

const ROUTE_IDS = Object.keys(routes) as readonly RouteId[];

/** Registers every endpoint of the contract, and the one that providers send browsers back to. */
export async function addAdminRoutes(server: FastifyInstance, context: HttpContext): Promise<void> {
  addOpenIdCallback(server, context);
  for (const id of ROUTE_IDS) {
    const { upload }: RouteSpec = routes[id];
    if (upload === undefined) addRoute(server, context, id);
    else await server.register(async (scope) => addUpload(scope, context, id, upload));
  }
}

/** Passes an upload on unread. In its scope no other media type is accepted. */
function addUpload(scope: FastifyInstance, context: HttpContext, id: RouteId, mediaType: string): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(mediaType, (_request, _payload, done) => done(null, undefined));
  addRoute(scope, context, id);
}

function addRoute<Id extends RouteId>(server: FastifyInstance, context: HttpContext, id: Id): void {
  const handler: Handlers[Id] = HANDLERS[id];
  const spec: RouteSpec = routes[id];
  registerRoute(server, {
    method: spec.method,
    path: toFastifyPath(spec.path),
    permission: spec.permission,
    mediaType: spec.upload ?? "application/json",
    async handle(request, reply) {
      if (spec.recentSignIn) await checkSignIn(context, request);
      const answer = await handler(await parseCall<Id>(context, spec, reply));
      if (isRefusal(answer)) throw createRefused(answer);
      return send(
        reply,
        spec,
        answer instanceof StreamedAnswer ? guardFile(context, request, answer) : answer,
      );
    },
  });
}

/** Refuses a session whose sign-in is too long ago. */
async function checkSignIn({ deps }: HttpContext, request: FastifyRequest): Promise<void> {
  const actor = actorOf(request);
  if (actor.kind !== "person" || actor.sessionId === null) return;
  const tooOld = await requireRecentSignIn(deps, actor.sessionId);
  if (tooOld !== undefined) throw createRefused(tooOld);
}

/** Events end by themselves when their caller may not read them any more; a file is cut off. */
function guardFile(
  { deps }: HttpContext,
  request: FastifyRequest,
  { type, chunks, fileName }: StreamedAnswer,
): StreamedAnswer {
  if (fileName === undefined) return new StreamedAnswer(type, chunks);
  const reader = { actor: actorOf(request), org: orgIn(request.params) ?? INSTANCE };
  return new StreamedAnswer(type, cutWhenEnded(deps, reader, chunks), fileName);
}

function send(reply: FastifyReply, spec: RouteSpec, answer: unknown): FastifyReply {
  reply.code(spec.status).header("cache-control", "no-store");
  if (answer instanceof StreamedAnswer) {
    const { type, chunks, fileName } = answer;
    reply.type(fileName === undefined ? type : `${type}; charset=utf-8`);
    if (fileName !== undefined) reply.header("content-disposition", `attachment; filename="${fileName}"`);
    // A proxy that collects the answer would hold the events back.
    return reply.header("x-accel-buffering", "no").send(Readable.from(chunks));
  }
  return spec.status === 204 ? reply.send() : reply.send(answer);
}

/** `{name}` of the contract and of OpenAPI as fastify writes it. */
export function toFastifyPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

/** Parses a request by the contract; its parts are exactly the output of the schemas of this route. */
async function parseCall<Id extends RouteId>(
  context: HttpContext,
  spec: RouteSpec,
  reply: FastifyReply,
): Promise<AdminCall<Id>> {
  const { request } = reply;
  const actor = spec.permission === "public" ? undefined : actorOf(request);
  if (spec.upload !== undefined && !isOfType(request, spec.upload)) {
    throw new ApiError(415, "request.media-type", { expected: spec.upload });
  }
  const language = languageOf(request.headers["accept-language"]);
  const params = parsePart(spec, "params", request.params, language);
  const query = parsePart(spec, "query", request.query, language);
  const body = parsePart(spec, "body", request.body, language);
  const org = orgIn(params);
  if (org !== undefined && actor !== undefined) {
    const found = await getOrganization(context.deps, actor, org);
    if (isRefusal(found)) throw createRefused(found);
  }
  return { context, request, reply, actor, org, params, query, body } as AdminCall<Id>;
}

function orgIn(params: unknown): OrgId | undefined {
  const org = isObject(params as Json) ? (params as { readonly org?: unknown }).org : undefined;
  return typeof org === "string" ? idOf<OrgId>(org) : undefined;
}

/** fastify ignores a body without a media type, because it has no parser for it. */
function isOfType(request: FastifyRequest, mediaType: string): boolean {
  return request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() === mediaType;
}
