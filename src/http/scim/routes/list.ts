import { Turn } from "../../../app/background/turn.ts";
import { type Listed, listObjects } from "../../../app/directory/query/list-objects.ts";
import type { ListPart, ListQuery } from "../../../app/directory/query/list-query.ts";
import type { DirectoryType } from "../../../app/resource-types/directory-type.ts";
import { listResponseTexts } from "../../../core/scim/discovery.ts";
import { parseSort } from "../../../core/scim/index/sort.ts";
import type { AttributeSelection } from "../../../core/scim/request/project.ts";
import { renderText } from "../../../core/scim/request/render-text.ts";
import type { ScimAnswer, ScimCall, ScimOperation } from "../request/call.ts";
import {
  type QueryParameters,
  readBodyQuery,
  readFilters,
  readProjection,
  shownIn,
  textOf,
} from "../request/query.ts";
import { typeAt } from "../request/resource-request.ts";
import { cursorOf, readPage } from "../response/page.ts";
import { createTooManyError } from "../response/rejected-requests.ts";

/** Queries of the resources of one type, and of all types together (RFC 7644 §3.4.2 and §3.4.3). */
export const LIST_OPERATIONS: readonly ScimOperation[] = [
  { method: "GET", path: "", handle: (call) => list(call, call.query, call.caller.types.all) },
  {
    method: "POST",
    path: "/.search",
    handle: (call) => list(call, readBodyQuery(call.body, call.caller.profile), call.caller.types.all),
  },
  { method: "GET", path: "/:endpoint", handle: (call) => list(call, call.query, [typeAt(call)]) },
  {
    method: "POST",
    path: "/:endpoint/.search",
    handle: (call) => {
      const type = typeAt(call);
      return list(call, readBodyQuery(call.body, call.caller.profile), [type]);
    },
  },
];

async function list(
  call: ScimCall,
  query: QueryParameters,
  types: readonly DirectoryType[],
): Promise<ScimAnswer> {
  const { caller, service } = call;
  const projections = new Map(types.map((type) => [type, readProjection(type.resource, query)]));
  const page = readPage(call, query, types);
  const listed = await listObjects(service.directory, caller, {
    ...partsOf(call, query, projections),
    start: page.start,
    count: page.count,
  });
  if (listed.kind === "too-many") throw createTooManyError(listed);
  const next = listed.next && cursorOf(call, page, { position: listed.next, total: listed.total });
  const shown = page.start.kind === "index" ? { startIndex: page.start.startIndex } : { nextCursor: next };
  const body = listResponseTexts(await renderAll(call, listed, projections), {
    totalResults: listed.total,
    ...shown,
  });
  return { status: 200, headers: {}, body };
}

type Projections = ReadonlyMap<DirectoryType, AttributeSelection>;

/** What is asked of each type, and in which order. */
function partsOf(
  { caller: { profile }, service }: ScimCall,
  query: QueryParameters,
  projections: Projections,
): Pick<ListQuery, "parts" | "order"> {
  const types = [...projections.keys()].map(({ resource }) => resource);
  const filters = readFilters(types, query, profile, service.limits);
  const sorting = { sortBy: textOf(query, "sortby"), sortOrder: textOf(query, "sortorder") };
  const sorts = parseSort(types, sorting, profile);
  const parts = [...projections].map(
    ([type, projection], at): ListPart => ({
      type,
      filter: filters[at],
      sortBy: sorts?.[at]?.by,
      shown: shownIn(projection),
    }),
  );
  return {
    parts,
    order: sorts === undefined ? "ids" : sorts[0]?.isDescending ? "descending" : "ascending",
  };
}

/** Renders a page in parts, between which other requests are served: large resources take long. */
async function renderAll(
  { caller, service }: ScimCall,
  { objects }: Listed,
  projections: Projections,
): Promise<readonly string[]> {
  const { baseUrl } = caller;
  const texts: string[] = [];
  const turn = new Turn(service.directory.deps.env);
  for (const { type, object } of objects) {
    const projection = projections.get(type);
    if (projection === undefined) throw new Error(`no source of the list is of type ${type.kind}`);
    texts.push(renderText(type.resource, object, { projection, baseUrl }));
    if (turn.isOver) await turn.pass();
  }
  return texts;
}
