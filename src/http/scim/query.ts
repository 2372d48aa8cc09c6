import type { Shown } from "../../app/directory/directory.ts";
import { isObject, type Json } from "../../core/json.ts";
import { ScimError } from "../../core/scim/error.ts";
import { type BoundFilter, bindFilter } from "../../core/scim/filter/bind.ts";
import { type FilterLimits, parseFilter } from "../../core/scim/filter/parse.ts";
import { type Mode, tolerancesOf } from "../../core/scim/mode.ts";
import { foldNames, readBody } from "../../core/scim/names.ts";
import { needsKeyed, needsPart, type Projection, parseProjection } from "../../core/scim/project.ts";
import type { ResourceType } from "../../core/scim/schema.ts";

/** The parameters that we know, by name in lower case; all others are ignored (RFC 7644 §3.4.2). */
export type Query = ReadonlyMap<string, Json>;

/** The parameters of a URL, parsed into an object; a parameter that came several times is a list. */
export function urlQuery(parameters: unknown): Query {
  const query = parameters as Json | undefined;
  const members = isObject(query) ? Object.entries(query) : [];
  return new Map(members.map(([name, value]) => [name.toLowerCase(), value]));
}

/** The parameters of a search request (RFC 7644 §3.4.3). */
export function bodyQuery(body: unknown): Query {
  const members = foldNames(readBody(body));
  return new Map([...members].map(([name, { value }]) => [name, value]));
}

/** What the client wants to see. */
export function readProjection(type: ResourceType, query: Query): Projection {
  return parseProjection(type, {
    attributes: names(query.get("attributes")),
    excludedAttributes: names(query.get("excludedattributes")),
  });
}

function names(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).map(String);
}

/** Which of the attributes kept apart that means. */
export function shownIn(projection: Projection): Shown {
  return {
    members: needsKeyed(projection, "members"),
    groups: needsKeyed(projection, "groups"),
    details: needsPart(projection, "members", "display") || needsKeyed(projection, "groups"),
  };
}

/** The filter; undefined when there is none. An empty one is refused: it would match everybody. */
export function readFilter(
  type: ResourceType,
  query: Query,
  mode: Mode,
  limits: FilterLimits,
): BoundFilter | undefined {
  const text = single(query, "filter");
  if (text === undefined) return undefined;
  if (typeof text !== "string") throw new ScimError("invalidFilter", "The filter is not text.");
  return bindFilter(type, parseFilter(text, tolerancesOf(mode), limits), { mode });
}

/** A parameter that comes once; the first one counts. */
export function single(query: Query, name: string): string | number | undefined {
  const value = query.get(name);
  const first = Array.isArray(value) ? (value[0] as Json | undefined) : value;
  return typeof first === "string" || typeof first === "number" ? first : undefined;
}
