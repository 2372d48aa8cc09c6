import { isObject, type Json, type JsonObject } from "../../json.ts";
import { finishWork, type Work } from "../../work.ts";
import { ScimError } from "../error.ts";
import { FILTER_LIMITS, type FilterLimits } from "../filter/parse.ts";
import { countParts } from "../filter/size.ts";
import { type FoldedMembers, foldNames, isUnassigned, namesSchema, readBody } from "../names.ts";
import { parsePath } from "../path.ts";
import { type Profile, type Tolerances, tolerancesOf } from "../profile.ts";
import { refuseAmbiguous } from "../request/document.ts";
import { measureValue, type SizeLimits } from "../request/size.ts";
import { type AttributePath, type ExtensionPath, namesBaseSchema, resolvePath } from "../resolve.ts";
import { findSub, isRelationship, type ResourceType } from "../schema.ts";
import { refuseUnknown } from "../value.ts";
import { PATCH_WORK_LIMITS } from "./apply-patch.ts";
import type { AttributeTarget, PatchOperation } from "./operation.ts";
import { refuseEmptyOperand } from "./refuse-empty-operand.ts";
import { refuseRepeatedKeys } from "./refuse-repeated-keys.ts";
import { refuseRemoveExtension } from "./remove-value.ts";

export const PATCH_URN = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** The limits of a PATCH. */
export type PatchLimits = FilterLimits &
  SizeLimits & {
    /** Operations in one request; a larger number is refused with 413. */
    readonly patchOperationsMax: number;
    /** Comparisons in the filters of all paths together; a larger number is refused with 413. */
    readonly patchComparisonsMax: number;
  };

export const PATCH_LIMITS: PatchLimits = {
  ...FILTER_LIMITS,
  ...PATCH_WORK_LIMITS,
  patchOperationsMax: 5_000,
};

type Reading = {
  readonly type: ResourceType;
  readonly profile: Profile;
  readonly tolerances: Tolerances;
  readonly limits: PatchLimits;
  /** The names found so far that no definition knows. */
  readonly unknown: Set<string>;
  /** The comparisons in the filters of the paths read so far. */
  readonly read: { comparisons: number };
  /** The paths found so far that are ignored because they are read-only. */
  readonly readOnly: Set<string>;
};

/**
 * Reads a PATCH body (RFC 7644 §3.5.2) into operations with resolved paths; values are read when they are
 * applied. A profile that infers schemas also accepts the bare list of operations (RFC 7644 erratum 5050,
 * bulk).
 *
 * Throws 413 for too many operations; 400 invalidSyntax for a body that is not a PatchOp, invalidPath for a
 * path that names nothing, noTarget for a removal without a path, invalidFilter for a wrong filter in a path,
 * mutability for a read-only attribute.
 */
export function readPatch(
  body: unknown,
  type: ResourceType,
  profile: Profile,
  limits: PatchLimits = PATCH_LIMITS,
): readonly PatchOperation[] {
  return finishWork(readPatchInTurns(body, type, profile, limits));
}

/** As `readPatch`, for a body that may have very many operations. */
export function* readPatchInTurns(
  body: unknown,
  type: ResourceType,
  profile: Profile,
  limits: PatchLimits,
): Work<readonly PatchOperation[]> {
  const reading: Reading = {
    type,
    profile,
    tolerances: tolerancesOf(profile),
    limits,
    unknown: new Set(),
    readOnly: new Set(),
    read: { comparisons: 0 },
  };
  const operations = readOperations(body, reading.tolerances);
  if (operations.length > limits.patchOperationsMax) {
    throw new ScimError(
      413,
      `The request has ${operations.length} operations; ${limits.patchOperationsMax} are taken at once.`,
    );
  }
  const read: PatchOperation[] = [];
  for (const operation of operations) {
    read.push(...readOperation(operation, reading));
    yield;
  }
  refuseIgnored(read, reading);
  return read;
}

/**
 * 400 mutability or invalidSyntax where nothing is left to do because all names are read-only or unknown: success would
 * be a wrong answer.
 */
