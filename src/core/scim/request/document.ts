import { isObject, type Json, type JsonObject } from "../../json.ts";
import { rememberResults } from "../../remember-results.ts";
import type { Work } from "../../work.ts";
import { COMMON } from "../definitions/common.ts";
import { ScimError } from "../error.ts";
import { type FoldedMembers, foldNames, isUnassigned, readBody } from "../names.ts";
import { type Profile, type Tolerances, tolerancesOf } from "../profile.ts";
import { type AttributePath, isAmbiguous, resolvePath, schemasOf } from "../resolve.ts";
import {
  type AttributeDefinition,
  type Document,
  findAttribute,
  isRelationship,
  type ResourceType,
  type SchemaDefinition,
} from "../schema.ts";
import { requireStorable } from "../text.ts";
import { isMissing, readElementsInTurns, readValue, refuseUnknown, refuseWriteOnly } from "../value.ts";
import { measureValue, refuseTooLong, SIZE_LIMITS, type SizeLimits } from "./size.ts";

/** A POST or PUT body, read. */
export type ReadResource = {
  readonly document: Document;
  /** Left out when the body does not mention it; null when the body clears it. */
  readonly externalId?: string | null;
  /** By attribute name; undefined when the body does not mention it, empty when it clears it. */
  readonly relationships: Readonly<Record<string, readonly JsonObject[] | undefined>>;
  /** The base schema and the extensions that the document carries. */
  readonly schemas: readonly string[];
};

/**
 * Reads a POST or PUT body (RFC 7644 §3.3, §3.5.1): names in any case, null and empty lists as absent, read-only
 * attributes ignored, types, required attributes and primaries checked.
 *
 * Throws 400 invalidSyntax for a body, a name or `schemas` that cannot be, and 400 invalidValue for a value.
 */
export function* readResource(
  type: ResourceType,
  body: unknown,
  profile: Profile,
  limits: SizeLimits = SIZE_LIMITS,
): Work<ReadResource> {
  const tolerances = tolerancesOf(profile);
  const members = placeMembers(type, foldNames(readBody(body)), tolerances);
  refuseOversized(type, members, limits);
  checkSchemas(type, members.common.get("schemas"), [...members.extensions.keys()], tolerances);
  const own = ownAttributesOf(type);
  const document: Record<string, Json> = {};
  for (const [{ name }, value] of readHolder(members.base, own, "", tolerances)) document[name] = value;
  for (const extension of type.extensions) {
    const value = readExtension(extension, members.extensions.get(extension.schema.id), tolerances);
    if (value !== undefined) document[extension.schema.id] = value;
  }
  return {
    document,
    ...readExternalId(members.common, tolerances),
    relationships: yield* readRelationships(type, members.base, tolerances),
    schemas: findPresentSchemas(type, document),
  };
}

/** The schemas that a document uses: the base schema, and each extension that it carries (RFC 7643 §3). */
export function findPresentSchemas(type: ResourceType, document: Document): readonly string[] {
  const extensions = type.extensions.map(({ schema }) => schema.id).filter((id) => isObject(document[id]));
  return [type.schema.id, ...extensions];
}

type Holder = ReadonlyMap<string, Json>;
type Placed = {
  readonly common: Holder;
  readonly base: Holder;
  readonly extensions: ReadonlyMap<string, Holder>;
};

/** Sorts the members of a body by where they belong, under canonical names; unknown ones go. */
function placeMembers(type: ResourceType, members: FoldedMembers, tolerances: Tolerances): Placed {
  const common = new Map<string, Json>();
  const base = new Map<string, Json>();
  const extensions = new Map<string, Map<string, Json>>();
  const unknown: string[] = [];
  const put = (holder: Map<string, Json>, key: string, value: Json): void => {
    if (holder.has(key)) throw new ScimError("invalidSyntax", `"${key}" is given twice.`);
    holder.set(key, value);
  };
  const holderOf = (extension: string): Map<string, Json> => {
    const holder = extensions.get(extension) ?? new Map<string, Json>();
    extensions.set(extension, holder);
    return holder;
  };
  for (const { name, value } of members.values()) {
    const resolved = resolvePath(type, name, tolerances);
    if (resolved === undefined || (resolved.kind === "attribute" && resolved.sub !== undefined)) {
      refusePathKey(type, name, tolerances);
      refuseUnlessSchema(type, name, tolerances);
      unknown.push(name);
    } else if (resolved.kind === "extension") {
      for (const [key, inner] of extensionMembers(type, resolved.schema, value, tolerances)) {
        put(holderOf(resolved.schema.id), key, inner);
      }
    } else {
      put(holderFor(resolved, common, base, holderOf), resolved.attribute.name, value);
    }
  }
  if (base.size === 0 && extensions.size === 0) refuseUnknownOnly(unknown, common);
  return { common, base, extensions };
}

