import { isObject, type Json, type JsonObject } from "../json.ts";
import { instantOf } from "./date-time.ts";
import { placeOf, schemasOf } from "./resolve.ts";
import { type AttributeDefinition, type Document, isCaseExact, type ResourceType } from "./schema.ts";
import { foldText } from "./text.ts";

/** Ends the name under which a date's text stands; no attribute may have it (RFC 7643 §2.1). */
export const AS_WRITTEN = "~";

/** What stands for a value that its definition cannot compare: of another type than all that can. */
const INCOMPARABLE_TEXT = 0;
const INCOMPARABLE_OTHER = "?";

/**
 * A document as filters and sorting compare it, for the store to keep beside it: text folded as `caseExact` says,
 * each date as its instant in milliseconds, with its text under the same name and `~` (for `co`, `sw`, `ew`).
 * A multi-valued attribute is a list and a complex value an object, whatever the document holds; values that
 * their definition cannot compare are there, and equal nothing.
 */
export function searchDocument(type: ResourceType, document: Document): JsonObject {
  const search: Record<string, Json> = {};
  for (const schema of schemasOf(type)) {
    const isBase = schema === type.schema;
    const held = isBase ? document : document[schema.id];
    if (!isObject(held)) continue;
    const into = isBase ? search : {};
    for (const attribute of schema.attributes) {
      if (placeOf(type, attribute) === "document") put(into, attribute, held[attribute.name]);
    }
    if (!isBase) search[schema.id] = into;
  }
  return search;
}

function put(into: Record<string, Json>, attribute: AttributeDefinition, value: Json | undefined): void {
  const values = listOf(value);
  if (attribute.type === "dateTime") {
    place(into, attribute, `${attribute.name}${AS_WRITTEN}`, values.map(textOf(attribute)));
  }
  place(
    into,
    attribute,
    attribute.name,
    values.map(attribute.type === "complex" ? partsOf(attribute) : comparableAs(attribute)),
  );
}

function place(
  into: Record<string, Json>,
  attribute: AttributeDefinition,
  name: string,
  values: readonly Json[],
): void {
  const [first] = values;
  if (first !== undefined) into[name] = attribute.multiValued ? values : first;
}

function listOf(value: Json | undefined): readonly Json[] {
  const values: readonly Json[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return values.filter((each) => each !== null);
}

function partsOf(attribute: AttributeDefinition): (element: Json) => Json {
  return (element) => {
    const parts: Record<string, Json> = {};
    if (isObject(element))
      for (const sub of attribute.subAttributes ?? []) put(parts, sub, element[sub.name]);
    return parts;
  };
}

function textOf(attribute: AttributeDefinition): (value: Json) => Json {
  return (value) => (typeof value === "string" ? foldText(value, isCaseExact(attribute)) : INCOMPARABLE_TEXT);
}

function comparableAs(attribute: AttributeDefinition): (value: Json) => Json {
  switch (attribute.type) {
    case "boolean":
      return (value) => (typeof value === "boolean" ? value : INCOMPARABLE_OTHER);
    case "integer":
    case "decimal":
      return (value) => (typeof value === "number" ? value : INCOMPARABLE_OTHER);
    case "dateTime":
      return (value) => (typeof value === "string" ? instantOf(value) : undefined) ?? INCOMPARABLE_OTHER;
    default:
      return textOf(attribute);
  }
}
