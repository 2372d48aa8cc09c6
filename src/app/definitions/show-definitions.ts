import type { OrgId } from "../../core/ids.ts";
import { findStandardType } from "../../core/scim/definitions/read-type.ts";
import { RESOURCE_TYPES } from "../../core/scim/definitions/resource-types.ts";
import { isSameName } from "../../core/scim/definitions/type-set.ts";
import { schemasOf } from "../../core/scim/resolve.ts";
import type { ResourceType, SchemaDefinition } from "../../core/scim/schema.ts";
import { type Deps, type Refusal, refuse } from "../deps.ts";
import { orgTypesOf } from "../resource-types/directory-type.ts";
import { readTypeSet } from "../resource-types/type-registry.ts";

/** Whether every organization has a definition, or one made it. */
export type Origin = "standard" | "custom";

/** A schema of an organization and the names of the types that use it. */
export interface SchemaView {
  readonly schema: SchemaDefinition;
  readonly origin: Origin;
  readonly usedBy: readonly string[];
}

/** A resource type of an organization and the number of its objects, including deleted ones. */
export interface TypeView {
  readonly type: ResourceType;
  readonly origin: Origin;
  readonly objects: number;
}

/** All schemas of an organization: the standard ones, then its own, whether a type uses them or not. */
export async function listSchemas(deps: Deps, org: OrgId): Promise<readonly SchemaView[]> {
  const set = (await readTypeSet(deps.store, org, deps.env.now())) ?? { schemas: [], types: [] };
  const types = orgTypesOf(set, 0).all.map(({ resource }) => resource);
  const view = (schema: SchemaDefinition, origin: Origin): SchemaView => ({
    schema,
    origin,
    usedBy: types
      .filter((type) => schemasOf(type).some(({ id }) => isSameName(id, schema.id)))
      .map(({ name }) => name),
  });
  const standard = [...new Set(RESOURCE_TYPES.flatMap(schemasOf))];
  return [
    ...standard.map((schema) => view(schema, "standard")),
    ...set.schemas.map((schema) => view(schema, "custom")),
  ];
}

/** The schema with this URN, in any letter case. */
export async function getSchema(deps: Deps, org: OrgId, urn: string): Promise<SchemaView | Refusal> {
  const found = (await listSchemas(deps, org)).find(({ schema }) => isSameName(schema.id, urn));
  return found ?? refuse("not-found", "schema.not-found", { schema: urn });
}

/** All resource types of an organization, users and groups first. */
export async function listTypes(deps: Deps, org: OrgId): Promise<readonly TypeView[]> {
  const set = (await readTypeSet(deps.store, org, deps.env.now())) ?? { schemas: [], types: [] };
  return Promise.all(
    orgTypesOf(set, 0).all.map(async ({ resource, kind }): Promise<TypeView> => {
      const origin = findStandardType(resource.name) === undefined ? "custom" : "standard";
      return { type: resource, origin, objects: await deps.store.count("object", { org, type: kind }) };
    }),
  );
}

/** The resource type with this name, in any letter case. */
export async function getType(deps: Deps, org: OrgId, name: string): Promise<TypeView | Refusal> {
  const found = (await listTypes(deps, org)).find(({ type }) => isSameName(type.name, name));
  return found ?? refuse("not-found", "resource-type.not-found", { name });
}