/** 400 invalidSyntax for a body of which no attribute is known: it would make an empty resource, or empty one. */
function refuseUnknownOnly(unknown: readonly string[], common: Holder): void {
  if (unknown.length === 0 || common.has("externalId")) return;
  const names = unknown.slice(0, 20).map((name) => `"${name.slice(0, 100)}"`);
  throw new ScimError("invalidSyntax", `No schema of the resource type defines ${names.join(", ")}.`);
}

/** The attributes of the base schema that a document holds. */
const ownAttributesOf = rememberResults((type: ResourceType): readonly AttributeDefinition[] =>
  type.schema.attributes.filter((attribute) => !isRelationship(type, attribute)),
);

/** The URNs of the schemas of a type, in lower case. */
const knownSchemasOf = rememberResults(
  (type: ResourceType): ReadonlySet<string> => new Set(schemasOf(type).map(({ id }) => id.toLowerCase())),
);

function refuseOversized(type: ResourceType, { base, extensions }: Placed, limits: SizeLimits): void {
  let length = 0;
  const add = (path: string, value: Json) => {
    length += measureValue(value, path, limits);
    refuseTooLong(length, path, limits);
  };
  for (const [name, value] of base) {
    if (type.relationships?.includes(name) !== true) add(name, value);
  }
  for (const [urn, holder] of extensions) for (const [name, value] of holder) add(`${urn}:${name}`, value);
}

function holderFor(
  path: AttributePath,
  common: Map<string, Json>,
  base: Map<string, Json>,
  holderOf: (extension: string) => Map<string, Json>,
): Map<string, Json> {
  if (path.place === "common") return common;
  return path.extension === undefined ? base : holderOf(path.extension);
}

function extensionMembers(
  type: ResourceType,
  { id: urn, attributes }: SchemaDefinition,
  value: Json,
  tolerances: Tolerances,
): readonly (readonly [string, Json])[] {
  if (isUnassigned(value)) return [];
  if (!isObject(value)) throw new ScimError("invalidValue", `The value of "${urn}" is not an object.`);
  return [...foldNames(value).values()].flatMap((member) => {
    const attribute = findAttribute(attributes, member.name);
    if (attribute !== undefined) return [[attribute.name, member.value] as const];
    refusePathKey(type, `${urn}:${member.name}`, tolerances);
    refuseUnknown(`${urn}:${member.name}`, tolerances);
    return [];
  });
}

/**
 * 400 invalidSyntax for a key that is a path into an attribute, as PATCH has them (`name.givenName`): to ignore it would
 * lose the value, and in a PUT the one that is held as well.
 */
function refusePathKey(type: ResourceType, name: string, tolerances: Tolerances): void {
  const [head = ""] = name.split("[");
  const found = [head, head.replace(/\.[^.]*$/, "")]
    .map((text) => resolvePath(type, text, tolerances))
    .find((each) => each?.kind === "attribute");
  if (found?.kind !== "attribute" || (found.sub ?? found.attribute).mutability === "readOnly") return;
  if (found.attribute.mutability === "readOnly") return;
  throw new ScimError(
    "invalidSyntax",
    `"${name.slice(0, 200)}" is a path: put the value into the attribute "${found.attribute.name}".`,
  );
}

function refuseUnlessSchema(type: ResourceType, name: string, tolerances: Tolerances): void {
  if (tolerances.bareExtensionAttributes) refuseAmbiguous(type, name);
  if (tolerances.ignoreUnknownSchemas && name.includes(":")) return;
  refuseUnknown(name, tolerances);
}

/** 400 invalidSyntax for a name that several extensions have: ignoring it would lose the value without a word. */
export function refuseAmbiguous(type: ResourceType, name: string): void {
  if (!isAmbiguous(type, name)) return;
  throw new ScimError("invalidSyntax", `"${name}" is in several extensions: put the URN of one before it.`);
}

