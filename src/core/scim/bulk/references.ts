import { isObject, type Json, type JsonObject } from "../../json.ts";
import { schemasOf } from "../resolve.ts";
import { type AttributeDefinition, findSub, type ResourceType } from "../schema.ts";

/** The resource that the POST with a `bulkId` created. */
export interface Created {
  readonly id: string;
  readonly location: string;
}

/**
 * No resource is nested more deeply than this. Deeper values are not read, so that they cannot exhaust the
 * stack.
 */
const DEPTH_MAX = 50;
const PREFIX = "bulkId:";
const IN_FILTER = /"bulkId:([^"\\]+)"/g;
const IN_PATH = /(?<=\/)bulkId:([^/?]+)/g;

/** Names, in lower case, under which a text may be a reference. */
export type ReferenceKeys = ReadonlySet<string>;

/**
 * Finds the attributes that contain references to resources: attributes of type reference, and complex
 * attributes with a `$ref`, whose `value` is an id. The text `bulkId:x` under any other name is ordinary
 * text.
 */
export function findReferenceKeys(types: readonly ResourceType[]): ReferenceKeys {
  const attributes = types.flatMap(schemasOf).flatMap((schema) => schema.attributes);
  const all = attributes.flatMap((attribute): readonly AttributeDefinition[] => {
    return [attribute, ...(attribute.subAttributes ?? [])];
  });
  const references = all.filter((each) => each.type === "reference" || findSub(each, "$ref") !== undefined);
  return new Set(["value", "$ref", ...references.map(({ name }) => name.toLowerCase())]);
}

/** Returns the text that replaces a reference; `isUri` where a URI is required rather than an id. */
type Replace = (bulkId: string, isUri: boolean) => string | undefined;

/** The bulkIds that a body refers to, at any depth (RFC 7644 §3.7.2). */
export function referencesIn(body: Json, keys: ReferenceKeys): ReadonlySet<string> {
  const found = new Set<string>();
  mapReferences(body, keys, (bulkId) => {
    found.add(bulkId);
    return undefined;
  });
  return found;
}

/** The bulkIds in the path of an operation: `/Groups/bulkId:a`. */
export function findReferencesInPath(path: string): ReadonlySet<string> {
  return new Set([...path.matchAll(IN_PATH)].map(([, bulkId = ""]) => bulkId));
}

/**
 * The body with ids in place of those references that are known: URIs under `$ref`, and ids within PATCH
 * paths too.
 */
export function resolveIn(body: Json, keys: ReferenceKeys, created: ReadonlyMap<string, Created>): Json {
  return mapReferences(body, keys, (bulkId, isUri) => {
    const known = created.get(bulkId);
    return isUri ? known?.location : known?.id;
  });
}

/** The path with ids in place of those references that are known. */
export function resolveInPath(path: string, created: ReadonlyMap<string, Created>): string {
  return path.replaceAll(IN_PATH, (text, bulkId: string) => created.get(bulkId)?.id ?? text);
}

/**
 * Separates from a resource the values that refer to a resource which is not known yet: elements of lists,
 * and whole values of other attributes, in extensions too. `held` has the shape of a resource, so that it can
 * be added later.
 */
export function holdBack(
  resource: JsonObject,
  isUnknown: (value: Json, key: string) => boolean,
): { readonly kept: JsonObject; readonly held: JsonObject } {
  const kept: Record<string, Json> = {};
  const held: Record<string, Json> = {};
  for (const [key, value] of Object.entries(resource)) {
    if (!isUnknown(value, key)) kept[key] = value;
    else if (Array.isArray(value)) {
      const elements = value as readonly Json[];
      kept[key] = elements.filter((element) => !isUnknown(element, key));
      held[key] = elements.filter((element) => isUnknown(element, key));
    } else if (key.includes(":") && isObject(value)) {
      const inner = holdBack(value, isUnknown);
      if (Object.keys(inner.kept).length > 0) kept[key] = inner.kept;
      held[key] = inner.held;
    } else held[key] = value;
  }
  return { kept, held };
}

/** Replaces references throughout a body; those without a replacement stay as they are. */
function mapReferences(body: Json, keys: ReferenceKeys, replace: Replace): Json {
  const mapValue = (value: Json, key: string, depth: number): Json => {
    if (typeof value === "string") return mapText(value, keys, key, replace);
    if (typeof value !== "object" || value === null || depth > DEPTH_MAX) return value;
    if (Array.isArray(value)) {
      return (value as readonly Json[]).map((element) => mapValue(element, key, depth + 1));
    }
    const members = Object.entries(value).map(([name, inner]) => {
      return [name, mapValue(inner, name, depth + 1)] as const;
    });
    return Object.fromEntries(members);
  };
  return mapValue(body, "", 0);
}

function mapText(text: string, keys: ReferenceKeys, name: string, replace: Replace): string {
  if (!text.includes(PREFIX)) return text;
  // The keys of a PATCH may be paths: `urn:…:User:manager`, `manager.value`.
  const key = name.slice(Math.max(name.lastIndexOf(":"), name.lastIndexOf(".")) + 1).toLowerCase();
  if (key === "path") {
    return text.replaceAll(IN_FILTER, (quoted, bulkId: string) => {
      const id = replace(bulkId, false);
      return id === undefined ? quoted : `"${id}"`;
    });
  }
  const at = key === "$ref" ? text.lastIndexOf(PREFIX) : 0;
  if (!text.startsWith(PREFIX, at) || !keys.has(key)) return text;
  return replace(text.slice(at + PREFIX.length), key === "$ref") ?? text;
}
