import { isSameJson } from "../../core/json.ts";
import { findStandardType, type TypeDefinition } from "../../core/scim/definitions/read-type.ts";
import { isSameName, type TypeSet, toSchemaDocument } from "../../core/scim/definitions/type-set.ts";
import type { SchemaDefinition } from "../../core/scim/schema.ts";

/** The definitions to create or replace, and those to remove: schemas by URN, types by name, in any letter case. */
export interface DefinitionChange {
  readonly putSchemas?: readonly SchemaDefinition[];
  readonly putTypes?: readonly TypeDefinition[];
  readonly dropSchemas?: readonly string[];
  readonly dropTypes?: readonly string[];
}

/** The effect of a change on one definition. */
export interface DefinitionEffect {
  readonly what: "schema" | "resource-type";
  readonly id: string;
  readonly action: "create" | "replace" | "delete" | "unchanged";
}

/** Applies a change to a set of definitions, and reports its effect on each definition that it names. */
export function applyChange(
  before: TypeSet,
  change: DefinitionChange,
): { readonly set: TypeSet; readonly effects: readonly DefinitionEffect[] } {
  const schemas = changeSchemas(before.schemas, change);
  const types = changeTypes(before.types, change);
  return {
    set: { schemas: schemas.after, types: types.after },
    effects: [...schemas.effects, ...types.effects],
  };
}

interface Changed<Definition> {
  readonly after: readonly Definition[];
  readonly effects: readonly DefinitionEffect[];
}

function changeSchemas(
  before: readonly SchemaDefinition[],
  { putSchemas = [], dropSchemas = [] }: DefinitionChange,
): Changed<SchemaDefinition> {
  const after = new Map(before.map((schema) => [schema.id.toLowerCase(), schema]));
  const effects: DefinitionEffect[] = [];
  for (const schema of putSchemas) {
    const old = after.get(schema.id.toLowerCase());
    const isSame = old !== undefined && isSameJson(toSchemaDocument(old), toSchemaDocument(schema));
    effects.push({ what: "schema", id: schema.id, action: actionOf(old, isSame) });
    after.set(schema.id.toLowerCase(), schema);
  }
  for (const urn of dropSchemas) {
    effects.push({ what: "schema", id: after.get(urn.toLowerCase())?.id ?? urn, action: "delete" });
    after.delete(urn.toLowerCase());
  }
  return { after: [...after.values()], effects };
}

function changeTypes(
  before: readonly TypeDefinition[],
  { putTypes = [], dropTypes = [] }: DefinitionChange,
): Changed<TypeDefinition> {
  const after = new Map(before.map((type) => [type.name.toLowerCase(), type]));
  const effects: DefinitionEffect[] = [];
  for (const type of putTypes) {
    const key = type.name.toLowerCase();
    const old = after.get(key);
    // A standard type without extensions of the organization is the one that every organization has.
    const isPlain = findStandardType(type.name) !== undefined && type.extensions.length === 0;
    const isSame = old === undefined ? isPlain : isSameJson(old, type);
    effects.push({ what: "resource-type", id: type.name, action: actionOf(old, isSame) });
    if (isPlain) after.delete(key);
    else after.set(key, type);
  }
  for (const name of dropTypes) {
    effects.push({
      what: "resource-type",
      id: after.get(name.toLowerCase())?.name ?? name,
      action: "delete",
    });
    after.delete(name.toLowerCase());
  }
  return { after: [...after.values()], effects };
}

function actionOf(old: unknown, isSame: boolean): DefinitionEffect["action"] {
  if (isSame) return "unchanged";
  return old === undefined ? "create" : "replace";
}

/** The schema with this URN in a set. */
export function schemaIn(set: TypeSet, urn: string): SchemaDefinition | undefined {
  return set.schemas.find(({ id }) => isSameName(id, urn));
}