/** Reads the attributes of one schema and checks that the required ones are there. */
function readHolder(
  members: Holder,
  attributes: readonly AttributeDefinition[],
  prefix: string,
  tolerances: Tolerances,
): ReadonlyMap<AttributeDefinition, Json> {
  const values = new Map<AttributeDefinition, Json>();
  for (const attribute of attributes) {
    if (attribute.mutability === "readOnly") continue;
    const path = `${prefix}${attribute.name}`;
    const value = readValue(attribute, members.get(attribute.name), tolerances, path);
    refuseMissing(attribute, value, path);
    if (value === undefined) continue;
    if (attribute.mutability === "writeOnly") refuseWriteOnly(path, tolerances);
    else values.set(attribute, value);
  }
  return values;
}

/** 400 invalidValue for a required attribute without a value. */
function refuseMissing({ required }: AttributeDefinition, value: Json | undefined, path: string): void {
  if (required && isMissing(value)) {
    throw new ScimError("invalidValue", `"${path}" is required.`);
  }
}

function readExtension(
  { schema, required }: ResourceType["extensions"][number],
  members: Holder | undefined,
  tolerances: Tolerances,
): JsonObject | undefined {
  if (members === undefined || members.size === 0) {
    if (required) throw new ScimError("invalidValue", `The extension "${schema.id}" is required.`);
    return undefined;
  }
  const values = readHolder(members, schema.attributes, `${schema.id}:`, tolerances);
  if (values.size === 0) {
    // Only of what is dropped may nothing be left.
    if (required && !schema.attributes.some(({ mutability }) => mutability === "writeOnly")) {
      throw new ScimError("invalidValue", `The extension "${schema.id}" is required.`);
    }
    return undefined;
  }
  const extension: Record<string, Json> = {};
  for (const [{ name }, value] of values) extension[name] = value;
  return extension;
}

function* readRelationships(
  type: ResourceType,
  members: Holder,
  tolerances: Tolerances,
): Work<ReadResource["relationships"]> {
  const relationships: Record<string, readonly JsonObject[]> = {};
  for (const attribute of type.schema.attributes) {
    if (!isRelationship(type, attribute) || attribute.mutability === "readOnly") continue;
    const raw = members.get(attribute.name);
    const value = yield* readElementsInTurns(attribute, raw, tolerances);
    refuseMissing(attribute, value, attribute.name);
    if (raw !== undefined) relationships[attribute.name] = foldByValue(value);
  }
  return relationships;
}

/** The elements of a relationship, one for each `value`; of two the last one counts. */
export function foldByValue(elements: Json | undefined): readonly JsonObject[] {
  const list = Array.isArray(elements) ? (elements as readonly Json[]).filter(isObject) : [];
  return [...new Map(list.map((element) => [element["value"], element])).values()];
}

function readExternalId(common: Holder, tolerances: Tolerances): { readonly externalId?: string | null } {
  const raw = common.get("externalId");
  if (raw === undefined) return {};
  return { externalId: readExternalIdValue(raw, tolerances) };
}

/** An externalId as a client sent it; null when it is cleared. */
export function readExternalIdValue(raw: Json, tolerances: Tolerances): string | null {
  const definition = findAttribute(COMMON, "externalId");
  const value = definition && readValue(definition, raw, tolerances);
  return typeof value === "string" && value !== "" ? requireStorable(value, "externalId") : null;
}

function checkSchemas(
  type: ResourceType,
  raw: Json | undefined,
  carried: readonly string[],
  tolerances: Tolerances,
): void {
  if (isUnassigned(raw)) {
    if (tolerances.inferSchemas) return;
    throw new ScimError("invalidSyntax", '"schemas" is required.');
  }
  const list: readonly Json[] = Array.isArray(raw) ? raw : [raw];
  const stated = new Set(list.map((urn) => (typeof urn === "string" ? urn.toLowerCase() : undefined)));
  if (stated.has(undefined)) throw new ScimError("invalidSyntax", '"schemas" is not a list of URNs.');
  const known = knownSchemasOf(type);
  const unknown = list.find((urn) => !known.has(String(urn).toLowerCase()));
  if (unknown !== undefined && !tolerances.ignoreUnknownSchemas) {
    throw new ScimError("invalidValue", `"${String(unknown)}" is not a schema of ${type.name}.`);
  }
  const unlisted = [type.schema.id, ...carried].find((urn) => !stated.has(urn.toLowerCase()));
  if (unlisted !== undefined && !tolerances.inferSchemas) {
    throw new ScimError("invalidValue", `"schemas" does not list "${unlisted}".`);
  }
}
