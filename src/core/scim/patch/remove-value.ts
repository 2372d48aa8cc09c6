import { isObject, isSameJson, type Json, type JsonObject } from "../../json.ts";
import { identityOf } from "../elements.ts";
import { ScimError } from "../error.ts";
import { matchesElement } from "../filter/evaluate.ts";
import { isUnassigned } from "../names.ts";
import type { Tolerances } from "../profile.ts";
import { type AttributeDefinition, findSub, isCaseExact } from "../schema.ts";
import { foldUnlessExact } from "../text.ts";
import { assign, readValue } from "../value.ts";
import type { AttributeTarget } from "./operation.ts";

/**
 * The value of an attribute after PATCH remove (RFC 7644 §3.5.2.2); undefined when it is unassigned. Removing
 * a missing value succeeds. If the profile tolerates a value in the operation, it names the elements to
 * remove. Throws 400 mutability for a required attribute and for an immutable attribute that is set.
 */
export function removeValue(
  path: AttributeTarget,
  before: Json | undefined,
  value: Json | undefined,
  tolerances: Tolerances,
): Json | undefined {
  refuseRemoveValue(value, tolerances);
  refuseEmptyList(path, value);
  if (before === undefined) return undefined;
  const { attribute } = path;
  const after = attribute.multiValued
    ? removeElements(path, before as readonly Json[], value, tolerances)
    : removeSingle(path, before, value, tolerances);
  if (after === before) return before;
  refuseFixed(attribute, before);
  refuseUnassigned(attribute, after);
  return after;
}

/** Removes a single value, or a part of it, unless the operation names a different value. */
function removeSingle(
  { attribute, sub, path }: AttributeTarget,
  before: Json,
  value: Json | undefined,
  tolerances: Tolerances,
): Json | undefined {
  const held = sub === undefined ? before : isObject(before) ? before[sub.name] : undefined;
  const isNamed = isUnassigned(held) || isNamedBy(sub ?? attribute, held, value, { tolerances, path });
  if (!isNamed) return before;
  return sub && removeSub(attribute, sub, before);
}

type Naming = { readonly tolerances: Tolerances; readonly path: string };

/** True when a removal names no value, or names the stored one. */
function isNamedBy(
  definition: AttributeDefinition,
  held: Json,
  value: Json | undefined,
  naming: Naming,
): boolean {
  const isWithParts = definition.type === "complex" && findSub(definition, "value") === undefined;
  if (isUnassigned(value) || (value === "" && !isWithParts)) return true;
  const named = readValue(definition, value, naming.tolerances, naming.path);
  if (Array.isArray(held)) return isListNamedBy(definition, held as readonly Json[], named, naming);
  if (definition.type !== "complex")
    return valueIdentity(definition, held) === valueIdentity(definition, named ?? null);
  if (!isObject(named) || !isObject(held)) throw unclearRemoval(naming.path);
  const isHeld = ([name, part]: readonly [string, Json]): boolean => isSameJson(part, held[name] ?? null);
  const parts = Object.entries(named);
  if (!isWithParts && named["value"] !== undefined) return parts.every(isHeld);
  // Without an identifying value, some of the parts may be what is to go, or the description of the whole.
  const isWhole = Object.keys(held).length === parts.length && parts.every(isHeld);
  if (!isWhole && (!isWithParts || parts.some(isHeld))) throw unclearRemoval(naming.path);
  return isWhole;
}

/** True when a removal names all of the values, false when it names none of them. */
function isListNamedBy(
  definition: AttributeDefinition,
  held: readonly Json[],
  named: Json | undefined,
  { path }: Naming,
): boolean {
  const list = Array.isArray(named) ? (named as readonly Json[]) : [];
  const identities = new Set(list.map((each) => valueIdentity(definition, each)));
  const found = held.filter((each) => identities.has(valueIdentity(definition, each)));
  if (found.length > 0 && found.length < held.length) throw unclearRemoval(path);
  return found.length > 0;
}

function unclearRemoval(path: string): ScimError {
  return new ScimError(
    "invalidValue",
    `To remove a part of "${path}", name the part in the path; to remove all of it, send no "value".`,
  );
}

/**
 * 400 invalidValue where a removal may not have a value, because it must not be mistaken for "remove all".
 */
export function refuseRemoveValue(value: Json | undefined, tolerances: Tolerances): void {
  if (value === undefined || value === null || tolerances.removeByValue) return;
  throw new ScimError("invalidValue", 'The operation "remove" takes no value.');
}

/**
 * 400 invalidValue for an empty list where a removal does not choose among the elements of a list: it could mean
 * everything, or nothing.
 */
function refuseEmptyList({ attribute, sub, filter, path }: AttributeTarget, value: Json | undefined): void {
  const isChoice = attribute.multiValued && sub === undefined && filter === undefined;
  if (isChoice || !Array.isArray(value) || value.length > 0) return;
  throw new ScimError("invalidValue", `The removal of "${path}" has an empty list as its "value".`);
}

