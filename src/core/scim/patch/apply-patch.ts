import { isObject, isSameJson, type Json } from "../../json.ts";
import type { Work } from "../../work.ts";
import { ScimError } from "../error.ts";
import { countParts } from "../filter/size.ts";
import { type Profile, type Tolerances, tolerancesOf } from "../profile.ts";
import { readExternalIdValue } from "../request/document.ts";
import { measureValue, refuseTooLong, SIZE_LIMITS, type SizeLimits } from "../request/size.ts";
import type { ExtensionPath } from "../resolve.ts";
import { type AttributeDefinition, type Document, isRelationship, type ResourceType } from "../schema.ts";
import { isKept, readValue, refuseNameless, refuseWriteOnly } from "../value.ts";
import type {
  AttributeTarget,
  Patched,
  PatchOperation,
  PatchSubject,
  RelationshipDelta,
} from "./operation.ts";
import { readRelationshipDelta } from "./relationship-delta.ts";
import { refuseFixed, removeValue } from "./remove-value.ts";
import { setValue } from "./set-value.ts";

type State = {
  readonly document: Document;
  readonly externalId: string | null;
  readonly deltas: readonly RelationshipDelta[];
  /** Values compared so far, each once for every part of a filter. */
  readonly comparisons: number;
};

/** The work of one PATCH, during which the process serves no other request. */
export type PatchWorkLimits = SizeLimits & {
  /** Values that the operations compare together; beyond, 413. */
  readonly patchComparisonsMax: number;
};

/** How a PATCH is read, and how much work it may be. */
export type PatchRules = { readonly profile: Profile; readonly limits?: PatchWorkLimits };

/** About a tenth of a second. */
export const PATCH_COMPARISONS_MAX = 50_000;
export const PATCH_WORK_LIMITS: PatchWorkLimits = {
  ...SIZE_LIMITS,
  patchComparisonsMax: PATCH_COMPARISONS_MAX,
};
/** Characters of text whose folding takes as long as the comparison of a value. */
const TEXT_PER_COMPARISON = 500;

/**
 * Applies the operations of a PATCH in order (RFC 7644 §3.5.2). All or nothing: it throws before anything is
 * returned. When nothing differs the document returned is the one given.
 *
 * Throws 400 noTarget, mutability, invalidValue or invalidPath as RFC 7644 §3.5.2.1 to §3.5.2.3 say, and 413 when
 * the operations compare more values than `patchComparisonsMax` or leave more text than a resource may have.
 */
export function* applyPatch(
  type: ResourceType,
  before: PatchSubject,
  operations: readonly PatchOperation[],
  { profile, limits = PATCH_WORK_LIMITS }: PatchRules,
): Work<Patched> {
  const applying = { type, id: before.id, tolerances: tolerancesOf(profile), limits };
  const start: State = {
    document: before.document,
    externalId: before.externalId ?? null,
    deltas: [],
    comparisons: 0,
  };
  let after = start;
  for (const operation of operations) after = yield* applyOperation(applying, after, operation);
  refuseIncompleteExtensions(type, before.document, after.document);
  refuseNewNameless(type, before.document, after.document);
  const isSameDocument = isSameJson(before.document, after.document);
  if (!isSameDocument) refuseGrown(before.document, after.document, limits);
  return {
    document: isSameDocument ? before.document : after.document,
    externalId: after.externalId,
    changed: !isSameDocument || after.externalId !== start.externalId,
    deltas: after.deltas,
  };
}

type Applying = {
  readonly type: ResourceType;
  readonly id: string | undefined;
  readonly tolerances: Tolerances;
  readonly limits: PatchWorkLimits;
};

function* applyOperation(
  { type, id, tolerances, limits }: Applying,
  state: State,
  operation: PatchOperation,
): Work<State> {
  if (operation.kind === "expectId") {
    if (id === undefined || operation.id === id) return state;
    throw new ScimError("mutability", '"id" cannot be changed.');
  }
  const { path } = operation;
  if (path.kind === "extension") {
    return { ...state, document: removeExtension(type, state.document, path) };
  }
  if (path.place === "common") {
    return { ...state, externalId: patchExternalId(state.externalId, operation, tolerances) };
  }
  if (isRelationship(type, path.attribute)) {
    const deltas = yield* readRelationshipDelta({ ...operation, path }, tolerances);
    return { ...state, deltas: [...state.deltas, ...deltas] };
  }
  const leaf = path.sub ?? path.attribute;
  if (leaf.mutability === "writeOnly" || path.attribute.mutability === "writeOnly") {
    refuseWriteOnly(path.path, tolerances);
    if (operation.kind !== "remove") readValue(leaf, operation.value, tolerances, path.path);
    return state;
  }
  const value = slotOf(state.document, path);
  const comparisons = countComparisons(state.comparisons, value, path, limits);
  const next =
    operation.kind === "remove"
      ? removeValue(path, value, operation.value, tolerances)
      : setValue({ ...operation, path }, value, tolerances);
  return { ...state, document: withSlot(type, state.document, path, next), comparisons };
}

