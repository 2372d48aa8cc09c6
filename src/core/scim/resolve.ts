import { COMMON } from "./definitions/common.ts";
import {
  type AttributeDefinition,
  findAttribute,
  findSub,
  isRelationship,
  type ResourceType,
  type SchemaDefinition,
} from "./schema.ts";

/**
 * Where the values of an attribute are found: a field of the resource itself (`common`), its document, or a
 * `relationship`: rows beside the document, stored or computed.
 */
export type Place = "common" | "document" | "relationship";

/** A path that names an attribute, or a sub-attribute, of a resource type. */
export type AttributePath = {
  readonly kind: "attribute";
  /** The canonical text: `emails.value`, `urn:…:User:manager.value`. */
  readonly path: string;
  readonly place: Place;
  /** The URN under which the document keeps the attribute; undefined for the base schema. */
  readonly extension: string | undefined;
  readonly attribute: AttributeDefinition;
  readonly sub: AttributeDefinition | undefined;
};

/** A path that names a whole extension by its URN. */
export type ExtensionPath = { readonly kind: "extension"; readonly schema: SchemaDefinition };

export type ResolveOptions = {
  /** Look into the extensions for names that the base schema lacks. */
  readonly bareExtensionAttributes: boolean;
  /** Take a schema's URN without the colon before its last part for the URN. */
  readonly missingUrnColon?: boolean;
};

/**
 * Finds what a path names, in any letter case (RFC 7644 §3.10); undefined when the type has no such attribute.
 *
 * A URN is recognised by the longest known schema id, never by splitting at dots or colons: `2.0:User` has both.
 */
export function resolvePath(
  type: ResourceType,
  text: string,
  options: ResolveOptions,
): AttributePath | ExtensionPath | undefined {
  const found = findPrefix(type, text, options);
  if (found === undefined) return resolveBare(type, text, options);
  const { schema, length } = found;
  const rest = text.slice(length + 1);
  if (schema === type.schema) return resolveIn(type, schema, rest) ?? resolveCommon(rest);
  return rest === "" ? { kind: "extension", schema } : resolveIn(type, schema, rest);
}

/** True when a text is the URN of the type's own schema, and no more. */
export function namesBaseSchema(type: ResourceType, text: string, options: ResolveOptions): boolean {
  const found = findPrefix(type, text, options);
  return found?.schema === type.schema && found.length === text.length;
}

function resolveBare(type: ResourceType, text: string, options: ResolveOptions): AttributePath | undefined {
  const found = resolveIn(type, type.schema, text) ?? resolveCommon(text);
  if (found !== undefined || !options.bareExtensionAttributes) return found;
  const inExtensions = type.extensions.flatMap(({ schema }) => resolveIn(type, schema, text) ?? []);
  return inExtensions.length === 1 ? inExtensions[0] : undefined;
}

/** True when a name without a URN is an attribute of several extensions, so that it could stand for either. */
export function isAmbiguous(type: ResourceType, text: string): boolean {
  if (resolveIn(type, type.schema, text) !== undefined) return false;
  return type.extensions.filter(({ schema }) => resolveIn(type, schema, text) !== undefined).length > 1;
}

/** The schemas of a type, the base schema first. */
export function schemasOf(type: ResourceType): readonly SchemaDefinition[] {
  return [type.schema, ...type.extensions.map(({ schema }) => schema)];
}

/** A schema with how much of the text is its URN. */
type Prefix = { readonly schema: SchemaDefinition; readonly length: number };

function findPrefix(type: ResourceType, text: string, options: ResolveOptions): Prefix | undefined {
  return longestPrefix(type, text) ?? (options.missingUrnColon ? mistyped(type, text) : undefined);
}

function longestPrefix(
  type: ResourceType,
  text: string,
  urnOf: (schema: SchemaDefinition) => string = ({ id }) => id,
): Prefix | undefined {
  if (!text.includes(":")) return undefined;
  const folded = text.toLowerCase();
  const matching = schemasOf(type).flatMap((schema) => {
    const urn = urnOf(schema).toLowerCase();
    return folded === urn || folded.startsWith(`${urn}:`) ? [{ schema, length: urn.length }] : [];
  });
  return matching.sort((left, right) => right.length - left.length)[0];
}

/** The schema whose URN lacks the colon before its last part, as a slip in a mapping has it: `2.0User`. */
function mistyped(type: ResourceType, text: string): Prefix | undefined {
  return longestPrefix(type, text, ({ id }) => id.replace(/:(?=[^:]*$)/, ""));
}

function resolveCommon(text: string): AttributePath | undefined {
  const found = resolveNames(COMMON, text);
  return found && { kind: "attribute", place: "common", extension: undefined, ...found };
}

function resolveIn(type: ResourceType, schema: SchemaDefinition, text: string): AttributePath | undefined {
  const found = resolveNames(schema.attributes, text);
  if (found === undefined) return undefined;
  const extension = schema === type.schema ? undefined : schema.id;
  const path = extension === undefined ? found.path : `${extension}:${found.path}`;
  return { kind: "attribute", place: placeOf(type, found.attribute), extension, ...found, path };
}

function resolveNames(
  attributes: readonly AttributeDefinition[],
  text: string,
): Pick<AttributePath, "path" | "attribute" | "sub"> | undefined {
  const dot = text.indexOf(".");
  const attribute = findAttribute(attributes, dot < 0 ? text : text.slice(0, dot));
  if (attribute === undefined) return undefined;
  if (dot < 0) return { path: attribute.name, attribute, sub: undefined };
  const sub = findSub(attribute, text.slice(dot + 1));
  return sub && { path: `${attribute.name}.${sub.name}`, attribute, sub };
}

/** Where the values of an attribute of this type's schemas are found. */
export function placeOf(type: ResourceType, attribute: AttributeDefinition): Place {
  const isComputed =
    attribute.multiValued &&
    attribute.mutability === "readOnly" &&
    type.schema.attributes.includes(attribute);
  return isRelationship(type, attribute) || isComputed ? "relationship" : "document";
}
