import type { OrgId } from "../../../core/ids.ts";
import { isObject, type Json, type JsonObject } from "../../../core/json.ts";
import type { TypeDefinition } from "../../../core/scim/definitions/read-type.ts";
import { EMPTY_SET, toSchemaDocument } from "../../../core/scim/definitions/type-set.ts";
import type { WebhookRow } from "../../../ports/webhook-tables.ts";
import { type Deps, type Refusal, refuse } from "../../deps.ts";
import { collectRows, readEachPage } from "../../paging.ts";
import { readTypeSet } from "../../resource-types/type-registry.ts";
import type { DocumentWebhook, OrganizationDocument } from "./organization-document.ts";

/** An organization as a document: applying it to the same organization changes nothing. Secrets are references. */
export async function describeOrganization(deps: Deps, org: OrgId): Promise<OrganizationDocument | Refusal> {
  const row = await deps.store.get("organization", { org });
  if (row === undefined) return refuse("not-found", "org.not-found", { org });
  const { schemas, types } = (await readTypeSet(deps.store, org, deps.env.now())) ?? EMPTY_SET;
  const webhooks = await collectRows(readEachPage(deps.store, "webhook", { org }));
  const applications = await collectRows(readEachPage(deps.store, "application", { org }));
  return {
    kind: "organization",
    name: row.name,
    softDeleteDays: row.soft_delete_days,
    definitions: { schemas: schemas.map(toSchemaDocument), resourceTypes: types.map(toTypeDocument) },
    webhooks: [...webhooks].sort(byName).map(describeWebhook),
    applications: [...applications].sort(byName).map(({ name }) => name),
  };
}

interface Named {
  readonly name_key: string;
}

function byName(one: Named, other: Named): number {
  return one.name_key < other.name_key ? -1 : 1;
}

/** A resource type in the form that is read. */
export function toTypeDocument(type: TypeDefinition): JsonObject {
  const { name, endpoint, description, schema, extensions } = type;
  const schemaExtensions = extensions.map((each) => ({ schema: each.schema, required: each.required }));
  return { name, endpoint, description, schema, schemaExtensions };
}

/** The state is left out where a receiver or a pause has set it: it is not a part of the configuration then. */
function describeWebhook({ name, url, types, state }: WebhookRow): DocumentWebhook {
  return {
    name,
    url,
    types: readTypes(types),
    ...(state === "on" || state === "off" ? { state } : {}),
    secret: { from: `$env:${toVariable(name)}_SECRET`, ifMissing: "keep" },
  };
}

/** The event types of a webhook; null for all. */
export function readTypes(types: Json): readonly string[] | null {
  if (types === null || isObject(types) || !Array.isArray(types)) return null;
  return types.filter((type) => typeof type === "string");
}

/** The name of a variable, made from the name of a webhook. */
function toVariable(name: string): string {
  const word = name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, "_")
    .replaceAll(/^[_0-9]+|_+$/g, "");
  return word === "" ? "WEBHOOK" : word;
}
