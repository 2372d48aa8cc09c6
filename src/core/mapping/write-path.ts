import { isObject, type Json, type JsonObject } from "../json.ts";
import { MULTI_VALUED } from "./attributes.ts";
import { isSelected, memberOf, type ScimPath } from "./path.ts";

/**
 * The resource with this value at this path; null removes it. Names are found without regard to case. An
 * element that a filter selects is added when it is missing, and is removed when only the values of the
 * filter remain.
 */
export function writePath(resource: JsonObject, path: ScimPath, value: Json): JsonObject {
  if (path.schema === null) return writeAttribute(resource, path, value);
  const held = memberOf(resource, path.schema);
  const extension = writeAttribute(isObject(held) ? held : {}, path, value);
  return withMember(resource, path.schema, Object.keys(extension).length === 0 ? null : extension);
}

function writeAttribute(container: JsonObject, path: ScimPath, value: Json): JsonObject {
  const { attribute, sub, filter } = path;
  const held = memberOf(container, attribute);
  if (sub === null) return withMember(container, attribute, elementsOf(attribute, value));
  if (filter.length > 0) {
    const elements = Array.isArray(held) ? held : held === undefined ? [] : [held];
    return withMember(container, attribute, writeElement(elements, path, sub, value));
  }
  const owner = withMember(isObject(held) ? held : {}, sub, value);
  return withMember(container, attribute, Object.keys(owner).length === 0 ? null : owner);
}

function writeElement(elements: readonly Json[], path: ScimPath, sub: string, value: Json): Json {
  const conditions = Object.fromEntries(
    path.filter.map(({ attribute, value: operand }): [string, Json] => [attribute, operand]),
  );
  const at = elements.findIndex((element) => isObject(element) && isSelected(element, path.filter));
  const before = elements[at];
  const element = withMember(isObject(before) ? before : conditions, sub, value);
  const isBare = Object.keys(element).every((name) => memberOf(conditions, name) !== undefined);
  const isEmpty = isBare || (sub === "value" && value === null);
  const others = elements.filter((_, index) => index !== at);
  if (isEmpty) return others.length === 0 ? null : [...others];
  return at < 0 ? [...elements, element] : elements.map((each, index) => (index === at ? element : each));
}

function elementsOf(attribute: string, value: Json): Json {
  if (!MULTI_VALUED.has(attribute) || !Array.isArray(value)) return value;
  return value.map((each) => (isObject(each) ? each : { value: each }));
}

function withMember(object: JsonObject, name: string, value: Json): JsonObject {
  const spelt = Object.keys(object).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
  const rest = Object.fromEntries(Object.entries(object).filter(([key]) => key !== spelt));
  return value === null ? rest : { ...object, [spelt]: value };
}