/** 400 invalidValue for the removal of an extension with a value: it could mean a part of it. */
export function refuseRemoveExtension(urn: string, value: Json | undefined, tolerances: Tolerances): void {
  refuseRemoveValue(value, tolerances);
  if (value !== undefined && value !== null) throw unclearRemoval(urn);
}

/**
 * 400 invalidValue when a removal of all elements has the value `null`. A client that names elements by value
 * does not want to remove any with it, and RFC 7644 §3.5.2.2 does not provide for a value here.
 */
export function refuseRemoveNull(value: Json | undefined): void {
  if (value !== null) return;
  throw new ScimError("invalidValue", 'To remove all elements, the operation "remove" has no "value".');
}

/** 400 mutability for the removal of a value that is set and whose attribute is immutable or read-only. */
export function refuseFixed(attribute: AttributeDefinition, before: Json | undefined): void {
  const isFixed = attribute.mutability === "immutable" || attribute.mutability === "readOnly";
  if (before === undefined || !isFixed) return;
  throw new ScimError("mutability", `"${attribute.name}" cannot be removed.`);
}

function refuseUnassigned(attribute: AttributeDefinition, after: Json | undefined): void {
  if (after !== undefined || !attribute.required) return;
  throw new ScimError("mutability", `"${attribute.name}" is required and cannot be removed.`);
}

function removeElements(
  { attribute, sub, filter }: AttributeTarget,
  before: readonly Json[],
  value: Json | undefined,
  tolerances: Tolerances,
): Json | undefined {
  if (filter === undefined && sub === undefined) refuseRemoveNull(value);
  const isNamed = sub ? namedByPart(sub, value, tolerances) : namedBy(attribute, filter, value, tolerances);
  const isSelected = (element: Json): boolean =>
    (filter === undefined || matchesElement(filter, element)) && isNamed(element);
  if (!before.some(isSelected)) return before;
  const after = before.flatMap((element) => {
    if (!isSelected(element)) return [element];
    return (sub && removeSub(attribute, sub, element)) ?? [];
  });
  return after.length === 0 ? undefined : after;
}

/**
 * Returns a test for the elements whose part has the named value; without one, the test accepts all elements.
 */
function namedByPart(
  sub: AttributeDefinition,
  raw: Json | undefined,
  tolerances: Tolerances,
): (element: Json) => boolean {
  const context = { tolerances, path: sub.name };
  return (element) => {
    const held = isObject(element) ? element[sub.name] : undefined;
    return isUnassigned(held) || isNamedBy(sub, held, raw, context);
  };
}

/**
 * Returns a test for the elements that a value names, by value, and by type if it has one; without a value,
 * it accepts all elements.
 */
function namedBy(
  attribute: AttributeDefinition,
  filter: AttributeTarget["filter"],
  raw: Json | undefined,
  tolerances: Tolerances,
): (element: Json) => boolean {
  if (raw === undefined || (filter !== undefined && (isUnassigned(raw) || raw === ""))) return () => true;
  const read = readValue(attribute, raw, tolerances);
  const named = Array.isArray(read) ? (read as readonly Json[]) : [];
  const whole = new Set(named.map((element) => identityOf(attribute, element)));
  const valueOnly = new Set(named.filter(isWithoutType).map((element) => valueIdentity(attribute, element)));
  return (element) =>
    whole.has(identityOf(attribute, element)) ||
    (isObject(element) && element["value"] !== undefined && valueOnly.has(valueIdentity(attribute, element)));
}

function isWithoutType(element: Json): boolean {
  return isObject(element) && element["type"] === undefined && element["value"] !== undefined;
}

function valueIdentity(attribute: AttributeDefinition, element: Json): string {
  const value = isObject(element) ? (element["value"] ?? null) : element;
  const definition = isObject(element) ? findSub(attribute, "value") : attribute;
  const isExact = definition !== undefined && isCaseExact(definition);
  return JSON.stringify(typeof value === "string" ? foldUnlessExact(value, { caseExact: isExact }) : value);
}

/** Sub-attributes that describe an element but do not identify it (RFC 7643 §2.4). */
const LABELS = new Set(["type", "primary", "display"]);

/** A complex value without a sub-attribute; undefined when the rest has no content of its own. */
function removeSub(
  attribute: AttributeDefinition,
  sub: AttributeDefinition,
  before: Json,
): JsonObject | undefined {
  if (!isObject(before)) return undefined;
  if (before[sub.name] === undefined) return before;
  refuseFixed(sub, before[sub.name]);
  refuseUnassigned(sub, undefined);
  const after = assign(before, new Map([[sub, undefined]]));
  const isHusk =
    attribute.multiValued && sub.name === "value" && Object.keys(after).every((name) => LABELS.has(name));
  return isHusk || Object.keys(after).length === 0 ? undefined : after;
}
