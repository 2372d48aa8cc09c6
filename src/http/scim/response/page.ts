import { openCursor, sealCursor, type Walk } from "../../../app/directory/query/list-cursor.ts";
import type { Start } from "../../../app/directory/query/list-query.ts";
import type { DirectoryType } from "../../../app/resource-types/directory-type.ts";
import { toCanonicalJson } from "../../../core/json.ts";
import { ScimError } from "../../../core/scim/error.ts";
import { parsePaging } from "../../../core/scim/request/paging.ts";
import type { ScimCall } from "../request/call.ts";
import { namesIn, type QueryParameters, readParameter, textOf } from "../request/query.ts";

/** Which page is asked for. */
export interface RequestedPage {
  readonly start: Start;
  readonly count: number;
  /** Stands for everything in the request that must not change in a walk from page to page; else empty. */
  readonly query: string;
}

/**
 * Reads `startIndex` and `count`, or `cursor` and `count` (RFC 9865 §2). 400 invalidCursor for a cursor that was not
 * given out for this request, expiredCursor, invalidCount for another count than the walk began with.
 */
export function readPage(
  call: ScimCall,
  query: QueryParameters,
  types: readonly DirectoryType[],
): RequestedPage {
  const { limits } = call.service;
  const { startIndex, count } = parsePaging(
    { startIndex: readParameter(query, "startindex"), count: readParameter(query, "count") },
    limits,
  );
  const cursor = readCursor(query);
  if (cursor === undefined) return { start: { kind: "index", startIndex }, count, query: "" };
  const asked = fingerprint(call, query, types);
  if (readParameter(query, "startindex") !== undefined) {
    throw new ScimError("invalidSyntax", '"startIndex" and "cursor" cannot be used together.');
  }
  if (cursor === "") return { start: { kind: "first" }, count, query: asked };
  const walk = openCursor(call.service.directory.deps, call.caller, cursor);
  if (walk === "expired") throw new ScimError("expiredCursor", "The cursor has expired; begin again.");
  if (walk === "invalid" || walk.query !== asked) throw invalidCursor();
  if (readParameter(query, "count") !== undefined && count !== walk.count) {
    throw new ScimError("invalidCount", `The walk began with a "count" of ${walk.count}; it cannot change.`);
  }
  return {
    start: { kind: "after", position: walk.position, total: walk.total },
    count: walk.count,
    query: asked,
  };
}

/** The cursor of the page after this position. */
export function cursorOf(
  { service, caller }: ScimCall,
  { count, query }: RequestedPage,
  { position, total }: Pick<Walk, "position" | "total">,
): string {
  const { deps } = service.directory;
  const expires = deps.env.now() + service.limits.cursorTimeoutSeconds * 1_000;
  return sealCursor(deps, caller, { position, total, count, query }, expires);
}

/** The cursor as it came, or undefined; an empty cursor begins a walk. */
function readCursor(query: QueryParameters): string | undefined {
  const value = query.get("cursor");
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw invalidCursor();
  return value;
}

function invalidCursor(): ScimError {
  return new ScimError(
    "invalidCursor",
    "The cursor does not belong to this request; begin again with an empty one.",
  );
}

function fingerprint({ service }: ScimCall, query: QueryParameters, types: readonly DirectoryType[]): string {
  const projection = (name: string) =>
    namesIn(query, name)
      .flatMap((names) => names.split(","))
      .map((name) => name.trim().toLowerCase())
      .sort();
  const kept = [
    types.map(({ kind }) => kind),
    textOf(query, "filter") ?? null,
    textOf(query, "sortby")?.trim().toLowerCase() ?? null,
    textOf(query, "sortorder")?.trim().toLowerCase() ?? null,
    projection("attributes"),
    projection("excludedattributes"),
  ];
  return service.directory.deps.env.hash(toCanonicalJson(kept)).slice(0, 32);
}
