import { isObject, type Json } from "../json.ts";
import { schemasOf } from "./resolve.ts";
import { type AttributeDefinition, type Document, isKeyed, type ResourceType } from "./schema.ts";
import { foldText, storable } from "./text.ts";

/** A key that the store keeps beside a document; `value` is folded. */
export type IndexKey = { readonly path: string; readonly value: string; readonly unique: boolean };

/**
 * The form of a text under which it is stored as a key and looked up: NFKC and lower case, or as it is when case
 * counts. 400 invalidValue for text that no store keeps faithfully (NUL).
 */
export function foldKey(text: string, caseExact: boolean): string {
  return foldText(storable(text, "key"), caseExact);
}

/** The keys of a document: each value of each attribute declared `indexed`, once. */
export function indexKeys(type: ResourceType, document: Document): readonly IndexKey[] {
  return schemasOf(type).flatMap((schema) => {
    const isBase = schema === type.schema;
    const holder = isBase ? document : document[schema.id];
    if (!isObject(holder)) return [];
    return schema.attributes
      .filter((attribute) => !isKeyed(type, attribute))
      .flatMap((attribute) => {
        const path = isBase ? attribute.name : `${schema.id}:${attribute.name}`;
        return keysOf(attribute, path, holder[attribute.name]);
      });
  });
}

function keysOf(attribute: AttributeDefinition, path: string, value: Json | undefined): readonly IndexKey[] {
  if (value === undefined) return [];
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const own = attribute.indexed ? distinctKeys(attribute, path, values) : [];
  const subs = (attribute.subAttributes ?? []).flatMap((sub) =>
    sub.indexed
      ? distinctKeys(
          sub,
          `${path}.${sub.name}`,
          values.flatMap((element) => subValue(element, sub)),
        )
      : [],
  );
  return [...own, ...subs];
}

function subValue(element: Json, sub: AttributeDefinition): readonly Json[] {
  const value = isObject(element) ? element[sub.name] : undefined;
  return value === undefined ? [] : [value];
}

function distinctKeys(
  attribute: AttributeDefinition,
  path: string,
  values: readonly Json[],
): readonly IndexKey[] {
  const texts = values.filter((value) => typeof value === "string");
  const keys = new Set(texts.map((text) => foldKey(text, attribute.caseExact)));
  return [...keys].map((value) => ({ path, value, unique: attribute.uniqueness !== "none" }));
}
