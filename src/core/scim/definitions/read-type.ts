import type { Json, JsonObject } from "../../json.ts";
import { DefinitionReader, joinPlace, type ReadDefinition } from "./definition-problem.ts";
import { TEXT_LENGTH_MAX } from "./read-attribute.ts";
import { RESOURCE_TYPES } from "./resource-types.ts";

/** A resource type as an organization defines it: schemas by their ids. */
export type TypeDefinition = {
  readonly name: string;
  /** With its slash: `/Devices`. */
  readonly endpoint: string;
  readonly description: string;
  readonly schema: string;
  readonly extensions: readonly { readonly schema: string; readonly required: boolean }[];
};

const EXTENSIONS_MAX = 50;
const URN_LENGTH_MAX = 200;
const NAME_LENGTH_MAX = 64;
const MEMBERS = ["schemas", "id", "name", "endpoint", "description", "schema", "schemaExtensions", "meta"];
const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;
const ENDPOINT = /^\/?([A-Za-z][A-Za-z0-9_-]{0,63})$/;
/** Endpoints and types that RFC 7644 §3.2 and §4 give another meaning; in lower case. */
/** Also a version of the protocol: without one in the path the same is served. */
const VERSION = /^v\d/i;
const RESERVED_ENDPOINTS = ["bulk", "me", "schemas", "resourcetypes", "serviceproviderconfig"];
const RESERVED_NAMES = ["schema", "resourcetype", "serviceproviderconfig"];

/** The standard type of this name, in any letter case. */
export function findStandardType(name: string) {
  return RESOURCE_TYPES.find((type) => type.name.toLowerCase() === name.toLowerCase());
}

/**
 * Reads a resource type as RFC 7643 §6 publishes it. `User` and `Group` are read too: of them only the extensions
 * beyond the standard ones are ours to define, and what else is said must be as it is.
 */
export function readType(raw: Json | undefined): ReadDefinition<TypeDefinition> {
  const reader = new DefinitionReader();
  const object = reader.object(raw, "", MEMBERS);
  const name = reader.text(object, "name", "", { max: NAME_LENGTH_MAX });
  if (name !== "" && !NAME.test(name)) reader.note("name", "bad-name", name);
  if (RESERVED_NAMES.includes(name.toLowerCase())) reader.note("name", "reserved-name", name);
  const id = reader.text(object, "id", "", { max: NAME_LENGTH_MAX, fallback: name });
  if (id !== name) reader.note("id", "id-is-name", name);
  const extensions = readExtensions(reader, object);
  const standard = findStandardType(name);
  if (standard !== undefined) {
    const fixed = { endpoint: standard.endpoint, schema: standard.schema.id };
    for (const [member, value] of Object.entries(fixed)) {
      const given = reader.text(object, member, "", { max: URN_LENGTH_MAX, fallback: value });
      if (given !== value) reader.note(member, "standard-type", value);
    }
    const known = new Set(standard.extensions.map(({ schema }) => schema.id.toLowerCase()));
    for (const [index, { schema, required }] of extensions.entries()) {
      if (required && known.has(schema.toLowerCase())) {
        reader.note(`schemaExtensions[${index}].required`, "standard-schema", schema);
      }
    }
    return reader.end({
      name: standard.name,
      ...fixed,
      description: standard.description,
      extensions: extensions.filter(({ schema }) => !known.has(schema.toLowerCase())),
    });
  }
  return reader.end({
    name,
    endpoint: readEndpoint(reader, object),
    description: reader.text(object, "description", "", { max: TEXT_LENGTH_MAX, fallback: "" }),
    schema: reader.text(object, "schema", "", { max: URN_LENGTH_MAX }),
    extensions,
  });
}

function readEndpoint(reader: DefinitionReader, object: JsonObject): string {
  const text = reader.text(object, "endpoint", "", { max: URN_LENGTH_MAX });
  if (text === "") return text;
  const word = ENDPOINT.exec(text)?.[1];
  const standard = RESOURCE_TYPES.map(({ endpoint }) => endpoint.slice(1).toLowerCase());
  if (word === undefined) {
    const isSearch = text.replace(/^\//, "").toLowerCase() === ".search";
    reader.note("endpoint", isSearch ? "reserved-endpoint" : "bad-endpoint", text);
    return text;
  }
  if (VERSION.test(word) || [...RESERVED_ENDPOINTS, ...standard].includes(word.toLowerCase())) {
    reader.note("endpoint", "reserved-endpoint", text);
  }
  return `/${word}`;
}

function readExtensions(reader: DefinitionReader, object: JsonObject): TypeDefinition["extensions"] {
  const seen = new Set<string>();
  return reader.list(object, "schemaExtensions", "", EXTENSIONS_MAX).map((raw, index) => {
    const place = `schemaExtensions[${index}]`;
    const extension = reader.object(raw, place, ["schema", "required"]);
    const schema = reader.text(extension, "schema", place, { max: URN_LENGTH_MAX });
    if (seen.has(schema.toLowerCase())) reader.note(joinPlace(place, "schema"), "repeated", schema);
    seen.add(schema.toLowerCase());
    return { schema, required: reader.boolean(extension, "required", place) };
  });
}