function refuseIgnored(read: readonly PatchOperation[], { unknown, readOnly }: Reading): void {
  if (read.some(({ kind }) => kind !== "expectId")) return;
  const [fixed] = readOnly;
  if (fixed !== undefined) {
    throw new ScimError("mutability", `The request would change nothing, because "${fixed}" is read-only.`);
  }
  if (unknown.size === 0) return;
  const names = [...unknown].slice(0, 20).map((name) => `"${name.slice(0, 100)}"`);
  throw new ScimError(
    "invalidSyntax",
    `The request would change nothing, because it names no known attribute, but ${names.join(", ")}.`,
  );
}

function readOperations(body: unknown, tolerances: Tolerances): readonly Json[] {
  if (Array.isArray(body) && tolerances.inferSchemas) return body as readonly Json[];
  const members = foldNames(readBody(body));
  const schemas = members.get("schemas")?.value;
  const isMissing = isUnassigned(schemas) && tolerances.inferSchemas;
  if (!isMissing && !namesSchema(schemas, PATCH_URN))
    throw new ScimError("invalidSyntax", `"schemas" does not list "${PATCH_URN}".`);
  const operations = members.get("operations")?.value;
  if (!isUnassigned(operations) && Array.isArray(operations)) return operations as readonly Json[];
  // A client that sends members of other names wants a change: to report success would be a wrong answer.
  const hasOthers = [...members.keys()].some((name) => name !== "schemas" && name !== "operations");
  if (isUnassigned(operations) && !hasOthers && tolerances.emptyOperations) return [];
  throw new ScimError(
    "invalidSyntax",
    `"Operations" is ${Array.isArray(operations) ? "empty" : "not a list"}.`,
  );
}

function readOperation(raw: Json, reading: Reading): readonly PatchOperation[] {
  if (!isObject(raw)) throw new ScimError("invalidSyntax", "An operation is not an object.");
  const members = foldNames(raw);
  const kind = readKind(members.get("op")?.value, reading.tolerances);
  const path = members.get("path")?.value ?? undefined;
  const value = members.get("value")?.value;
  if (path !== undefined && typeof path !== "string") {
    throw new ScimError("invalidPath", "The path of an operation is not text.");
  }
  if (path === undefined || (path === "" && reading.tolerances.pathlessPatch)) {
    if (kind === "remove") refuseOtherMembers(members, "noTarget");
    return readPathless(kind, value, reading);
  }
  if (kind !== "remove" && isSchemaPath(path, reading)) {
    return readPathless(kind, value, reading);
  }
  const target = readPath(path, reading);
  if (kind === "remove") refuseMisnamedValue(target, members);
  if (target.kind === "attribute") {
    refuseReadOnly(target);
    refuseUnassigning(target, kind === "remove" ? null : value);
    refuseOversized(target, value, reading);
  }
  if (kind === "remove") {
    if (target.kind === "extension") refuseRemoveExtension(target.schema.id, value, reading.tolerances);
    return [{ kind, path: target, value }];
  }
  if (value === undefined) throw new ScimError("invalidValue", `The operation "${kind}" has no value.`);
  return target.kind === "extension"
    ? readExtensionValue(kind, target, value, reading)
    : readAttributeValue(kind, target, value, reading);
}

/** 400 for the removal of a whole attribute whose value may be there under another name. */
function refuseMisnamedValue(target: AttributeTarget | ExtensionPath, members: FoldedMembers): void {
  const isWhole = target.kind === "extension" || target.filter === undefined;
  if (isWhole && isUnassigned(members.get("value")?.value)) refuseOtherMembers(members, "invalidSyntax");
}

/**
 * 400 for a removal without a path, or of everything at a path, that has members of unknown names: one of them may be
 * its path, or the value that it is about.
 */
