import type { FastifyReply, FastifyRequest } from "fastify";
import { createObject } from "../../app/directory/create-object.ts";
import { deleteObject } from "../../app/directory/delete-object.ts";
import type { DirectoryType } from "../../app/directory/directory-type.ts";
import { getObject } from "../../app/directory/get-object.ts";
import { patchObject } from "../../app/directory/patch-object.ts";
import { replaceObject } from "../../app/directory/replace-object.ts";
import { type ObjectId, parseUuid } from "../../core/ids.ts";
import { readResource } from "../../core/scim/document.ts";
import { readPatch } from "../../core/scim/patch/read-patch.ts";
import { etagOf, locationOf, type RenderContext, render, type StoredView } from "../../core/scim/project.ts";
import type { HttpRoute } from "../register-route.ts";
import { sendBody } from "./answer.ts";
import { type Asked, askedBy, typeAt } from "./asked.ts";
import { callerOf, pathParam, type ScimContext } from "./context.ts";
import { list } from "./list.ts";
import { isKnown, readIfMatch } from "./preconditions.ts";
import { bodyQuery, shownIn, urlQuery } from "./query.ts";
import { notFoundError, refusalError } from "./refusals.ts";

type Handle = HttpRoute["handle"];

/** The endpoints of the types of resource that an organization has (RFC 7644 §3.2). */
export function resourceRoutes(context: ScimContext): readonly HttpRoute[] {
  const all = "/:org/v2/:endpoint";
  const one = `${all}/:id`;
  const route = (method: HttpRoute["method"], path: string, handle: Handle): HttpRoute => {
    return { method, path, permission: "scim", bodyLimit: context.limits.bodySizeMax, handle };
  };
  return [
    route("GET", all, list(context, urlQuery)),
    route(
      "POST",
      `${all}/.search`,
      list(context, ({ body }) => bodyQuery(body)),
    ),
    route("POST", all, create(context)),
    route("GET", one, read(context)),
    route("PUT", one, replace(context)),
    route("PATCH", one, patch(context)),
    route("DELETE", one, remove(context)),
  ];
}

function create(context: ScimContext): Handle {
  return async (request, reply) => {
    const asked = await askedBy(context, request);
    const { type } = asked;
    const resource = readResource(type.resource, request.body, asked.caller.mode);
    const shown = shownIn(asked.projection);
    const outcome = await createObject(context.directory, asked.caller, type, { resource, shown });
    if (outcome.kind !== "written") throw refusalError(type, outcome);
    reply.header("location", locationOf(type.resource, outcome.object.id, asked.caller.baseUrl));
    return sendObject(request, reply, asked, outcome.object, { status: 201, context: "write" });
  };
}

function read(context: ScimContext): Handle {
  return async (request, reply) => {
    const asked = await askedBy(context, request);
    const { type } = asked;
    const shown = shownIn(asked.projection);
    const found = await getObject(context.directory, asked.caller, type, { id: idOf(type, request), shown });
    if (found.kind !== "found") throw refusalError(type, found);
    const { object } = found;
    if (isKnown(request.headers["if-none-match"], object.version)) {
      return reply.code(304).header("etag", etagOf(object.version)).send();
    }
    return sendObject(request, reply, asked, object, { status: 200, context: "response" });
  };
}

function replace(context: ScimContext): Handle {
  return async (request, reply) => {
    const asked = await askedBy(context, request);
    const { type } = asked;
    const id = idOf(type, request);
    const outcome = await replaceObject(context.directory, asked.caller, type, {
      id,
      isExpected: readIfMatch(request.headers["if-match"]),
      resource: readResource(type.resource, request.body, asked.caller.mode),
      shown: shownIn(asked.projection),
    });
    if (outcome.kind !== "written") throw refusalError(type, outcome);
    return sendObject(request, reply, asked, outcome.object, { status: 200, context: "write" });
  };
}

/**
 * A group answers 204, as Microsoft Entra expects and as no group of 100 000 need be sent back; unless the
 * client says what it wants to see (RFC 7644 §3.5.2).
 */
function patch(context: ScimContext): Handle {
  return async (request, reply) => {
    const asked = await askedBy(context, request);
    const { type } = asked;
    const id = idOf(type, request);
    const isSilent = type.kind === "group" && asked.projection.kind === "default";
    const outcome = await patchObject(context.directory, asked.caller, type, {
      id,
      isExpected: readIfMatch(request.headers["if-match"]),
      operations: readPatch(request.body, type.resource, asked.caller.mode),
      shown: isSilent ? { members: false, groups: false } : shownIn(asked.projection),
    });
    if (outcome.kind !== "written") throw refusalError(type, outcome);
    if (isSilent) return reply.code(204).header("etag", etagOf(outcome.object.version)).send();
    return sendObject(request, reply, asked, outcome.object, { status: 200, context: "write" });
  };
}

function remove(context: ScimContext): Handle {
  return async (request, reply) => {
    const caller = await callerOf(context, request);
    const type = typeAt(caller, request);
    const outcome = await deleteObject(context.directory, caller, type, {
      id: idOf(type, request),
      isExpected: readIfMatch(request.headers["if-match"]),
    });
    if (outcome.kind !== "deleted") throw refusalError(type, outcome);
    return reply.code(204).send();
  };
}

function idOf(type: DirectoryType, request: FastifyRequest): ObjectId {
  const id = parseUuid<ObjectId>(pathParam(request, "id"));
  if (id === undefined) throw notFoundError(type);
  return id;
}

function sendObject(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, caller, projection }: Asked,
  object: StoredView,
  answer: { readonly status: number; readonly context: RenderContext },
): FastifyReply {
  reply.header("etag", etagOf(object.version));
  const body = render(type.resource, object, projection, caller.baseUrl, answer.context);
  return sendBody(request, reply, answer.status, body);
}
