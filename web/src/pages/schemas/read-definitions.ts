/** Definitions as they are sent: the server checks them. */
export interface Definitions {
  readonly schemas: JsonObject[];
  readonly resourceTypes: JsonObject[];
}

interface JsonObject {
  [name: string]: Json;
}
type Json = string | number | boolean | null | Json[] | JsonObject;

/**
 * Reads a document as `muster schema apply` reads a file: one schema, one resource type, which has an endpoint, or lists
 * of both. Undefined for a text that is not JSON, or not an object.
 */
export function readDefinitions(text: string): Definitions | undefined {
  const document = parse(text);
  if (!isObject(document)) return undefined;
  const { schemas = [], resourceTypes = [] } = document;
  if (!("schemas" in document || "resourceTypes" in document)) {
    return "endpoint" in document || "schemaExtensions" in document
      ? { schemas: [], resourceTypes: [document] }
      : { schemas: [document], resourceTypes: [] };
  }
  if (!Array.isArray(schemas) || !Array.isArray(resourceTypes)) return undefined;
  if (![...schemas, ...resourceTypes].every(isObject)) return undefined;
  return { schemas: schemas.filter(isObject), resourceTypes: resourceTypes.filter(isObject) };
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