function refuseOtherMembers(members: FoldedMembers, type: "noTarget" | "invalidSyntax"): void {
  const other = [...members].find(([folded]) => !["op", "path", "value"].includes(folded));
  if (other === undefined) return;
  const lacking = type === "noTarget" ? "path" : "value";
  throw new ScimError(
    type,
    `The operation "remove" has no ${lacking}, but "${other[1].name.slice(0, 100)}".`,
  );
}

/** The operation for an attribute; none for a single complex value of which no part can be written. */
function readAttributeValue(
  kind: "add" | "replace",
  path: AttributeTarget,
  value: Json,
  reading: Reading,
): readonly PatchOperation[] {
  const names = partNames(path, value);
  const parts = names.map((name) => findSub(path.attribute, name));
  if (names.length === 0 || parts.some((part) => part !== undefined && part.mutability !== "readOnly")) {
    return [{ kind, path, value }];
  }
  for (const [at, name] of names.entries()) {
    const part = parts[at];
    if (part === undefined) ignoreUnknown(`${path.path}.${name}`, reading);
    else reading.readOnly.add(`${path.path}.${part.name}`);
  }
  return [];
}

/** The names in a single complex value. */
function partNames({ attribute, sub }: AttributeTarget, value: Json): readonly string[] {
  if (attribute.multiValued || sub !== undefined || attribute.type !== "complex") return [];
  return isObject(value) ? Object.keys(value) : [];
}

/** Parses a path, and refuses one whose filter selects everything without saying so. */
function readPath(text: string, { type, profile, limits, read }: Reading): AttributeTarget | ExtensionPath {
  const target = parsePath(text, type, profile, limits);
  if (target.kind === "extension" || target.filter === undefined) return target;
  refuseEmptyOperand(target.filter, text);
  read.comparisons += countParts(target.filter);
  if (read.comparisons <= limits.patchComparisonsMax) return target;
  throw new ScimError(
    413,
    `The paths have more than ${limits.patchComparisonsMax} comparisons together; that many are made for one request.`,
  );
}

/**
 * Figure 7 of RFC 7644 has no such path, but clients that put the URN before every name send it for the whole
 * resource.
 */
function isSchemaPath(path: string, { type, tolerances }: Reading): boolean {
  return tolerances.schemaPath && namesBaseSchema(type, path, tolerances);
}

function readKind(raw: Json | undefined, tolerances: Tolerances): "add" | "replace" | "remove" {
  const op = typeof raw === "string" && tolerances.operationCase ? raw.toLowerCase() : raw;
  if (op === "add" || op === "replace" || op === "remove") return op;
  throw new ScimError("invalidSyntax", 'The "op" of an operation is not "add", "replace" or "remove".');
}

function refuseReadOnly({ path, attribute, sub }: AttributePath): void {
  if (attribute.mutability !== "readOnly" && sub?.mutability !== "readOnly") return;
  throw new ScimError("mutability", `"${path}" is read-only.`);
}

/** 400 mutability for an operation that would unassign an attribute that is not removable. */
function refuseUnassigning({ path, attribute }: AttributePath, value: Json | undefined): void {
  if (attribute.removable !== false || value === undefined || !isUnassigned(value)) return;
  throw new ScimError("mutability", `"${path}" cannot be removed or set to null: give it a value.`);
}

function readPathless(
  kind: "add" | "replace" | "remove",
  value: Json | undefined,
  reading: Reading,
): readonly PatchOperation[] {
  const { tolerances } = reading;
  if (kind === "remove") {
    // A value names the elements to remove. Doing nothing would be reported as success.
    if (tolerances.pathlessRemove && (isUnassigned(value) || value === "")) return [];
    throw new ScimError("noTarget", 'The operation "remove" has no path.');
  }
  if (!tolerances.pathlessPatch) throw new ScimError("invalidSyntax", `The operation "${kind}" has no path.`);
  if (!isObject(value)) throw new ScimError("invalidValue", "An operation without a path needs an object.");
  const operations = [...foldNames(value).values()].flatMap((member) =>
    readKey(kind, member.name, member.value, reading),
  );
  refuseRepeatedKeys(operations);
  // A new `value` makes the old `$ref` wrong, so that one given beside it comes after it.
  return operations.toSorted((left, right) => Number(setsReference(left)) - Number(setsReference(right)));
}

