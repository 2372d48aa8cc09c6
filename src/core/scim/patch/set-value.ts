import { isObject, type Json, type JsonObject } from "../../json.ts";
import { demoteOthers, foldElements, identityOf, isPrimary } from "../elements.ts";
import { ScimError } from "../error.ts";
import { matchesElement } from "../filter/evaluate.ts";
import { isUnassigned } from "../names.ts";
import type { Tolerances } from "../profile.ts";
import { refuseChange } from "../request/replace.ts";
import { type AttributeDefinition, findSub } from "../schema.ts";
import {
  assign,
  type ComplexChanges,
  isBlank,
  isKept,
  isMissing,
  readComplexChanges,
  readElement,
  readValue,
  refuseNameless,
  refuseReplaceBySingle,
  refuseTwoPrimaries,
} from "../value.ts";
import { constraintsOf } from "./constraints.ts";
import type { AttributeTarget } from "./operation.ts";
import { removeValue } from "./remove-value.ts";

type SetOperation = {
  readonly kind: "add" | "replace";
  readonly path: AttributeTarget;
  readonly value: Json | undefined;
};

/**
 * The value of an attribute after PATCH add (RFC 7644 §3.5.2.1) or replace (§3.5.2.3); undefined when the
 * result is unassigned. Complex values merge, lists receive new elements, and a new primary demotes the old
 * one.
 *
 * Throws 400 noTarget when a filter selects nothing, mutability for an immutable attribute that is set, and
 * invalidValue for a value that does not suit.
 */
export function setValue(
  operation: SetOperation,
  before: Json | undefined,
  tolerances: Tolerances,
): Json | undefined {
  const { attribute } = operation.path;
  const after = attribute.multiValued
    ? setElements(operation, (before ?? []) as readonly Json[], tolerances)
    : setSingle(operation, before, tolerances);
  refuseChange(attribute, before, after);
  if (attribute.required && isBlank(after)) {
    throw new ScimError("invalidValue", `"${operation.path.path}" is required.`);
  }
  return Array.isArray(after) && after.length === 0 ? undefined : after;
}

/**
 * Null, an empty list, and `""` for a reference mean unassigned (RFC 7643 §2.5): add ignores them, and
 * replace removes the value.
 */
function unassign(
  { kind, path }: SetOperation,
  before: Json | undefined,
  tolerances: Tolerances,
): Json | undefined {
  return kind === "add" ? before : removeValue(path, before, undefined, tolerances);
}

function setSingle(
  operation: SetOperation,
  before: Json | undefined,
  tolerances: Tolerances,
): Json | undefined {
  const { attribute, sub, path } = operation.path;
  if (attribute.type === "complex" && !isClearing(operation, tolerances)) {
    const changes = readChanges(operation, tolerances);
    const isWiped = operation.kind === "replace" && sub === undefined && !tolerances.replaceMerges;
    if (isWiped) refuseVoid(changes, path);
    const held = isObject(before) ? before : {};
    const merged = mergeComplex(attribute, held, grown(operation, held, changes), isWiped);
    const isMentioned = sub === undefined || changes.get(sub) !== undefined;
    if (isMentioned) return Object.keys(merged).length === 0 ? undefined : merged;
    return unassign(operation, before, tolerances);
  }
  const value =
    attribute.type === "complex" ? undefined : readValue(attribute, operation.value, tolerances, path);
  return value === undefined ? unassign(operation, before, tolerances) : value;
}

/** `""`, `[""]` and `[null]` clear a reference where they are tolerated; null and `[]` clear anything. */
function isClearing({ path, value }: SetOperation, tolerances: Tolerances): boolean {
  if (isUnassigned(value)) return true;
  const isReference = path.sub === undefined && findSub(path.attribute, "value") !== undefined;
  if (!isReference || !tolerances.wrapReference) return false;
  const only = Array.isArray(value) && value.length === 1 ? (value[0] as Json) : value;
  return only === "" || only === null;
}

