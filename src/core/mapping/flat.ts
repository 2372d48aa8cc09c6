import { isObject, isSameJson, type Json, type JsonObject } from "../json.ts";
import { ENTERPRISE, findStandardName, MULTI_VALUED } from "./attributes.ts";
import { compareText, filterText, parsePath, readPath, type ScimPath } from "./path.ts";
import { booleanOf, isList, listOf, numberOf, textOf, toScalarOrTexts, type Value } from "./value.ts";

/**
 * The attributes of an account by the canonical text of their path. Mappings yield this form, a link stores
 * it as last projected, and comparisons work on it. An entry is a text, a number, a boolean or a list of
 * texts, sorted and without duplicates; null, empty texts and empty lists are absent (RFC 7643 §2.5).
 */
export type FlatAttributes = Readonly<Record<string, Json>>;

/** One difference; null where a side has no value. */
export type FlatChange = {
  readonly path: string;
  readonly from: Json;
  readonly to: Json;
};

/** The differences, in order of the paths. Empty exactly when both sides hold the same values. */
export function diffFlat(before: FlatAttributes, after: FlatAttributes): readonly FlatChange[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths]
    .map((path) => ({ path, from: entryOf(before, path), to: entryOf(after, path) }))
    .filter(({ from, to }) => !isSameJson(from, to))
    .sort((left, right) => compareText(left.path, right.path));
}

function entryOf(flat: FlatAttributes, path: string): Json {
  return Object.hasOwn(flat, path) ? (flat[path] ?? null) : null;
}

/**
 * The canonical form of a value at a path, null when there is no value. Attributes of the standard schemas
 * take the type that RFC 7643 gives them, so that a target which answers `"True"` or `1234` makes no
 * difference; other attributes keep the type they have. Applying it twice changes nothing.
 */
export function toCanonicalValue(path: ScimPath, json: Json | undefined): Json {
  const value = toScalarOrTexts(json);
  switch (typeAt(path)) {
    case "boolean":
      return value === null || isList(value) ? null : (booleanOf(value) ?? null);
    case "texts":
      return textsOf(listOf(value));
    case "text":
      return textOf(value) || null;
    case "any":
      return isList(value) ? textsOf(value) : scalarOf(value);
  }
}

function textsOf(texts: readonly string[]): Json {
  const distinct = new Set(texts.filter((text) => text !== ""));
  return distinct.size === 0 ? null : [...distinct].sort(compareText);
}

function scalarOf(value: Exclude<Value, readonly string[]>): Json {
  if (value === "") return null;
  // A negative zero reads back from JSON as zero.
  return value === 0 ? 0 : value;
}

function typeAt({ schema, attribute, sub }: ScimPath): "boolean" | "text" | "texts" | "any" {
  if (schema !== null && schema !== ENTERPRISE) return "any";
  if (findStandardName(attribute) === undefined) return "any";
  if (sub === "primary" || (attribute === "active" && sub === null)) return "boolean";
  if (sub !== null && findStandardName(sub) === undefined) return "any";
  return sub === null && MULTI_VALUED.has(attribute) ? "texts" : "text";
}

/**
 * Entries under their canonical paths with canonical values; entries without a valid path or a value are left
 * out.
 */
export function normaliseFlat(entries: FlatAttributes): FlatAttributes {
  const flat: Record<string, Json> = {};
  for (const text of Object.keys(entries).sort(compareText)) {
    const path = parsePath(text);
    const value = path === undefined ? null : toCanonicalValue(path, entries[text]);
    if (path !== undefined && value !== null) flat[path.text] = value;
  }
  return flat;
}

/**
 * The values that an account of a target holds at these paths. Attribute names are read without regard to
 * case. For a resource and paths that came from `unflatten`, the result is the input of `unflatten`.
 */
export function flattenAccount(paths: readonly (string | ScimPath)[], resource: JsonObject): FlatAttributes {
  const flat: Record<string, Json> = {};
  for (const each of paths) {
    const path = typeof each === "string" ? parsePath(each) : each;
    const value = path === undefined ? null : toCanonicalValue(path, readPath(resource, path));
    if (path !== undefined && value !== null) flat[path.text] = value;
  }
  return flat;
}

/**
 * The account's entries, each converted to the type of the wanted entry if the value is the same: `"True"` to
 * true, `7` to `"7"`. Needed for attributes whose type no standard defines; comparing the result with
 * `wanted` finds the real differences.
 */
export function alignTypes(account: FlatAttributes, wanted: FlatAttributes): FlatAttributes {
  return Object.fromEntries(
    Object.entries(account).map(([path, value]) => [path, liken(value, entryOf(wanted, path))]),
  );
}

function liken(held: Json, wanted: Json): Json {
  const value = toScalarOrTexts(held);
  if (wanted === null || value === null || typeof value === typeof wanted) return held;
  if (Array.isArray(wanted)) return textsOf(listOf(value));
  if (isList(value)) return held;
  if (typeof wanted === "boolean") return booleanOf(value) ?? held;
  if (typeof wanted === "number") return numberOf(value) ?? held;
  const text = textOf(value);
  return text?.toLowerCase() === String(wanted).toLowerCase() ? wanted : text;
}

type Draft = Record<string, Json>;

/**
 * The nested SCIM resource of flat attributes. Value filters become elements that satisfy them; extension
 * attributes lie under their URN. Entries whose path is invalid are left out; the connector adds `schemas`.
 */
export function unflatten(flat: FlatAttributes): JsonObject {
  const root: Draft = {};
  const drafts = new Map<string, Draft>();
  for (const text of Object.keys(flat).sort(compareText)) {
    const path = parsePath(text);
    const value = entryOf(flat, text);
    if (path !== undefined && value !== null) place(root, drafts, path, value);
  }
  return root;
}

function place(root: Draft, drafts: Map<string, Draft>, path: ScimPath, value: Json): void {
  const { schema, attribute, sub } = path;
  const container = schema === null ? root : draftAt(drafts, schema, (draft) => assign(root, schema, draft));
  if (sub === null) {
    container[attribute] = typeAt(path) === "texts" ? elementsOf(value) : value;
    return;
  }
  const key = JSON.stringify([schema, attribute, filterText(path)]);
  const owner = draftAt(drafts, key, (draft) => {
    if (path.filter.length === 0) return assign(container, attribute, draft);
    for (const condition of path.filter) draft[condition.attribute] = condition.value;
    const before = container[attribute];
    container[attribute] = [...(Array.isArray(before) ? before : []), draft];
  });
  owner[sub] = value;
}

function assign(container: Draft, name: string, draft: Draft): void {
  container[name] = draft;
}

/** The draft of a key. A new draft is attached to its owner before it is filled. */
function draftAt(drafts: Map<string, Draft>, key: string, attach: (draft: Draft) => void): Draft {
  const known = drafts.get(key);
  if (known !== undefined) return known;
  const draft: Draft = {};
  drafts.set(key, draft);
  attach(draft);
  return draft;
}

function elementsOf(value: Json): Json {
  return Array.isArray(value) ? value.map((each) => (isObject(each) ? each : { value: each })) : value;
}
