import { changeDefinitions } from "../../app/definitions/change-definitions.ts";
import { readDefinitions } from "../../app/definitions/read-definitions.ts";
import {
  getSchema,
  getType,
  listSchemas,
  listTypes,
  type SchemaView,
  type TypeView,
} from "../../app/definitions/show-definitions.ts";
import { isRefusal, refuse } from "../../app/deps.ts";
import { type ResourceTypeShape, type SchemaShape, schemaShape } from "../../contract/definitions.ts";
import type { JsonObject } from "../../core/json.ts";
import { isSameName, toSchemaDocument } from "../../core/scim/definitions/type-set.ts";
import type { AdminCall, Handlers } from "./call.ts";

/** Serves the schemas and resource types that an organization defines. */
export const definitionHandlers: Pick<
  Handlers,
  | "listSchemas"
  | "getSchema"
  | "putSchema"
  | "deleteSchema"
  | "listResourceTypes"
  | "getResourceType"
  | "putResourceType"
  | "deleteResourceType"
  | "applyDefinitions"
> = {
  async listSchemas({ context, org }) {
    return { items: (await listSchemas(context.deps, org)).map(showSchema) };
  },

  async getSchema({ context, org, params }) {
    const found = await getSchema(context.deps, org, params.schema);
    return isRefusal(found) ? found : showSchema(found);
  },

  async putSchema(call) {
    const { params, body, context, org } = call;
    const raw = named(body, "id", params.schema);
    if (raw === undefined) return misnamed("id", params.schema);
    const done = await put(call, { schemas: [raw], resourceTypes: [] });
    if (isRefusal(done)) return done;
    const found = await getSchema(context.deps, org, params.schema);
    return isRefusal(found) ? found : showSchema(found);
  },

  async deleteSchema({ context, actor, org, params }) {
    const done = await changeDefinitions(context.deps, actor, {
      org,
      change: { dropSchemas: [params.schema] },
    });
    return isRefusal(done) ? done : null;
  },

  async listResourceTypes({ context, org }) {
    return { items: (await listTypes(context.deps, org)).map(showType) };
  },

  async getResourceType({ context, org, params }) {
    const found = await getType(context.deps, org, params.name);
    return isRefusal(found) ? found : showType(found);
  },

  async putResourceType(call) {
    const { params, body, context, org } = call;
    const raw = named(body, "name", params.name);
    if (raw === undefined) return misnamed("name", params.name);
    const done = await put(call, { schemas: [], resourceTypes: [raw] });
    if (isRefusal(done)) return done;
    const found = await getType(context.deps, org, params.name);
    return isRefusal(found) ? found : showType(found);
  },

  async deleteResourceType({ context, actor, org, params }) {
    const done = await changeDefinitions(context.deps, actor, { org, change: { dropTypes: [params.name] } });
    return isRefusal(done) ? done : null;
  },

  async applyDefinitions(call) {
    const { dryRun, ...definitions } = call.body;
    const done = await put(call, definitions, dryRun);
    return isRefusal(done) ? done : { dryRun, changes: [...done] };
  },
};

type Put = Pick<AdminCall<"applyDefinitions">, "context" | "actor" | "org">;

async function put(
  { context, actor, org }: Put,
  definitions: { readonly schemas: readonly JsonObject[]; readonly resourceTypes: readonly JsonObject[] },
  dryRun = false,
) {
  const change = readDefinitions(definitions);
  return isRefusal(change) ? change : changeDefinitions(context.deps, actor, { org, change, dryRun });
}

/**
 * Completes a definition with the name in its address; undefined if it has another name. Members that only our answers
 * have are removed, so that an answer can be sent back.
 */
function named(body: JsonObject, member: "id" | "name", name: string): JsonObject | undefined {
  const { origin: _origin, usedBy: _usedBy, objects: _objects, ...definition } = body;
  const given = definition[member] ?? name;
  if (typeof given === "string" && !isSameName(given, name)) return undefined;
  return { ...definition, [member]: given };
}

function misnamed(place: string, detail: string) {
  return refuse("invalid", "schema.invalid", { place, problem: "not-one-of", detail });
}

function showSchema({ schema, origin, usedBy }: SchemaView): SchemaShape {
  return schemaShape.parse({ ...toSchemaDocument(schema), origin, usedBy });
}

function showType({ type, origin, objects }: TypeView): ResourceTypeShape {
  return {
    name: type.name,
    endpoint: type.endpoint,
    description: type.description,
    schema: type.schema.id,
    schemaExtensions: type.extensions.map(({ schema, required }) => ({ schema: schema.id, required })),
    origin,
    objects,
  };
}
