import { isObject, isSameJson, type Json, type JsonObject } from "../../json.ts";
import { ScimError } from "../error.ts";
import { placeOf, schemasOf } from "../resolve.ts";
import type { AttributeDefinition, Document, ResourceType } from "../schema.ts";

/**
 * The document after a PUT (RFC 7644 §3.5.1): what the incoming one leaves out is cleared, except immutable and
 * read-only values and attributes declared `keptWhenOmitted`. The document itself when nothing differs.
 * 400 mutability when an immutable value would change.
 *
 * An extension that this type does not know stays: another process may know it already.
 */
export function replaceDocument(type: ResourceType, before: Document, incoming: Document): Document {
  const known = new Set(schemasOf(type).map(({ id }) => id));
  const unknown = Object.entries(before).filter(([name]) => name.includes(":") && !known.has(name));
  const after: Record<string, Json> = Object.fromEntries(unknown);
  for (const schema of schemasOf(type)) {
    const isBase = schema === type.schema;
    const old = isBase ? before : before[schema.id];
    const wanted = isBase ? incoming : incoming[schema.id];
    const attributes = schema.attributes.filter((attribute) => placeOf(type, attribute) === "document");
    const held = replaceHolder(attributes, isObject(old) ? old : {}, isObject(wanted) ? wanted : {});
    if (isBase) Object.assign(after, held);
    else if (Object.keys(held).length > 0) after[schema.id] = held;
  }
  return isSameJson(before, after) ? before : after;
}

function replaceHolder(
  attributes: readonly AttributeDefinition[],
  before: JsonObject,
  incoming: JsonObject,
): JsonObject {
  const after: Record<string, Json> = {};
  for (const attribute of attributes) {
    const value = replaceValue(attribute, before[attribute.name], incoming[attribute.name]);
    if (value !== undefined) after[attribute.name] = value;
  }
  return after;
}

function replaceValue(
  attribute: AttributeDefinition,
  before: Json | undefined,
  incoming: Json | undefined,
): Json | undefined {
  if (attribute.mutability === "readOnly") return before;
  if (before === undefined) return incoming;
  if (attribute.mutability === "immutable") {
    refuseChange(attribute, before, incoming);
    return before;
  }
  if (incoming === undefined && attribute.keptWhenOmitted) return before;
  const hasFixedParts = attribute.subAttributes?.some(({ mutability }) => isFixed(mutability)) === true;
  if (!hasFixedParts || attribute.multiValued || !isObject(before)) return incoming;
  if (incoming === undefined) return undefined;
  return replaceHolder(attribute.subAttributes ?? [], before, isObject(incoming) ? incoming : {});
}

function isFixed(mutability: AttributeDefinition["mutability"]): boolean {
  return mutability === "immutable" || mutability === "readOnly";
}

/** 400 mutability when an immutable attribute that is set would get another value (RFC 7643 §7). */
export function refuseChange(
  attribute: AttributeDefinition,
  before: Json | undefined,
  after: Json | undefined,
): void {
  if (attribute.mutability !== "immutable" || before === undefined || after === undefined) return;
  if (isSameJson(before, after)) return;
  throw new ScimError("mutability", `"${attribute.name}" cannot be changed once it is set.`);
}
