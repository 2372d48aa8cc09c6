import { isObject, type Json, type JsonObject } from "../../json.ts";
import { ScimError } from "../error.ts";
import { FILTER_LIMITS, type FilterLimits } from "../filter/parse.ts";
import { foldNames, isUnassigned, namesSchema, readBody } from "../names.ts";
import { parsePath } from "../path.ts";
import { type Profile, type Tolerances, tolerancesOf } from "../profile.ts";
import { refuseAmbiguous } from "../request/document.ts";
import { measureValue, SIZE_LIMITS, type SizeLimits } from "../request/size.ts";
import { type AttributePath, type ExtensionPath, namesBaseSchema, resolvePath } from "../resolve.ts";
import { isRelationship, type ResourceType } from "../schema.ts";
import { refuseUnknown } from "../value.ts";
import type { AttributeTarget, PatchOperation } from "./operation.ts";

export const PATCH_URN = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** The limits of a PATCH. */
export type PatchLimits = FilterLimits &
  SizeLimits & {
    /** Operations in one request; a larger number is refused with 413. */
    readonly patchOperationsMax: number;
  };

export const PATCH_LIMITS: PatchLimits = { ...FILTER_LIMITS, ...SIZE_LIMITS, patchOperationsMax: 5_000 };

type Reading = {
  readonly type: ResourceType;
  readonly profile: Profile;
  readonly tolerances: Tolerances;
  readonly limits: PatchLimits;
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
  const reading = { type, profile, tolerances: tolerancesOf(profile), limits };
  const operations = readOperations(body, reading.tolerances);
  if (operations.length > limits.patchOperationsMax) {
    throw new ScimError(
      413,
      `The request has ${operations.length} operations; ${limits.patchOperationsMax} are taken at once.`,
    );
  }
  if (operations.length === 0 && !reading.tolerances.emptyOperations) {
    throw new ScimError("invalidSyntax", '"Operations" is empty.');
  }
  return operations.flatMap((operation) => readOperation(operation, reading));
}

function readOperations(body: unknown, tolerances: Tolerances): readonly Json[] {
  if (Array.isArray(body) && tolerances.inferSchemas) return body as readonly Json[];
  const members = foldNames(readBody(body));
  const schemas = members.get("schemas")?.value;
  const isMissing = isUnassigned(schemas) && tolerances.inferSchemas;
  if (!isMissing && !namesSchema(schemas, PATCH_URN))
    throw new ScimError("invalidSyntax", `"schemas" does not list "${PATCH_URN}".`);
  const operations = members.get("operations")?.value;
  if (Array.isArray(operations)) return operations;
  // A client that sends other members wants a change, so success must not be reported.
  const isEmpty = operations !== undefined || [...members.keys()].every((name) => name === "schemas");
  if (isUnassigned(operations) && isEmpty && tolerances.emptyOperations) return [];
  throw new ScimError("invalidSyntax", '"Operations" is not a list.');
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
    return readPathless(kind, value, reading);
  }
  if (kind !== "remove" && isSchemaPath(path, reading)) {
    return readPathless(kind, value, reading);
  }
  const target = parsePath(path, reading.type, reading.profile, reading.limits);
  if (target.kind === "attribute") refuseReadOnly(target);
  if (target.kind === "attribute") refuseUnassigning(target, kind === "remove" ? null : value);
  if (target.kind === "attribute") refuseOversized(target, value, reading);
  if (kind === "remove") return [{ kind, path: target, value }];
  if (value === undefined) throw new ScimError("invalidValue", `The operation "${kind}" has no value.`);
  return target.kind === "extension"
    ? readExtensionValue(kind, target, value, reading)
    : [{ kind, path: target, value }];
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
  refuseRepeatedPaths(operations);
  return operations;
}

/**
 * 400 invalidSyntax when two keys of one object name the same value, because members of an object have no
 * order.
 */
function refuseRepeatedPaths(operations: readonly PatchOperation[]): void {
  const seen = new Map<string, Json | undefined>();
  for (const operation of operations) {
    if (operation.kind === "expectId" || operation.path.kind === "extension") continue;
    const { path, attribute, sub, filter } = operation.path;
    if (filter !== undefined) continue;
    const whole = sub === undefined ? undefined : path.slice(0, -sub.name.length - 1);
    const other = whole !== undefined && sub !== undefined ? seen.get(whole) : undefined;
    if (seen.has(path) || (sub !== undefined && other !== undefined && mentions(other, sub.name))) {
      throw new ScimError("invalidSyntax", `"${path}" is given twice.`);
    }
    const parts = attribute.subAttributes ?? [];
    const part = parts.find(({ name }) => seen.has(`${path}.${name}`) && mentions(operation.value, name));
    if (part !== undefined && sub === undefined) {
      throw new ScimError("invalidSyntax", `"${path}.${part.name}" is given twice.`);
    }
    seen.set(path, operation.value);
  }
}

/** True when an object has a member of this name, in any letter case. */
function mentions(value: Json | undefined, name: string): boolean {
  return isObject(value) && Object.keys(value).some((each) => each.toLowerCase() === name.toLowerCase());
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
    refuseUnknown(key, reading.tolerances);
    return [];
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

function resolveKey(
  key: string,
  { type, profile, tolerances, limits }: Reading,
): AttributeTarget | ExtensionPath | undefined {
  if (key.includes("[") && tolerances.dottedKeys) return parsePath(key, type, profile, limits);
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
    return [{ kind, path, value }];
  }
  // Clients send back `schemas` and `meta` as they received them, without intending a change.
  if (path.place !== "common" && !tolerances.ignoreReadOnlyKeys) refuseReadOnly(path);
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
    refuseUnknown(`${schema.id}:${name}`, reading.tolerances);
    return [];
  });
}