/** 413 or 400 when a document became larger than a resource may be; one that was too large may become smaller. */
function refuseGrown(before: Document, after: Document, limits: SizeLimits): void {
  for (const [name, value] of Object.entries(after)) {
    const held = before[name];
    if (value === held) continue;
    const isLonger = !Array.isArray(held) || !Array.isArray(value) || value.length > held.length;
    if (isLonger) measureValue(value, name, { ...limits, resourceLengthMax: Number.POSITIVE_INFINITY });
  }
  const length = lengthOf(after);
  if (length > lengthOf(before)) refuseTooLong(length, "Operations", limits);
}

/**
 * Returns the comparisons after one more operation. An operation may be short and compare a long list: together
 * they must not take seconds.
 */
function countComparisons(
  before: number,
  value: Json | undefined,
  { filter, path }: AttributeTarget,
  limits: PatchWorkLimits,
): number {
  const { patchComparisonsMax: most } = limits;
  const elements = Array.isArray(value) ? value.length : 1;
  const texts = elements > 1 ? Math.floor(lengthOf(value) / TEXT_PER_COMPARISON) : 0;
  const comparisons = before + (elements + texts) * (filter === undefined ? 1 : countParts(filter));
  if (comparisons <= most) return comparisons;
  throw new ScimError(
    413,
    `With "${path}" the operations compare ${comparisons} values; ${most} are compared for one request.`,
  );
}

function lengthOf(value: Json | undefined): number {
  return measureValue(value, "", {
    elementsMax: Number.POSITIVE_INFINITY,
    resourceLengthMax: Number.POSITIVE_INFINITY,
  });
}

/** The only common attribute that clients write; the others are read-only and never come here. */
function patchExternalId(
  before: string | null,
  operation: PatchOperation & { readonly kind: "add" | "replace" | "remove" },
  tolerances: Tolerances,
): string | null {
  if (operation.kind === "remove" && operation.path.kind === "attribute") {
    const left = removeValue(operation.path, before ?? undefined, operation.value, tolerances);
    return typeof left === "string" ? left : null;
  }
  const value = readExternalIdValue(operation.value ?? null, tolerances);
  return value === null && operation.kind === "add" ? before : value;
}

function slotOf(document: Document, path: AttributeTarget): Json | undefined {
  const holder = path.extension === undefined ? document : document[path.extension];
  return isObject(holder) ? holder[path.attribute.name] : undefined;
}

/** The document with another value; an extension comes with its first value and goes with its last. */
function withSlot(
  type: ResourceType,
  document: Document,
  { attribute, extension }: AttributeTarget,
  value: Json | undefined,
): Document {
  if (extension === undefined) return withMember(document, attribute.name, value);
  const holder = document[extension];
  const next = withMember(isObject(holder) ? holder : {}, attribute.name, value);
  if (Object.keys(next).length > 0) return withMember(document, extension, next);
  refuseRequiredExtension(type, extension);
  return withMember(document, extension, undefined);
}

function withMember(object: Document, name: string, value: Json | undefined): Document {
  if (value !== undefined) return { ...object, [name]: value };
  const { [name]: _, ...rest } = object;
  return rest;
}

function removeExtension(type: ResourceType, document: Document, { schema }: ExtensionPath): Document {
  const holder = document[schema.id];
  if (!isObject(holder)) return document;
  refuseRequiredExtension(type, schema.id);
  for (const attribute of schema.attributes) refuseFixed(attribute, holder[attribute.name]);
  return withMember(document, schema.id, undefined);
}

function refuseRequiredExtension(type: ResourceType, urn: string): void {
  if (!type.extensions.some(({ schema, required }) => schema.id === urn && required)) return;
  throw new ScimError("mutability", `The extension "${urn}" is required.`);
}

/** 400 invalidValue when an extension that was touched lacks an attribute that it requires. */
function refuseIncompleteExtensions(type: ResourceType, before: Document, after: Document): void {
  for (const { schema } of type.extensions) {
    const holder = after[schema.id];
    if (!isObject(holder) || holder === before[schema.id]) continue;
    const missing = schema.attributes.find(
      (attribute) => isKept(attribute) && holder[attribute.name] === undefined,
    );
    if (missing === undefined) continue;
    throw new ScimError("invalidValue", `"${schema.id}:${missing.name}" is required.`);
  }
}

/**
 * 400 invalidValue when the operations together leave a new or changed element without its `value`: a PUT of such a
 * resource would be refused.
 */
function refuseNewNameless(type: ResourceType, before: Document, after: Document): void {
  for (const { schema } of [{ schema: type.schema }, ...type.extensions]) {
    const [held, holder] = schema === type.schema ? [before, after] : [before[schema.id], after[schema.id]];
    if (!isObject(holder)) continue;
    for (const attribute of schema.attributes.filter(({ multiValued }) => multiValued)) {
      refuseNewElements(attribute, isObject(held) ? held[attribute.name] : undefined, holder[attribute.name]);
    }
  }
}

function refuseNewElements(
  attribute: AttributeDefinition,
  held: Json | undefined,
  after: Json | undefined,
): void {
  if (after === held || !Array.isArray(after)) return;
  const kept = new Set<Json>(Array.isArray(held) ? held : []);
  for (const element of after as readonly Json[]) {
    if (!kept.has(element)) refuseNameless(attribute, element, attribute.name);
  }
}
