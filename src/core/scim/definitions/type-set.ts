import type { JsonObject } from "../../json.ts";
import { renderSchemaResource } from "../discovery.ts";
import { schemasOf } from "../resolve.ts";
import type { AttributeDefinition, ResourceType, SchemaDefinition } from "../schema.ts";
import type { DefinitionProblem } from "./definition-problem.ts";
import { findStandardType, type TypeDefinition } from "./read-type.ts";
import { RESOURCE_TYPES } from "./resource-types.ts";

/**
 * The definitions that an organization adds to the standard ones: schemas, and types that refer to them.
 * `User` and `Group` are among the types if they have extensions of the organization.
 */
export type TypeSet = {
  readonly schemas: readonly SchemaDefinition[];
  readonly types: readonly TypeDefinition[];
};

export const EMPTY_SET: TypeSet = { schemas: [], types: [] };

const SCHEMAS_MAX = 100;
const TYPES_MAX = 50;
/** Limit for all definitions of an organization together, as JSON text. */
const TEXT_LENGTH_MAX = 2_000_000;

/** True for names and URNs that are equal without regard to letter case. */
export function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** The errors in a set as a whole, in the order in which they should be corrected. */
export function checkTypeSet(set: TypeSet): readonly DefinitionProblem[] {
  return [...checkSizes(set), ...checkSchemas(set), ...set.types.flatMap((type) => checkType(set, type))];
}

function checkSizes(set: TypeSet): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const limit = (place: string, size: number, max: number) => {
    if (size > max) problems.push({ place, problem: "too-many", detail: String(max) });
  };
  limit("schemas", set.schemas.length, SCHEMAS_MAX);
  limit("resourceTypes", set.types.length, TYPES_MAX);
  if (JSON.stringify(set).length > TEXT_LENGTH_MAX) {
    problems.push({ place: "schemas", problem: "too-long", detail: String(TEXT_LENGTH_MAX) });
  }
  return problems;
}

/** A path could not distinguish the attribute `c` of a schema `urn:a:b` from a schema `urn:a:b:c`. */
function checkSchemas({ schemas }: TypeSet): readonly DefinitionProblem[] {
  const ids = new Set(schemas.map(({ id }) => id.toLowerCase()));
  return schemas.flatMap(({ id, attributes }) =>
    attributes
      .map(({ name }) => `${id}:${name}`)
      .filter((path) => ids.has(path.toLowerCase()))
      .map((path) => ({ place: id, problem: "attribute-is-schema" as const, detail: path })),
  );
}

function checkType({ schemas, types }: TypeSet, type: TypeDefinition): readonly DefinitionProblem[] {
  const place = (member: string) => `resourceTypes[${type.name}].${member}`;
  const problems: DefinitionProblem[] = [];
  const isKnown = (urn: string) => schemas.some(({ id }) => isSameName(id, urn));
  if (findStandardType(type.name) === undefined) {
    if (!isKnown(type.schema)) {
      problems.push({ place: place("schema"), problem: "unknown-schema", detail: type.schema });
    }
    const other = types.find((each) => each !== type && isSameName(each.endpoint, type.endpoint));
    if (other !== undefined) {
      problems.push({ place: place("endpoint"), problem: "endpoint-taken", detail: other.name });
    }
  }
  for (const { schema } of type.extensions) {
    const problem = isSameName(schema, type.schema)
      ? "repeated"
      : isKnown(schema)
        ? undefined
        : "unknown-schema";
    if (problem !== undefined) problems.push({ place: place("schemaExtensions"), problem, detail: schema });
  }
  return problems;
}

/** The resource types of an organization that has this set, beginning with the standard types. */
export function resourceTypesOf(set: TypeSet): readonly ResourceType[] {
  const extensionsOf = (type: TypeDefinition): ResourceType["extensions"] =>
    type.extensions.flatMap(({ schema: urn, required }) => {
      const schema = set.schemas.find(({ id }) => isSameName(id, urn));
      return schema === undefined ? [] : [{ schema, required }];
    });
  const standard = RESOURCE_TYPES.map((type): ResourceType => {
    const own = set.types.find(({ name }) => isSameName(name, type.name));
    return own === undefined ? type : { ...type, extensions: [...type.extensions, ...extensionsOf(own)] };
  });
  const custom = set.types.flatMap((type): readonly ResourceType[] => {
    const schema = set.schemas.find(({ id }) => isSameName(id, type.schema));
    if (findStandardType(type.name) !== undefined || schema === undefined) return [];
    const { name, endpoint, description } = type;
    return [{ id: name, name, endpoint, description, schema, extensions: extensionsOf(type) }];
  });
  return [...standard, ...custom];
}

/** The names of the types that use a schema. */
export function usersOf(set: TypeSet, urn: string): readonly string[] {
  return resourceTypesOf(set)
    .filter((type) => schemasOf(type).some(({ id }) => isSameName(id, urn)))
    .map(({ name }) => name);
}

/** The schema in the form that `readSchema` accepts: the published form with our characteristics. */
export function toSchemaDocument(schema: SchemaDefinition): JsonObject {
  return renderSchemaResource(schema, withOwn);
}

function withOwn(attribute: AttributeDefinition): JsonObject {
  return {
    ...(attribute.indexed ? { indexed: true } : {}),
    ...(attribute.keptWhenOmitted ? { keptWhenOmitted: true } : {}),
    ...(attribute.restrictCanonicalValues ? { restrictCanonicalValues: true } : {}),
  };
}
