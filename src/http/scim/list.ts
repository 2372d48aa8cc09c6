import { listObjects } from "../../app/directory/list-objects.ts";
import { listResponse } from "../../core/scim/discovery.ts";
import { parsePaging } from "../../core/scim/paging.ts";
import { render } from "../../core/scim/project.ts";
import { askedBy } from "./asked.ts";
import type { Call, ScimAnswer } from "./call.ts";
import { type Query, readFilter, shownIn, single } from "./query.ts";
import { refusalError } from "./refusals.ts";

/** A list of the resources of one type, as the parameters of a URL or of a search request ask for. */
export async function list(call: Call, query: Query): Promise<ScimAnswer> {
  const { directory, limits } = call.service;
  const { type, caller, projection } = askedBy(call, query);
  const page = parsePaging(
    { startIndex: single(query, "startindex"), count: single(query, "count") },
    limits,
  );
  const filter = readFilter(type.resource, query, caller.mode, limits);
  const listed = await listObjects(directory, caller, type, { filter, page, shown: shownIn(projection) });
  if (listed.kind === "too-many") throw refusalError(type, listed);
  const resources = listed.objects.map((object) => render(type.resource, object, projection, caller.baseUrl));
  const body = listResponse(resources, { totalResults: listed.total, startIndex: page.startIndex });
  return { status: 200, headers: {}, body };
}
