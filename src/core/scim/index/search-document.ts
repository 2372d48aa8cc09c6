import { isObject, type Json, type JsonObject } from "../../json.ts";
import { rememberResults } from "../../remember-results.ts";
import { instantOf } from "../date-time.ts";
import { placeOf, schemasOf } from "../resolve.ts";
import { type AttributeDefinition, type Document, isCaseExact, type ResourceType } from "../schema.ts";
import { foldUnlessExact } from "../text.ts";

/**
 * The last character of the member that holds a date's text. Attribute names cannot contain it (RFC 7643
 * §2.1).
 */
export const AS_WRITTEN = "~";

/**
 * Replaces a value whose type does not fit its definition. Its own type differs from that of all comparable
 * values.
 */
const INCOMPARABLE_TEXT = 0;
const INCOMPARABLE_OTHER = "?";

/**
 * A document in the form that filters and sorting compare, which the store keeps beside the original: text
 * folded according to `caseExact`, each date as its instant in milliseconds, with its text under the same
 * name and `~` (for `co`, `sw`, `ew`). A multi-valued attribute is always a list and a complex value always
 * an object, even if the document differs. Values that their definition cannot compare are present, and equal
 * to no other value.
 */
export function searchDocument(type: ResourceType, document: Document): JsonObject {
  const search: Record<string, Json> = {};
  for (const { extension, fields } of holdersOf(type)) {
    const held = extension === undefined ? document : document[extension];
    if (!isObject(held)) continue;
    if (extension === undefined) fill(search, fields, held);
    else search[extension] = fill({}, fields, held);
  }
  return search;
}

/** The fields of the base schema, or of an extension, which the document stores under its URN. */
interface Holder {
  readonly extension: string | undefined;
  readonly fields: readonly Field[];
}

/** A member of a search document: its name, the attribute that it is made from, and the conversion. */
interface Field {
  readonly name: string;
  readonly attribute: AttributeDefinition;
  readonly convert: (value: Json) => Json;
}

const holdersOf = rememberResults((type: ResourceType): readonly Holder[] =>
  schemasOf(type).map((schema) => {
    const kept = schema.attributes.filter((attribute) => placeOf(type, attribute) === "document");
    return { extension: schema === type.schema ? undefined : schema.id, fields: kept.flatMap(fieldsOf) };
  }),
);

function fieldsOf(attribute: AttributeDefinition): readonly Field[] {
  const { name, type } = attribute;
  const compared: Field = { name, attribute, convert: comparableAs(attribute) };
  if (type !== "dateTime") return [compared];
  return [{ name: `${name}${AS_WRITTEN}`, attribute, convert: textOf(attribute) }, compared];
}

function fill(into: Record<string, Json>, fields: readonly Field[], held: JsonObject): JsonObject {
  for (const { name, attribute, convert } of fields) {
    const value = held[attribute.name];
    if (value === undefined || value === null) continue;
    if (Array.isArray(value)) {
      const values = (value as readonly Json[]).filter((each) => each !== null);
      const [first] = values;
      if (first !== undefined) into[name] = attribute.multiValued ? values.map(convert) : convert(first);
    } else {
      const converted = convert(value);
      into[name] = attribute.multiValued ? [converted] : converted;
    }
  }
  return into;
}

function partsOf({ subAttributes = [] }: AttributeDefinition): (element: Json) => Json {
  const fields = subAttributes.flatMap(fieldsOf);
  return (element) => (isObject(element) ? fill({}, fields, element) : {});
}

function textOf(attribute: AttributeDefinition): (value: Json) => Json {
  const exact = isCaseExact(attribute);
  return (value) =>
    typeof value === "string" ? foldUnlessExact(value, { caseExact: exact }) : INCOMPARABLE_TEXT;
}

function comparableAs(attribute: AttributeDefinition): (value: Json) => Json {
  switch (attribute.type) {
    case "complex":
      return partsOf(attribute);
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
