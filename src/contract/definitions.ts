import { z } from "zod";
import { inOrg, listOf, nothing } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** A definition as it is received. The use case checks it, because its errors name the place of each problem. */
export const definition = z.record(z.string(), z.json());

export const definitionOrigin = z.enum(["standard", "custom"]);

/** A schema as RFC 7643 §7 publishes it, with our characteristics on attributes. */
export const schemaShape = z.looseObject({
  id: z.string().describe("The URI of the schema."),
  name: z.string().describe("The name of the schema."),
  description: z.string().describe("The purpose of the schema, in words."),
  attributes: z
    .array(
      z.looseObject({
        name: z.string().describe("The name of the attribute."),
        type: z.string().describe("The type of its values, such as `string` or `complex`."),
      }),
    )
    .describe("The attributes with their characteristics (RFC 7643 §7)."),
  origin: definitionOrigin.describe(
    "`standard` for schemas of the RFCs, `custom` for those of the organization.",
  ),
  usedBy: z.array(z.string()).describe("The names of the resource types that use the schema."),
});
export type SchemaShape = z.infer<typeof schemaShape>;

/** A resource type as RFC 7643 §6 publishes it; `objects` counts its resources, deleted ones among them. */
export const resourceTypeShape = z.object({
  name: z.string().describe("The name of the resource type."),
  endpoint: z.string().describe("The path of its resources below the SCIM address of the organization."),
  description: z.string().describe("The purpose of the resource type, in words."),
  schema: z.string().describe("The URI of its main schema."),
  schemaExtensions: z
    .array(
      z.object({
        schema: z.string().describe("The URI of the extension."),
        required: z.boolean().describe("Whether each resource needs the extension."),
      }),
    )
    .describe("The schemas that extend it."),
  origin: definitionOrigin.describe("`standard` for User and Group, `custom` for types of the organization."),
  objects: z.number().int().describe("The number of its resources, deleted ones among them."),
});
export type ResourceTypeShape = z.infer<typeof resourceTypeShape>;

/** The effect, or with `dryRun` the possible effect, on each definition. */
export const definitionEffects = z.object({
  dryRun: z.boolean().describe("Whether this is what would change, and nothing was changed."),
  changes: z
    .array(
      z.object({
        what: z
          .enum(["schema", "resource-type"])
          .describe("Whether the definition is a schema or a resource type."),
        id: z.string().describe("The URI of the schema, or the name of the resource type."),
        action: z
          .enum(["create", "replace", "delete", "unchanged"])
          .describe("What happens to the definition."),
      }),
    )
    .describe("The effect on each definition."),
});
export type DefinitionEffects = z.infer<typeof definitionEffects>;

const SCHEMAS = "/api/v1/organizations/{org}/schemas";
const TYPES = "/api/v1/organizations/{org}/resource-types";
const oneSchema = inOrg.extend({ schema: z.string().min(1).describe("The URI of the schema.") });
const oneType = inOrg.extend({ name: z.string().min(1).describe("The name of the resource type.") });

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
    response: listOf(schemaShape),
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
    response: listOf(resourceTypeShape),
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
      schemas: z
        .array(definition)
        .default([])
        .describe("Schemas to create or replace, in the form of RFC 7643 §7."),
      resourceTypes: z
        .array(definition)
        .default([])
        .describe("Resource types to create or replace, in the form of RFC 7643 §6."),
      dryRun: z.boolean().default(false).describe("Whether to answer with the effects and change nothing."),
    }),
    status: 200,
    response: definitionEffects,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
