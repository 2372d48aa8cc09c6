import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { memberOf, parsePath } from "../../core/mapping/path.ts";
import type { ObjectType } from "../../ports/kinds.ts";
import { RESOURCES } from "./convert.ts";
import { DEFAULT_GROUP_MAPPING, DEFAULT_USER_MAPPING } from "./defaults.ts";

const MAPPINGS = { user: DEFAULT_USER_MAPPING, group: DEFAULT_GROUP_MAPPING } as const;
/** Common attributes (RFC 7643 §3.1), which many targets do not list in their schemas. */
const COMMON: ReadonlySet<string> = new Set(["externalid", "id", "meta", "schemas"]);

/**
 * The attributes of the default mapping that the target's `/Schemas` does not list, whole extensions by their URN. Empty
 * when the target does not describe this type at all.
 */
export function listNotOffered(type: ObjectType, document: JsonObject): readonly string[] {
  const schemas = readSchemas(document);
  const core = schemas.get(RESOURCES[type].schema.toLowerCase());
  if (core === undefined || core.size === 0) return [];
  const missing = MAPPINGS[type].attributes.flatMap(({ target }) => {
    const path = parsePath(target);
    if (path === undefined) return [];
    const { schema, attribute } = path;
    const name = attribute.toLowerCase();
    if (schema === null) return core.has(name) || COMMON.has(name) ? [] : [attribute];
    const extension = schemas.get(schema.toLowerCase());
    if (extension === undefined) return [schema];
    return extension.size === 0 || extension.has(name) ? [] : [`${schema}:${attribute}`];
  });
  return [...new Set(missing)];
}

/** The names of the attributes of each schema; names and URNs in lower case, as they are compared. */
function readSchemas(document: JsonObject): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    listOf(memberOf(document, "Resources")).flatMap((schema) => {
      const id = memberOf(schema, "id");
      if (typeof id !== "string") return [];
      const names = listOf(memberOf(schema, "attributes")).map((each) => memberOf(each, "name"));
      const known = names.filter((name) => typeof name === "string").map((name) => name.toLowerCase());
      return [[id.toLowerCase(), new Set(known)] as const];
    }),
  );
}

function listOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
