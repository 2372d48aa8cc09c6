import type { FastifyRequest } from "fastify";
import { listObjects } from "../../app/directory/list-objects.ts";
import { listResponse } from "../../core/scim/discovery.ts";
import { parsePaging } from "../../core/scim/paging.ts";
import { render } from "../../core/scim/project.ts";
import type { HttpRoute } from "../register-route.ts";
import { sendBody } from "./answer.ts";
import { askedBy } from "./asked.ts";
import type { ScimContext } from "./context.ts";
import { type Query, readFilter, shownIn, single } from "./query.ts";
import { refusalError } from "./refusals.ts";

/** A list of the resources of one type, as the parameters of a URL or of a search request ask for. */
export function list(context: ScimContext, queryOf: (request: FastifyRequest) => Query): HttpRoute["handle"] {
  return async (request, reply) => {
    const { type, caller, query, projection } = await askedBy(context, request, queryOf(request));
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
