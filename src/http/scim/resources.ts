import type { FastifyReply, FastifyRequest } from "fastify";
import { createObject } from "../../app/directory/create-object.ts";
import { deleteObject } from "../../app/directory/delete-object.ts";
import type { Caller } from "../../app/directory/directory.ts";
import type { DirectoryType } from "../../app/directory/directory-type.ts";
import { getObject } from "../../app/directory/get-object.ts";
import { listObjects } from "../../app/directory/list-objects.ts";
import { patchObject } from "../../app/directory/patch-object.ts";
import { replaceObject } from "../../app/directory/replace-object.ts";
import { type ObjectId, parseUuid } from "../../core/ids.ts";
import { listResponse } from "../../core/scim/discovery.ts";
import { readResource } from "../../core/scim/document.ts";
import { parsePaging } from "../../core/scim/paging.ts";
import { readPatch } from "../../core/scim/patch/read-patch.ts";
import {
  etagOf,
  locationOf,
  type Projection,
  type RenderContext,
  render,
  type StoredView,
} from "../../core/scim/project.ts";
import type { HttpRoute } from "../register-route.ts";
import { sendBody } from "./answer.ts";
import { callerOf, pathParam, type ScimContext } from "./context.ts";
import { isKnown, readIfMatch } from "./preconditions.ts";
import { bodyQuery, type Query, readFilter, readProjection, shownIn, single, urlQuery } from "./query.ts";
import { notFoundError, refusalError } from "./refusals.ts";

type Handle = HttpRoute["handle"];

/** The endpoints of one type of resource (RFC 7644 §3.2). */
export function resourceRoutes(context: ScimContext, type: DirectoryType): readonly HttpRoute[] {
  const all = `/:org/v2${type.resource.endpoint}`;
  const one = `${all}/:id`;
  const route = (method: HttpRoute["method"], path: string, handle: Handle): HttpRoute => {
    return { method, path, permission: "scim", bodyLimit: context.limits.bodySizeMax, handle };
  };
  return [
    route("GET", all, list(context, type, urlQuery)),
    route(
      "POST",
      `${all}/.search`,
      list(context, type, ({ body }) => bodyQuery(body)),
    ),
    route("POST", all, create(context, type)),
    route("GET", one, read(context, type)),
    route("PUT", one, replace(context, type)),
    route("PATCH", one, patch(context, type)),
    route("DELETE", one, remove(context, type)),
  ];
}

/** A request for one type: who asks, what it wants to see. */
interface Asked {
  readonly type: DirectoryType;
  readonly caller: Caller;
  readonly query: Query;
  readonly projection: Projection;
}

function askedBy(
  context: ScimContext,
  type: DirectoryType,
  request: FastifyRequest,
  query: Query = urlQuery(request),
): Asked {
  const projection = readProjection(type.resource, query);
  return { type, caller: callerOf(context, request), query, projection };
}

function list(
  context: ScimContext,
  type: DirectoryType,
  queryOf: (request: FastifyRequest) => Query,
): Handle {
  return async (request, reply) => {
    const { caller, query, projection } = askedBy(context, type, request, queryOf(request));
    const page = parsePaging(
      { startIndex: single(query, "startindex"), count: single(query, "count") },
      context.limits,
    );
    const filter = readFilter(type.resource, query, caller.mode);
    const listed = await listObjects(context.directory, caller, type, {
      filter,
      page,
      shown: shownIn(projection),
    });
    if (listed.kind === "too-many") throw refusalError(type, listed);
    const resources = listed.objects.map((object) =>
      render(type.resource, object, projection, caller.baseUrl),
    );
    const body = listResponse(resources, { totalResults: listed.total, startIndex: page.startIndex });
    return sendBody(request, reply, 200, body);
  };
}

function create(context: ScimContext, type: DirectoryType): Handle {
  return async (request, reply) => {
    const asked = askedBy(context, type, request);
    const resource = readResource(type.resource, request.body, asked.caller.mode);
    const shown = shownIn(asked.projection);
    const outcome = await createObject(context.directory, asked.caller, type, { resource, shown });
    if (outcome.kind !== "written") throw refusalError(type, outcome);
    reply.header("location", locationOf(type.resource, outcome.object.id, asked.caller.baseUrl));
    return sendObject(request, reply, asked, outcome.object, { status: 201, context: "write" });
  };
}

function read(context: ScimContext, type: DirectoryType): Handle {
  return async (request, reply) => {
    const asked = askedBy(context, type, request);
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

function replace(context: ScimContext, type: DirectoryType): Handle {
  return async (request, reply) => {
    const asked = askedBy(context, type, request);
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
function patch(context: ScimContext, type: DirectoryType): Handle {
  return async (request, reply) => {
    const asked = askedBy(context, type, request);
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

function remove(context: ScimContext, type: DirectoryType): Handle {
  return async (request, reply) => {
    const caller = callerOf(context, request);
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
