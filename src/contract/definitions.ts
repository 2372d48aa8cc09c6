import { z } from "zod";
import { inOrg, nothing, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** A definition as it is received. The use case checks it, because its errors name the place of each problem. */
export const definition = z.record(z.string(), z.json());

export const definitionOrigin = z.enum(["standard", "custom"]);

/** A schema as RFC 7643 §7 publishes it, with our characteristics on attributes. */
export const schemaShape = z.looseObject({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  attributes: z.array(z.looseObject({ name: z.string(), type: z.string() })),
  origin: definitionOrigin,
  /** Names of the resource types that use it. */
  usedBy: z.array(z.string()),
});
export type SchemaShape = z.infer<typeof schemaShape>;

/** A resource type as RFC 7643 §6 publishes it; `objects` counts its resources, deleted ones among them. */
export const resourceTypeShape = z.object({
  name: z.string(),
  endpoint: z.string(),
  description: z.string(),
  schema: z.string(),
  schemaExtensions: z.array(z.object({ schema: z.string(), required: z.boolean() })),
  origin: definitionOrigin,
  objects: z.number().int(),
});
export type ResourceTypeShape = z.infer<typeof resourceTypeShape>;

/** The effect, or with `dryRun` the possible effect, on each definition. */
export const definitionEffects = z.object({
  dryRun: z.boolean(),
  changes: z.array(
    z.object({
      what: z.enum(["schema", "resource-type"]),
      id: z.string(),
      action: z.enum(["create", "replace", "delete", "unchanged"]),
    }),
  ),
});
export type DefinitionEffects = z.infer<typeof definitionEffects>;

const SCHEMAS = "/api/v1/organizations/{org}/schemas";
const TYPES = "/api/v1/organizations/{org}/resource-types";
const oneSchema = z.object({ org: uuid, schema: z.string().min(1) });
const oneType = z.object({ org: uuid, name: z.string().min(1) });

/** The schemas and resource types that an organization defines beside the standard ones. */
export const definitionRoutes = {
  listSchemas: {
    id: "listSchemas",
    method: "GET",
    path: SCHEMAS,
    permission: "directory:read",
    summary: "List the schemas of an organization, standard ones first",
    params: inOrg,
    status: 200,
    response: z.object({ items: z.array(schemaShape) }),
  },
  getSchema: {
    id: "getSchema",
    method: "GET",
    path: `${SCHEMAS}/{schema}`,
    permission: "directory:read",
    summary: "Show a schema",
    params: oneSchema,
    status: 200,
    response: schemaShape,
  },
  putSchema: {
    id: "putSchema",
    method: "PUT",
    path: `${SCHEMAS}/{schema}`,
    permission: "directory:write",
    summary: "Create or replace a schema; takes the form of RFC 7643 §7",
    params: oneSchema,
    body: definition,
    status: 200,
    response: schemaShape,
  },
  deleteSchema: {
    id: "deleteSchema",
    method: "DELETE",
    path: `${SCHEMAS}/{schema}`,
    permission: "directory:write",
    summary: "Delete a schema that no resource type uses",
    params: oneSchema,
    status: 204,
    response: nothing,
  },
  listResourceTypes: {
    id: "listResourceTypes",
    method: "GET",
    path: TYPES,
    permission: "directory:read",
    summary: "List the resource types of an organization, users and groups first",
    params: inOrg,
    status: 200,
    response: z.object({ items: z.array(resourceTypeShape) }),
  },
  getResourceType: {
    id: "getResourceType",
    method: "GET",
    path: `${TYPES}/{name}`,
    permission: "directory:read",
    summary: "Show a resource type",
    params: oneType,
    status: 200,
    response: resourceTypeShape,
  },
  putResourceType: {
    id: "putResourceType",
    method: "PUT",
    path: `${TYPES}/{name}`,
    permission: "directory:write",
    summary: "Create or replace a resource type, or say which extensions User and Group have",
    params: oneType,
    body: definition,
    status: 200,
    response: resourceTypeShape,
  },
  deleteResourceType: {
    id: "deleteResourceType",
    method: "DELETE",
    path: `${TYPES}/{name}`,
    permission: "directory:write",
    summary:
      "Delete a resource type without resources; of User and Group, the extensions that they were given",
    params: oneType,
    status: 204,
    response: nothing,
  },
  applyDefinitions: {
    id: "applyDefinitions",
    method: "POST",
    path: "/api/v1/organizations/{org}/definitions",
    permission: "directory:write",
    summary: "Create or replace several schemas and resource types, all or none; what is not named stays",
    params: inOrg,
    body: z.object({
      schemas: z.array(definition).default([]),
      resourceTypes: z.array(definition).default([]),
      dryRun: z.boolean().default(false),
    }),
    status: 200,
    response: definitionEffects,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
