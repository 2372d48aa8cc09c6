import { isObject, isSameJson, type Json } from "../../json.ts";
import { ScimError } from "../error.ts";
import type { BoundFilter } from "../filter/bind.ts";
import { type Profile, type Tolerances, tolerancesOf } from "../profile.ts";
import { readExternalIdValue } from "../request/document.ts";
import type { ExtensionPath } from "../resolve.ts";
import { type Document, isRelationship, type ResourceType } from "../schema.ts";
import { isKept, readValue, refuseWriteOnly } from "../value.ts";
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
  /** Elements looked at so far, each once for every part of a filter. */
  readonly looks: number;
};

/** Unless told otherwise: a second's work or so, in which nobody else is served. */
export const PATCH_COMPARISONS_MAX = 300_000;

/**
 * Applies the operations of a PATCH in order (RFC 7644 §3.5.2). All or nothing: it throws before anything is
 * returned. When nothing differs the document returned is the one given.
 *
 * Throws 400 noTarget, mutability, invalidValue or invalidPath as RFC 7644 §3.5.2.1 to §3.5.2.3 say, and 413 when
 * the operations look at more values than `looksMax` together.
 */
export function applyPatch(
  type: ResourceType,
  before: PatchSubject,
  operations: readonly PatchOperation[],
  profile: Profile,
  looksMax: number = PATCH_COMPARISONS_MAX,
): Patched {
  const tolerances = tolerancesOf(profile);
  const applying = { type, id: before.id, tolerances, looksMax };
  const start: State = {
    document: before.document,
    externalId: before.externalId ?? null,
    deltas: [],
    looks: 0,
  };
  const after = operations.reduce((state, operation) => applyOperation(applying, state, operation), start);
  refuseIncompleteExtensions(type, before.document, after.document);
  const isSameDocument = isSameJson(before.document, after.document);
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
  readonly looksMax: number;
};

function applyOperation(
  { type, id, tolerances, looksMax }: Applying,
  state: State,
  operation: PatchOperation,
): State {
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
    return {
      ...state,
      deltas: [...state.deltas, ...readRelationshipDelta({ ...operation, path }, tolerances)],
    };
  }
  const leaf = path.sub ?? path.attribute;
  if (leaf.mutability === "writeOnly" || path.attribute.mutability === "writeOnly") {
    refuseWriteOnly(path.path, tolerances);
    if (operation.kind !== "remove") readValue(leaf, operation.value, tolerances, path.path);
    return state;
  }
  const value = slotOf(state.document, path);
  const looks = countLooks(state.looks, value, path, looksMax);
  const next =
    operation.kind === "remove"
      ? removeValue(path, value, operation.value, tolerances)
      : setValue({ ...operation, path }, value, tolerances);
  return { ...state, document: withSlot(type, state.document, path, next), looks };
}

/**
 * The looks after one more operation. Each may be short and look at a list that is long: together they must not
 * take minutes.
 */
function countLooks(
  before: number,
  value: Json | undefined,
  { filter, path }: AttributeTarget,
  looksMax: number,
): number {
  const elements = Array.isArray(value) ? value.length : 1;
  const looks = before + elements * (filter === undefined ? 1 : sizeOf(filter));
  if (looks <= looksMax) return looks;
  throw new ScimError(
    413,
    `With "${path}" the operations look at ${looks} values; ${looksMax} are looked at for one request.`,
  );
}

function sizeOf(filter: BoundFilter): number {
  switch (filter.kind) {
    case "and":
    case "or":
      return filter.filters.reduce((size, part) => size + sizeOf(part), 1);
    case "not":
    case "element":
      return 1 + sizeOf(filter.filter);
    default:
      return 1;
  }
}

/** The only common attribute that clients write; the others are read-only and never come here. */
function patchExternalId(
  before: string | null,
  operation: PatchOperation & { readonly kind: "add" | "replace" | "remove" },
  tolerances: Tolerances,
): string | null {
  if (operation.kind === "remove") return null;
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
