import type { JsonObject } from "../json.ts";
import { schemasOf } from "./resolve.ts";
import type { AttributeDefinition, ResourceType, SchemaDefinition } from "./schema.ts";

const CORE = "urn:ietf:params:scim:schemas:core:2.0";
const LIST_URN = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

/** The features and limits that the service provider publishes; sizes in bytes. */
export type ProviderLimits = {
  readonly pageSizeDefault: number;
  readonly pageSizeMax: number;
  /** Published even when bulk is not supported, because some clients stop using PATCH when it is missing. */
  readonly bulk: {
    readonly supported: boolean;
    readonly operationsMax: number;
    readonly payloadSizeMax: number;
  };
  readonly sort: boolean;
  /** The lifetime of a cursor in seconds. */
  readonly cursorTimeout: number;
  readonly etag: boolean;
  readonly documentationUri?: string;
};

/** The ServiceProviderConfig resource (RFC 7643 §5, RFC 9865 §4). */
export function renderServiceProviderConfig(limits: ProviderLimits, baseUrl: string): JsonObject {
  return {
    schemas: [`${CORE}:ServiceProviderConfig`],
    ...(limits.documentationUri === undefined ? {} : { documentationUri: limits.documentationUri }),
    patch: { supported: true },
    bulk: {
      supported: limits.bulk.supported,
      maxOperations: limits.bulk.operationsMax,
      maxPayloadSize: limits.bulk.payloadSizeMax,
    },
    filter: { supported: true, maxResults: limits.pageSizeMax },
    changePassword: { supported: false },
    sort: { supported: limits.sort },
    etag: { supported: limits.etag },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: "index",
      defaultPageSize: limits.pageSizeDefault,
      maxPageSize: limits.pageSizeMax,
      cursorTimeout: limits.cursorTimeout,
    },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "OAuth Bearer Token",
        description: "A bearer token in the Authorization header.",
        specUri: "https://www.rfc-editor.org/info/rfc6750",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${baseUrl}/ServiceProviderConfig` },
  };
}

/**
 * The Schema resources of the types, each schema once (RFC 7643 §7), with the attributes that are published.
 */
export function renderSchemaResources(
  types: readonly ResourceType[],
  baseUrl: string,
  isTold: (attribute: AttributeDefinition) => boolean = () => true,
): readonly JsonObject[] {
  const schemas = new Map(types.flatMap(schemasOf).map((schema) => [schema.id, schema]));
  return [...schemas.values()].map((schema) =>
    renderSchema({ ...schema, attributes: toldOf(schema.attributes, isTold) }, baseUrl),
  );
}

function toldOf(
  attributes: readonly AttributeDefinition[],
  isTold: (attribute: AttributeDefinition) => boolean,
): readonly AttributeDefinition[] {
  return attributes.filter(isTold).map((attribute) => {
    const { subAttributes } = attribute;
    return subAttributes === undefined
      ? attribute
      : { ...attribute, subAttributes: subAttributes.filter(isTold) };
  });
}

function renderSchema(schema: SchemaDefinition, baseUrl: string): JsonObject {
  return {
    // Only the characteristics of RFC 7643 §7 are published; our additions to definitions are internal.
    ...renderSchemaResource(schema, () => ({})),
    meta: { resourceType: "Schema", location: `${baseUrl}/Schemas/${schema.id}` },
  };
}

/** A schema in the form of RFC 7643 §7, without `meta`; `more` is added to each attribute. */
export function renderSchemaResource(
  schema: SchemaDefinition,
  more: (attribute: AttributeDefinition) => JsonObject,
): JsonObject {
  return {
    schemas: [`${CORE}:Schema`],
    id: schema.id,
    name: schema.name,
    description: schema.description,
    attributes: schema.attributes.map((attribute) => renderAttribute(attribute, more)),
  };
}

function renderAttribute(
  attribute: AttributeDefinition,
  more: (attribute: AttributeDefinition) => JsonObject,
): JsonObject {
  return {
    name: attribute.name,
    type: attribute.type,
    multiValued: attribute.multiValued,
    description: attribute.description,
    required: attribute.required,
    ...(attribute.canonicalValues === undefined ? {} : { canonicalValues: attribute.canonicalValues }),
    caseExact: attribute.caseExact,
    mutability: attribute.mutability,
    returned: attribute.returned,
    uniqueness: attribute.uniqueness,
    ...(attribute.referenceTypes === undefined ? {} : { referenceTypes: attribute.referenceTypes }),
    ...(attribute.subAttributes === undefined
      ? {}
      : { subAttributes: attribute.subAttributes.map((sub) => renderAttribute(sub, more)) }),
    ...more(attribute),
  };
}

/** The ResourceType resources (RFC 7643 §6). */
export function renderResourceTypeResources(
  types: readonly ResourceType[],
  baseUrl: string,
): readonly JsonObject[] {
  return types.map((type) => ({
    schemas: [`${CORE}:ResourceType`],
    id: type.id,
    name: type.name,
    endpoint: type.endpoint,
    description: type.description,
    schema: type.schema.id,
    schemaExtensions: type.extensions.map(({ schema, required }) => ({ schema: schema.id, required })),
    meta: { resourceType: "ResourceType", location: `${baseUrl}/ResourceTypes/${type.id}` },
  }));
}

type ListPage = { readonly totalResults: number } & (
  | { readonly startIndex: number }
  | { readonly nextCursor: string | undefined }
);

/**
 * A ListResponse (RFC 7644 §3.4.2), with counts as JSON numbers. Without a match it has an empty list. A page
 * by number has a `startIndex`; a page by cursor has a `nextCursor`, unless it is the last page (RFC 9865
 * §2).
 */
export function listResponse(resources: readonly JsonObject[], page: ListPage): JsonObject {
  return {
    schemas: [LIST_URN],
    totalResults: page.totalResults,
    ...("startIndex" in page ? { startIndex: page.startIndex } : {}),
    ...("nextCursor" in page && page.nextCursor !== undefined ? { nextCursor: page.nextCursor } : {}),
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

/**
 * The same response in parts of JSON text, from resources that are JSON text already. A page of them is too
 * long to be concatenated a second time.
 */
export function listResponseTexts(resources: readonly string[], page: ListPage): readonly string[] {
  const { itemsPerPage: _, Resources: __, ...head } = listResponse([], page);
  const begin = `${JSON.stringify(head).slice(0, -1)},"itemsPerPage":${resources.length},"Resources":[`;
  return [begin, ...resources.map((resource, at) => (at === 0 ? resource : `,${resource}`)), "]}"];
}
