import { expect, test } from "vitest";
import { isObject, type Json } from "../json.ts";
import { RESOURCE_TYPES } from "./definitions/resource-types.ts";
import {
  listResponse,
  renderResourceTypeResources,
  renderSchemaResources,
  renderServiceProviderConfig,
} from "./discovery.ts";

const BASE = "https://scim.example.com/v2";
const limits = {
  pageSizeDefault: 100,
  pageSizeMax: 200,
  bulk: { supported: false, operationsMax: 0, payloadSizeMax: 0 },
  sort: true,
  cursorTimeout: 600,
  etag: true,
};

test("the provider configuration has every required part, bulk limits too", () => {
  expect(renderServiceProviderConfig(limits, BASE)).toMatchObject({
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: 200 },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [{ type: "oauthbearertoken" }],
    meta: { location: `${BASE}/ServiceProviderConfig` },
  });
});

function keysAndNulls(value: Json): readonly string[] {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(keysAndNulls);
  return isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysAndNulls(inner)])
    : [];
}

test("schemas are published once each, whole, without our own additions", () => {
  const schemas = renderSchemaResources(RESOURCE_TYPES, BASE);
  expect(schemas.map(({ id }) => id)).toEqual([
    "urn:ietf:params:scim:schemas:core:2.0:User",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    "urn:muster:params:scim:schemas:extension:directory:2.0:User",
    "urn:ietf:params:scim:schemas:core:2.0:Group",
  ]);
  const keys = keysAndNulls(schemas);
  expect(keys).toContain("subAttributes");
  expect(keys).not.toContain("indexed");
  expect(keys).not.toContain("keptWhenOmitted");
  expect(keys).not.toContain("null");
});

test("resource types name schemas that exist", () => {
  const published = renderSchemaResources(RESOURCE_TYPES, BASE).map(({ id }) => id);
  const types = renderResourceTypeResources(RESOURCE_TYPES, BASE);
  expect(types.map(({ id, endpoint }) => [id, endpoint])).toEqual([
    ["User", "/Users"],
    ["Group", "/Groups"],
  ]);
  const named = types.flatMap(({ schema, schemaExtensions }) => [
    schema,
    ...(schemaExtensions as readonly { schema: string }[]).map((extension) => extension.schema),
  ]);
  expect(named.every((id) => published.includes(id as string))).toBe(true);
});

test("a list response counts", () => {
  expect(listResponse([{ id: "1" }], { totalResults: 9, startIndex: 3 })).toEqual({
    schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
    totalResults: 9,
    startIndex: 3,
    itemsPerPage: 1,
    Resources: [{ id: "1" }],
  });
});
