import { isObject, isSameJson, type Json, type JsonObject, toCanonicalJson } from "../json.ts";
import { type AttributeDefinition, findSub, isCaseExact } from "./schema.ts";
import { foldUnlessExact } from "./text.ts";

/** True when an element is marked as the preferred one. */
export function isPrimary(element: Json): boolean {
  return isObject(element) && element["primary"] === true;
}

/**
 * A text that is equal for two elements of a multi-valued attribute if and only if they count as the same
 * element, by type and value (RFC 7643 §2.4). Elements without a value, such as addresses, must be equal in
 * every part.
 */
export function identityOf(attribute: AttributeDefinition, element: Json): string {
  if (!isObject(element)) return toCanonicalJson(foldScalar(attribute, element));
  const value = element["value"];
  if (value === undefined) return toCanonicalJson(element);
  const type = element["type"];
  return toCanonicalJson([
    foldScalar(findSub(attribute, "value"), value),
    type === undefined ? null : foldScalar(findSub(attribute, "type"), type),
  ]);
}

function foldScalar(definition: AttributeDefinition | undefined, value: Json): Json {
  if (typeof value !== "string") return value;
  return foldUnlessExact(value, { caseExact: definition !== undefined && isCaseExact(definition) });
}

/**
 * Merges elements of the same identity: the first determines the position, and the later one's parts have
 * priority.
 */
export function foldElements(attribute: AttributeDefinition, elements: readonly Json[]): readonly Json[] {
  if (elements.length < 2) return elements;
  const folded = new Map<string, Json>();
  for (const element of elements) {
    const identity = identityOf(attribute, element);
    const before = folded.get(identity);
    folded.set(identity, before === undefined ? element : mergeElement(before, element));
  }
  return [...folded.values()];
}

function mergeElement(before: Json, after: Json): Json {
  // An element without `primary` keeps the earlier value of it. Equal elements stay the same object.
  const merged = isObject(before) && isObject(after) ? { ...before, ...after } : before;
  return isSameJson(before, merged) ? before : merged;
}

/**
 * Keeps `primary: true` only on the elements that claim it (RFC 7644 §3.5.2: a new primary demotes the old
 * one).
 */
export function demoteOthers(
  elements: readonly Json[],
  isClaiming: (index: number) => boolean,
): readonly Json[] {
  if (!elements.some((element, index) => isPrimary(element) && isClaiming(index))) return elements;
  return elements.map((element, index) =>
    isPrimary(element) && !isClaiming(index) ? { ...(element as JsonObject), primary: false } : element,
  );
}
