import { isObject, isSameJson, type Json, type JsonObject, toCanonicalJson } from "../json.ts";
import { type AttributeDefinition, findSub, isCaseExact } from "./schema.ts";
import { foldUnlessExact } from "./text.ts";

/** True when an element is marked as the preferred one. */
export function isPrimary(element: Json): boolean {
  return isObject(element) && element["primary"] === true;
}

/**
 * What makes two elements of a multi-valued attribute the same one: type and value (RFC 7643 §2.4). Elements
 * without a value, addresses among them, are the same only when they are equal.
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

/** The elements with those of the same identity made one: the first keeps its place, the later one's parts win. */
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
  // An element that says nothing of `primary` leaves it as it is; equal ones stay the same object.
  const merged = isObject(before) && isObject(after) ? { ...before, ...after } : before;
  return isSameJson(before, merged) ? before : merged;
}

/** Leaves `primary: true` only to the elements that claim it (RFC 7644 §3.5.2: a new primary demotes the old). */
export function demoteOthers(
  elements: readonly Json[],
  isClaiming: (index: number) => boolean,
): readonly Json[] {
  if (!elements.some((element, index) => isPrimary(element) && isClaiming(index))) return elements;
  return elements.map((element, index) =>
    isPrimary(element) && !isClaiming(index) ? { ...(element as JsonObject), primary: false } : element,
  );
}
