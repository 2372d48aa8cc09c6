import type { JsonObject } from "../json.ts";
import { rememberResults } from "../remember-results.ts";

/** The data types of RFC 7643 §2.3. */
export type AttributeType =
  | "string"
  | "boolean"
  | "decimal"
  | "integer"
  | "dateTime"
  | "binary"
  | "reference"
  | "complex";

export type Mutability = "readOnly" | "readWrite" | "immutable" | "writeOnly";
export type Returned = "always" | "never" | "default" | "request";
export type Uniqueness = "none" | "server" | "global";

/** One attribute or sub-attribute, with the characteristics of RFC 7643 §7. All behaviour derives from these. */
export type AttributeDefinition = {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  /** Suggestions: other values are accepted (RFC 7643 §2.3.1). */
  readonly canonicalValues?: readonly string[];
  /** Ours, not published: other values than the canonical ones are refused. */
  readonly restrictCanonicalValues?: boolean;
  readonly caseExact: boolean;
  readonly mutability: Mutability;
  readonly returned: Returned;
  readonly uniqueness: Uniqueness;
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly AttributeDefinition[];
  /** Ours, not published: the store keeps a key for each value, so that `eq` need not scan. */
  readonly indexed?: boolean;
  /** Ours, not published: a PUT that leaves the attribute out keeps the value instead of clearing it. */
  readonly keptWhenOmitted?: boolean;
  /**
   * Ours, not published: false for an attribute that a PATCH cannot unassign, by removal or null. Without a value
   * `active` counts as true, so that removing it would give access to a disabled user.
   */
  readonly removable?: false;
};

/** A schema of RFC 7643 §7; `id` is its URN. */
export type SchemaDefinition = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly AttributeDefinition[];
};

/** A kind of resource (RFC 7643 §6): its schema and the extensions that it may carry. */
export type ResourceType = {
  readonly id: string;
  readonly name: string;
  /** Path below the base URL, with its slash: `/Users`. */
  readonly endpoint: string;
  readonly description: string;
  readonly schema: SchemaDefinition;
  readonly extensions: readonly { readonly schema: SchemaDefinition; readonly required: boolean }[];
  /** Multi-valued complex attributes that are stored as rows, one for each `value`, and never inside the document. */
  readonly relationships?: readonly string[];
};

/**
 * The stored body of a resource: canonical attribute names, extensions under their URN. Without the common
 * attributes (id, externalId, meta, schemas), relationships and read-only (computed) attributes.
 */
export type Document = JsonObject;

const byName = rememberResults(
  (attributes: readonly AttributeDefinition[]): ReadonlyMap<string, AttributeDefinition> =>
    new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute])),
);

/** The definition of that name in a list, in any letter case (RFC 7643 §2.1). */
export function findAttribute(
  attributes: readonly AttributeDefinition[],
  name: string,
): AttributeDefinition | undefined {
  return byName(attributes).get(name.toLowerCase());
}

/** The sub-attribute of that name, in any letter case. */
export function findSub(attribute: AttributeDefinition, name: string): AttributeDefinition | undefined {
  return attribute.subAttributes && findAttribute(attribute.subAttributes, name);
}

/** True for an attribute that is stored as rows, outside the document. */
export function isRelationship(type: ResourceType, attribute: AttributeDefinition): boolean {
  return type.relationships?.includes(attribute.name) === true && type.schema.attributes.includes(attribute);
}

/** True for values that are compared as they are: RFC 7643 §2.3.6 and §2.3.7 leave binaries and references no choice. */
export function isCaseExact({ type, caseExact }: AttributeDefinition): boolean {
  return caseExact || type === "binary" || type === "reference";
}

/** True for an attribute whose values the store keeps keys of, so that objects are found by them. */
export function hasKeys({ indexed, uniqueness }: AttributeDefinition): boolean {
  return indexed === true || uniqueness !== "none";
}
