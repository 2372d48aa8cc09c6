import type { ShownResource } from "../../../app/directory/directory.ts";
import { isObject, type Json } from "../../../core/json.ts";
import { ScimError } from "../../../core/scim/error.ts";
import { type BoundFilter, bindFilter } from "../../../core/scim/filter/bind.ts";
import { type FilterLimits, parseFilter } from "../../../core/scim/filter/parse.ts";
import { foldNames, namesSchema, readBody } from "../../../core/scim/names.ts";
import { type Profile, tolerancesOf } from "../../../core/scim/profile.ts";
import {
  type AttributeSelection,
  needsPart,
  needsRelationship,
  parseProjection,
} from "../../../core/scim/request/project.ts";
import type { ResourceType } from "../../../core/scim/schema.ts";

/** The parameters that we know, by name in lower case; all others are ignored (RFC 7644 §3.4.2). */
export type QueryParameters = ReadonlyMap<string, Json>;

/** The parameters of a URL, parsed into an object; a parameter that came several times is a list. */
export function readUrlQuery(parameters: unknown): QueryParameters {
  const query = parameters as Json | undefined;
  const found = new Map<string, Json>();
  for (const [name, value] of isObject(query) ? Object.entries(query) : []) {
    const before = found.get(name.toLowerCase());
    found.set(name.toLowerCase(), before === undefined ? value : [before, value].flat());
  }
  return found;
}

const SEARCH_URN = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";

/**
 * The parameters of a search request (RFC 7644 §3.4.3). 400 invalidSyntax for what does not say that it is one, and
 * invalidValue for a `count` that is a number in a text, unless the profile accepts it.
 */
export function readBodyQuery(body: unknown, profile: Profile): QueryParameters {
  const members = foldNames(readBody(body));
  const schemas = members.get("schemas")?.value;
  if (!namesSchema(schemas, SEARCH_URN) && !tolerancesOf(profile).inferSchemas) {
    throw new ScimError("invalidSyntax", `"schemas" does not list "${SEARCH_URN}".`);
  }
  if (!tolerancesOf(profile).coerceNumbers) {
    for (const name of ["startindex", "count"]) refuseNoNumber(members.get(name));
  }
  return new Map([...members].map(([name, { value }]) => [name, value]));
}

function refuseNoNumber(member: { readonly name: string; readonly value: Json } | undefined): void {
  if (member === undefined || member.value === null || typeof member.value === "number") return;
  throw new ScimError("invalidValue", `"${member.name}" is not a number.`);
}

/** The attributes requested. */
export function readProjection(type: ResourceType, query: QueryParameters): AttributeSelection {
  return parseProjection(type, {
    attributes: namesIn(query, "attributes"),
    excludedAttributes: namesIn(query, "excludedattributes"),
  });
}

/** Names in one list of attributes, and characters of them together: no type has as many attributes. */
const NAMES_MAX = 5_000;
const NAMES_LENGTH_MAX = 500_000;

/**
 * The names in a parameter that may be a list, or text with commas; other values are ignored, as unknown attributes
 * are. 400 invalidValue for more names than are looked up without delaying other requests.
 */
export function namesIn(query: QueryParameters, name: string): readonly string[] {
  const value = query.get(name);
  const list: readonly (Json | undefined)[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((each) => typeof each === "string");
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  if (length > NAMES_LENGTH_MAX) {
    throw new ScimError("invalidValue", `"${name}" is longer than ${NAMES_LENGTH_MAX} characters.`);
  }
  const names = texts.length > NAMES_MAX ? texts : texts.flatMap((text) => text.split(","));
  if (names.length > NAMES_MAX) {
    throw new ScimError(
      "invalidValue",
      `"${name}" has ${names.length} names; ${NAMES_MAX} are read for one request.`,
    );
  }
  return names;
}

/** Which relationships the projection shows. */
export function shownIn(projection: AttributeSelection): ShownResource {
  return {
    members: needsRelationship(projection, "members"),
    groups: needsRelationship(projection, "groups"),
    details: needsPart(projection, "members", "display") || needsRelationship(projection, "groups"),
  };
}

/**
 * The filter for each of the types, or undefined. An empty one is refused: it would match all resources.
 * A query over several types takes an attribute that one of them lacks for absent (RFC 7644 §3.4.2.1).
 */
export function readFilters(
  types: readonly ResourceType[],
  query: QueryParameters,
  profile: Profile,
  limits: FilterLimits,
): readonly (BoundFilter | undefined)[] {
  const text = readParameter(query, "filter");
  if (text === undefined) return [];
  if (typeof text !== "string") throw new ScimError("invalidFilter", "The filter is not text.");
  const filter = parseFilter(text, tolerancesOf(profile), limits);
  const undefinedAttributes = types.length > 1 ? "absent" : "refuse";
  return types.map((type) => bindFilter(type, filter, { profile, undefinedAttributes }));
}

/** A parameter as text. */
export function textOf(query: QueryParameters, name: string): string | undefined {
  const value = readParameter(query, name);
  return value === undefined ? undefined : String(value);
}

/**
 * A parameter that comes once; undefined without it. 400 invalidValue when it comes with different values, or has a
 * value that is neither text nor a number: an answer must not look as if it had been heeded.
 */
export function readParameter(query: QueryParameters, name: string): string | number | undefined {
  const value = query.get(name);
  const values = new Set<Json | undefined>(Array.isArray(value) ? value : [value]);
  const [first = null] = values;
  if (first === null && values.size <= 1) return undefined;
  if (values.size === 1 && (typeof first === "string" || typeof first === "number")) return first;
  throw new ScimError(name === "filter" ? "invalidFilter" : "invalidValue", `"${name}" is not one value.`);
}