function setsReference(operation: PatchOperation): boolean {
  return (
    operation.kind !== "expectId" &&
    operation.path.kind === "attribute" &&
    operation.path.sub?.name === "$ref"
  );
}

/** Reads a key of an operation without a path: an attribute or an extension; with `dottedKeys`, any path. */
function readKey(
  kind: "add" | "replace",
  key: string,
  value: Json,
  reading: Reading,
): readonly PatchOperation[] {
  const target = resolveKey(key, reading);
  if (target === undefined) {
    if (reading.tolerances.bareExtensionAttributes) refuseAmbiguous(reading.type, key);
    return ignoreUnknown(key, reading);
  }
  return target.kind === "extension"
    ? readExtensionValue(kind, target, value, reading)
    : readKeyValue(kind, target, value, reading);
}

/** Refuses values that are too large before they are read. Relationships may be as long as the body. */
function refuseOversized(
  { path, attribute }: AttributePath,
  value: Json | undefined,
  { type, limits }: Reading,
): void {
  if (!isRelationship(type, attribute)) measureValue(value, path, limits);
}

function resolveKey(key: string, reading: Reading): AttributeTarget | ExtensionPath | undefined {
  const { type, tolerances } = reading;
  if (key.includes("[") && tolerances.dottedKeys) return readPath(key, reading);
  const found = resolvePath(type, key, tolerances);
  if (found?.kind !== "attribute") return found;
  const isPath = found.sub !== undefined || key.includes(":");
  return isPath && !tolerances.dottedKeys ? undefined : { ...found, filter: undefined };
}

function readKeyValue(
  kind: "add" | "replace",
  path: AttributeTarget,
  value: Json,
  reading: Reading,
): readonly PatchOperation[] {
  const { tolerances } = reading;
  refuseOversized(path, value, reading);
  if (path.place === "common" && path.attribute.name === "id" && value !== null) {
    return [{ kind: "expectId", id: value }];
  }
  const isReadOnly = path.attribute.mutability === "readOnly" || path.sub?.mutability === "readOnly";
  if (!isReadOnly) {
    refuseUnassigning(path, value);
    return readAttributeValue(kind, path, value, reading);
  }
  // Clients send back `schemas` and `meta` as they received them, without intending a change.
  if (path.place === "common") return [];
  if (!tolerances.ignoreReadOnlyKeys) refuseReadOnly(path);
  reading.readOnly.add(path.path);
  return [];
}

/** An extension is a container: setting it sets the attributes that the value names. */
function readExtensionValue(
  kind: "add" | "replace",
  path: ExtensionPath,
  value: Json,
  reading: Reading,
): readonly PatchOperation[] {
  if (value === null) return kind === "add" ? [] : [{ kind: "remove", path, value: undefined }];
  if (!isObject(value))
    throw new ScimError("invalidValue", `The value of "${path.schema.id}" is not an object.`);
  return readExtensionMembers(kind, path, value, reading);
}

function readExtensionMembers(
  kind: "add" | "replace",
  { schema }: ExtensionPath,
  value: JsonObject,
  reading: Reading,
): readonly PatchOperation[] {
  return [...foldNames(value).values()].flatMap(({ name, value: inner }) => {
    const target = resolveKey(`${schema.id}:${name}`, {
      ...reading,
      tolerances: { ...reading.tolerances, dottedKeys: reading.tolerances.dottedKeys || !name.includes(".") },
    });
    if (target?.kind === "attribute") return readKeyValue(kind, target, inner, reading);
    return ignoreUnknown(`${schema.id}:${name}`, reading);
  });
}

function ignoreUnknown(name: string, { tolerances, unknown }: Reading): readonly PatchOperation[] {
  refuseUnknown(name, tolerances);
  unknown.add(name);
  return [];
}