function readChanges({ path, value }: SetOperation, tolerances: Tolerances): ComplexChanges {
  const { attribute, sub } = path;
  if (sub === undefined) {
    const changes = readComplexChanges(attribute, value ?? null, tolerances, path.path);
    if (attribute.multiValued) refuseVoid(changes, path.path);
    return changes;
  }
  return tolerances.unwrapJsonText && sub.name === "value"
    ? readComplexChanges(attribute, { value: value ?? null }, tolerances, attribute.name)
    : new Map([[sub, readValue(sub, value, tolerances, path.path)]]);
}

/**
 * 400 invalidValue for an element without a value, because replacing by it would remove the selected
 * elements.
 */
function refuseVoid(changes: ComplexChanges, path: string): void {
  if ([...changes.values()].some((value) => value !== undefined)) return;
  throw new ScimError("invalidValue", `The value for "${path}" has no value in it.`);
}

/** `add` to a multi-valued sub-attribute appends the values, as it does one level up. */
function grown({ kind }: SetOperation, before: JsonObject, changes: ComplexChanges): ComplexChanges {
  if (kind !== "add" || ![...changes.keys()].some(({ multiValued }) => multiValued)) return changes;
  return new Map(
    [...changes].map(([sub, value]) => {
      const held = before[sub.name];
      if (!sub.multiValued || !Array.isArray(value) || !Array.isArray(held)) return [sub, value];
      return [sub, appendElements(sub, held as readonly Json[], value as readonly Json[])];
    }),
  );
}

/** The complex value after the changes, with its parts checked. */
function mergeComplex(
  attribute: AttributeDefinition,
  before: JsonObject,
  changes: ComplexChanges,
  isWiped = false,
): JsonObject {
  const kept = isWiped ? {} : withoutStaleReference(attribute, before, changes);
  const after = assign(kept, changes);
  for (const sub of attribute.subAttributes ?? []) {
    refuseChange(sub, before[sub.name], after[sub.name]);
    if (isKept(sub) && isMissing(after[sub.name]) && Object.keys(after).length > 0) {
      throw new ScimError("invalidValue", `"${attribute.name}.${sub.name}" is required.`);
    }
  }
  return after;
}

/**
 * `$ref` is the URI of the resource that `value` names (RFC 7643 §2.4). With another value, the old `$ref`
 * would be wrong.
 */
function withoutStaleReference(
  attribute: AttributeDefinition,
  before: JsonObject,
  changes: ComplexChanges,
): JsonObject {
  const value = findSub(attribute, "value");
  const reference = findSub(attribute, "$ref");
  if (value === undefined || reference === undefined || changes.has(reference)) return before;
  if (!changes.has(value) || changes.get(value) === before[value.name]) return before;
  return assign(before, new Map([[reference, undefined]]));
}

function setElements(
  operation: SetOperation,
  before: readonly Json[],
  tolerances: Tolerances,
): Json | undefined {
  const { attribute, sub, filter, path } = operation.path;
  const current = before.length === 0 ? undefined : before;
  if (filter === undefined && sub === undefined) {
    if (operation.kind === "replace" && before.length > 1) refuseReplaceBySingle(operation.value, path);
    const incoming = readValue(attribute, operation.value, tolerances, path);
    if (incoming === undefined) return unassign(operation, current, tolerances);
    const elements = incoming as readonly Json[];
    return operation.kind === "replace" ? elements : appendElements(attribute, before, elements);
  }
  const selected = new Set(
    before.flatMap((element, index) =>
      filter === undefined || matchesElement(filter, element) ? [index] : [],
    ),
  );
  if (selected.size === 0) return makeElement(operation, before, tolerances);
  if (isUnassigned(operation.value)) return unassign(operation, current, tolerances);
  return changeElements(operation, before, selected, tolerances);
}

/**
 * Appends the elements that are missing. An element with the same type and value is merged into the existing
 * one.
 */
function appendElements(
  attribute: AttributeDefinition,
  before: readonly Json[],
  incoming: readonly Json[],
): readonly Json[] {
  const claims = new Set(incoming.filter(isPrimary).map((element) => identityOf(attribute, element)));
  const merged = foldElements(attribute, [...before, ...incoming]);
  const identities = merged.map((element) => identityOf(attribute, element));
  return demoteOthers(merged, (index) => claims.has(identities[index] ?? ""));
}

