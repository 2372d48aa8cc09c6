import type { Json } from "../../json.ts";
import type { SchemaDefinition } from "../schema.ts";
import { DefinitionReader, joinPlace, type ReadDefinition } from "./definition-problem.ts";
import { readAttributes, TEXT_LENGTH_MAX } from "./read-attribute.ts";
import { STANDARD_SCHEMA_IDS } from "./standard.ts";

const URN_LENGTH_MAX = 200;
const NAME_LENGTH_MAX = 100;
const MEMBERS = ["schemas", "id", "name", "description", "attributes", "meta"];

/** RFC 8141 §2, without characters that would need escaping in a path or a filter. */
const URN = /^urn:[a-z0-9][a-z0-9-]{0,30}[a-z0-9]:[a-z0-9](?:[a-z0-9._:~+-]*[a-z0-9])?$/i;
/** Prefixes of the messages of RFC 7644 §8, of the core schemas of RFC 7643, and of our own schemas. */
const RESERVED = ["urn:ietf:params:scim:api:", "urn:ietf:params:scim:schemas:core:", "urn:muster:"];

/**
 * Reads a schema as RFC 7643 §7 publishes it, with our `indexed`, `keptWhenOmitted` and
 * `restrictCanonicalValues` on attributes. Members that are left out have the defaults of §2.2. Reports every
 * error with its place.
 */
export function readSchema(raw: Json | undefined): ReadDefinition<SchemaDefinition> {
  const reader = new DefinitionReader();
  const object = reader.object(raw, "", MEMBERS);
  const id = reader.text(object, "id", "", { max: URN_LENGTH_MAX });
  if (id !== "") checkUrn(reader, id, "id");
  const attributes = readAttributes(reader, object);
  if (object["attributes"] === undefined) reader.note("attributes", "missing");
  const schema: SchemaDefinition = {
    id,
    name: reader.text(object, "name", "", { max: NAME_LENGTH_MAX, fallback: lastSegment(id) }),
    description: reader.text(object, "description", "", { max: TEXT_LENGTH_MAX, fallback: "" }),
    attributes,
  };
  for (const [index, { name }] of attributes.entries()) {
    if (STANDARD_SCHEMA_IDS.has(`${id}:${name}`.toLowerCase())) {
      reader.note(joinPlace(`attributes[${index}]`, "name"), "attribute-is-schema", `${id}:${name}`);
    }
  }
  return reader.end(schema);
}

function checkUrn(reader: DefinitionReader, id: string, place: string): void {
  const folded = id.toLowerCase();
  if (!URN.test(id)) reader.note(place, "bad-urn", id);
  else if (STANDARD_SCHEMA_IDS.has(folded) || RESERVED.some((prefix) => folded.startsWith(prefix))) {
    reader.note(place, "reserved-urn", id);
  }
}

function lastSegment(urn: string): string {
  return urn.split(":").at(-1) ?? urn;
}
