import { isObject, type Json } from "../../json.ts";
import { rememberResults } from "../../remember-results.ts";
import { instantOf } from "../date-time.ts";
import { schemasOf } from "../resolve.ts";
import {
  type AttributeDefinition,
  type Document,
  hasKeys,
  isCaseExact,
  isRelationship,
  type ResourceType,
} from "../schema.ts";
import { foldUnlessExact, requireStorable } from "../text.ts";

/** A key that the store keeps beside a document; `value` is folded. */
export type IndexKey = { readonly path: string; readonly value: string; readonly unique: boolean };

/**
 * The form of a text under which it is stored as a key and looked up: NFKC and lower case, or as it is when case
 * counts. 400 invalidValue for text that no store keeps faithfully (NUL).
 */
export function foldKey(text: string, caseExact: boolean): string {
  return foldUnlessExact(requireStorable(text, "key"), { caseExact: caseExact });
}

/**
 * The keys of a document: each value of each attribute that is `indexed` or unique, once. With another document,
 * attributes are left out that both have in common as the very same value: a change keeps most of them.
 */
export function indexKeys(
  type: ResourceType,
  document: Document,
  other: Document = NOTHING,
): readonly IndexKey[] {
  const keys: IndexKey[] = [];
  for (const { attribute, path, values } of findIndexedValues(keyPlacesOf(type), document, other)) {
    const unique = attribute.uniqueness !== "none";
    const texts = keyTexts(attribute, values);
    for (const value of texts.length > 1 ? new Set(texts) : texts) keys.push({ path, value, unique });
  }
  return keys;
}

/** The path of a unique attribute that has the same value twice within this very document, if there is one. */
export function findRepeatedPath(type: ResourceType, document: Document): string | undefined {
  return findIndexedValues(uniquePlacesOf(type), document, NOTHING).find(({ attribute, values }) => {
    if (values.length < 2) return false;
    const texts = keyTexts(attribute, values);
    return new Set(texts).size < texts.length;
  })?.path;
}

type IndexedValues = {
  readonly attribute: AttributeDefinition;
  readonly path: string;
  readonly values: readonly Json[];
};

const NOTHING: Document = {};

function findIndexedValues(
  places: readonly KeyPlace[],
  document: Document,
  other: Document,
): readonly IndexedValues[] {
  const found: IndexedValues[] = [];
  for (const place of places) {
    const { holder, attribute, path } = place;
    const value = valueAt(place, document);
    if (value === undefined || value === null || value === valueAt(place, other)) continue;
    const values = listOf(value);
    const parts = holder === attribute ? values : values.flatMap((element) => partOf(element, attribute));
    found.push({ attribute, path, values: parts });
  }
  return found;
}

function valueAt({ extension, holder }: KeyPlace, document: Document): Json | undefined {
  const held = extension === undefined ? document : document[extension];
  return isObject(held) ? held[holder.name] : undefined;
}

function partOf(element: Json, { name }: AttributeDefinition): readonly Json[] {
  return isObject(element) ? listOf(element[name]) : [];
}

/** Where a document has values with keys: in an attribute of its own, or in a part of `holder`. */
type KeyPlace = {
  readonly extension: string | undefined;
  readonly holder: AttributeDefinition;
  readonly attribute: AttributeDefinition;
  readonly path: string;
};

const uniquePlacesOf = rememberResults((type: ResourceType): readonly KeyPlace[] =>
  keyPlacesOf(type).filter(({ attribute }) => attribute.uniqueness !== "none"),
);

/** Few attributes of a type have keys. */
const keyPlacesOf = rememberResults((type: ResourceType): readonly KeyPlace[] =>
  schemasOf(type).flatMap((schema) => {
    const extension = schema === type.schema ? undefined : schema.id;
    return schema.attributes
      .filter((attribute) => !isRelationship(type, attribute))
      .flatMap((attribute) => placesIn(attribute, extension));
  }),
);

function placesIn(holder: AttributeDefinition, extension: string | undefined): readonly KeyPlace[] {
  const path = extension === undefined ? holder.name : `${extension}:${holder.name}`;
  const own = hasKeys(holder) ? [{ extension, holder, attribute: holder, path }] : [];
  const subs = (holder.subAttributes ?? []).filter(hasKeys).map((sub) => {
    return { extension, holder, attribute: sub, path: `${path}.${sub.name}` };
  });
  return [...own, ...subs];
}

function listOf(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function keyTexts(attribute: AttributeDefinition, values: readonly Json[]): readonly string[] {
  const texts: string[] = [];
  for (const value of values) {
    const text = keyText(attribute, value);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

/** Numbers and moments by what they say, so that two ways to write one are one key; `findLookupKeys` agrees. */
function keyText(attribute: AttributeDefinition, value: Json): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return undefined;
  if (attribute.type !== "dateTime") return foldKey(value, isCaseExact(attribute));
  const instant = instantOf(value);
  return instant === undefined ? undefined : String(instant);
}