function changeElements(
  operation: SetOperation,
  before: readonly Json[],
  selected: ReadonlySet<number>,
  tolerances: Tolerances,
): readonly Json[] {
  const { attribute, path } = operation.path;
  const change = changeOf(operation, tolerances);
  const changed = before.map((element, index) => (selected.has(index) ? change.apply(element) : element));
  const demoted = demoteOthers(changed, (index) => change.isClaiming && selected.has(index));
  refuseTwoPrimaries(demoted, path);
  const filled = demoted.filter((element) => !isObject(element) || Object.keys(element).length > 0);
  return foldElements(attribute, filled);
}

/** 400 invalidValue for an element that would leave the selected ones without the value that names them. */
function refuseNamelessChange({ path }: SetOperation, changes: ComplexChanges, isWhole: boolean): void {
  const isChanged = isWhole || [...changes.keys()].some(({ name }) => name === "value");
  if (isChanged) refuseNameless(path.attribute, assign({}, changes), path.path);
}

type ElementChange = { readonly apply: (element: Json) => Json; readonly isClaiming: boolean };

/** The change to each selected element: some parts are set, or the whole is replaced. */
function changeOf(operation: SetOperation, tolerances: Tolerances): ElementChange {
  const { attribute, sub, filter, path } = operation.path;
  if (attribute.type !== "complex") {
    const value = readElement(attribute, operation.value, tolerances, path);
    return { apply: (element) => value ?? element, isClaiming: false };
  }
  const changes = readChanges(operation, tolerances);
  const isClaiming = [...changes].some(([{ name }, value]) => name === "primary" && value === true);
  const isWhole = operation.kind === "replace" && sub === undefined;
  // Values that the filter requires are kept unless the new value contradicts them: an address without a type
  // that replaces `addresses[type eq "work"]` remains the work address.
  const kept = (isWhole && filter && constraintsOf(filter)) || {};
  if (sub === undefined) refuseNamelessChange(operation, withConstraints(attribute, kept, changes), isWhole);
  const apply = (element: Json): Json => {
    if (!isObject(element)) return element;
    if (!isWhole) return mergeComplex(attribute, element, grown(operation, element, changes));
    return mergeComplex(attribute, element, withConstraints(attribute, kept, changes), true);
  };
  return { apply, isClaiming };
}

function withConstraints(
  attribute: AttributeDefinition,
  constraints: JsonObject,
  changes: ComplexChanges,
): ComplexChanges {
  const known = Object.entries(constraints).flatMap(([name, value]) => {
    const sub = findSub(attribute, name);
    return sub === undefined ? [] : [[sub, value] as const];
  });
  return new Map([...known, ...changes]);
}

/**
 * For an operation that selects no element. Without a filter the element is added; with one, only if the
 * profile allows it.
 */
function makeElement(
  operation: SetOperation,
  before: readonly Json[],
  tolerances: Tolerances,
): readonly Json[] {
  const { attribute, sub, filter, path } = operation.path;
  const constraints = filter === undefined ? {} : constraintsOf(filter);
  if (constraints === undefined || (filter !== undefined && !tolerances.addOnNoTarget)) {
    throw new ScimError("noTarget", `The filter in the path of "${path}" selects nothing.`);
  }
  if (isUnassigned(operation.value)) return before;
  const changes = withConstraints(attribute, constraints, readChanges(operation, tolerances));
  const element = mergeComplex(attribute, {}, changes);
  const isEmpty = sub !== undefined ? changes.get(sub) === undefined : Object.keys(element).length === 0;
  if (isEmpty) return before;
  if (sub === undefined) refuseNamelessChange(operation, changes, true);
  // `emails[value eq "old"].value` set to "new" changes an address that does not exist; it does not create
  // one.
  if (filter !== undefined && !matchesElement(filter, element)) {
    throw new ScimError("noTarget", `The filter in the path of "${path}" selects nothing.`);
  }
  return appendElements(attribute, before, [element]);
}
