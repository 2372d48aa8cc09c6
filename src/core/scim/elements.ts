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
 * The elements of a list without duplicates. Elements of the same identity are merged: the first determines the
 * position, and the later one's parts have priority.
 */
export class FoldedElements {
  readonly #attribute: AttributeDefinition;
  readonly #byIdentity = new Map<string, Json>();
  /** The only element so far: most lists have one, and its identity is not needed. */
  #only: Json | undefined;

  constructor(attribute: AttributeDefinition) {
    this.#attribute = attribute;
  }

  /** Adds an element, and reports how it relates to one with its identity; see `isContradicting`. */
  add(element: Json): "new" | "same" | "contradicting" {
    if (this.#byIdentity.size === 0) {
      if (this.#only === undefined) {
        this.#only = element;
        return "new";
      }
      this.#byIdentity.set(identityOf(this.#attribute, this.#only), this.#only);
    }
    const identity = identityOf(this.#attribute, element);
    const before = this.#byIdentity.get(identity);
    this.#byIdentity.set(identity, before === undefined ? element : mergeElement(before, element));
    if (before === undefined) return "new";
    return isContradicting(this.#attribute, before, element) ? "contradicting" : "same";
  }

  list(): readonly Json[] {
    if (this.#byIdentity.size === 0) return this.#only === undefined ? [] : [this.#only];
    return [...this.#byIdentity.values()];
  }
}

/** The elements without duplicates. */
export function foldElements(attribute: AttributeDefinition, elements: readonly Json[]): readonly Json[] {
  if (elements.length < 2) return elements;
  const folded = new FoldedElements(attribute);
  for (const element of elements) folded.add(element);
  return folded.list();
}

/**
 * True when two elements with the same identity differ in a part that both have, such as `display` or `primary`: one of
 * the two values would be lost.
 */
function isContradicting(attribute: AttributeDefinition, before: Json, after: Json): boolean {
  if (!isObject(before) || !isObject(after)) return false;
  return Object.entries(after).some(([name, part]) => {
    const held = before[name];
    if (held === undefined || isSameJson(held, part)) return false;
    const definition = findSub(attribute, name);
    return !isSameJson(foldScalar(definition, held), foldScalar(definition, part));
  });
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
