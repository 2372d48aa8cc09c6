import type { FastifyRequest } from "fastify";
import type { Caller } from "../../app/directory/directory.ts";
import type { DirectoryType } from "../../app/directory/directory-type.ts";
import type { Projection } from "../../core/scim/project.ts";
import { callerOf, pathParam, type ScimContext } from "./context.ts";
import { unknownEndpoint } from "./errors.ts";
import { type Query, readProjection, urlQuery } from "./query.ts";

/** A request for one type: who asks, what it wants to see. */
export interface Asked {
  readonly type: DirectoryType;
  readonly caller: Caller;
  readonly query: Query;
  readonly projection: Projection;
}

/** Reads who asks for what. 404 when the organization has no type with this endpoint. */
export async function askedBy(
  context: ScimContext,
  request: FastifyRequest,
  query: Query = urlQuery(request),
): Promise<Asked> {
  const caller = await callerOf(context, request);
  const type = typeAt(caller, request);
  return { type, caller, query, projection: readProjection(type.resource, query) };
}

/** The type whose endpoint the path names, or 404. */
export function typeAt({ types }: Caller, request: FastifyRequest): DirectoryType {
  const type = types.atEndpoint(`/${pathParam(request, "endpoint")}`);
  if (type === undefined) throw unknownEndpoint(request);
  return type;
}
