import { z } from "zod";
import { application, schedule } from "../contract/applications.ts";
import { assignment } from "../contract/assignments.ts";
import { cycle, cycleCounts } from "../contract/cycles.ts";
import { event } from "../contract/events.ts";
import { fault } from "../contract/fault.ts";
import { importResult } from "../contract/imports.ts";
import { organization } from "../contract/organizations.ts";
import { change, message } from "../contract/parts.ts";
import { decision, plan, planCounts } from "../contract/plans.ts";
import { problem as problemShape } from "../contract/problem.ts";
import { exchange, logEntry, why } from "../contract/records.ts";
import type { RouteSpec } from "../contract/route.ts";
import { routes } from "../contract/routes.ts";
import { newToken, token } from "../contract/tokens.ts";
import { delivery, newWebhook, webhook } from "../contract/webhooks.ts";
import { isObject, type Json, type JsonObject } from "../core/json.ts";

/** Shapes that get a name of their own in the document. */
const NAMED = {
  Application: application,
  Assignment: assignment,
  Change: change,
  Cycle: cycle,
  CycleCounts: cycleCounts,
  Decision: decision,
  Delivery: delivery,
  Event: event,
  Exchange: exchange,
  Fault: fault,
  ImportResult: importResult,
  LogEntry: logEntry,
  Message: message,
  NewToken: newToken,
  Organization: organization,
  Plan: plan,
  PlanCounts: planCounts,
  Problem: problemShape,
  Schedule: schedule,
  Token: token,
  NewWebhook: newWebhook,
  Webhook: webhook,
  Why: why,
} as const;

/** The OpenAPI 3.1 document of the admin API, made of the contract that the server checks requests with. */
export function openApiDocument(version: string): JsonObject {
  const registry = z.registry<{ readonly id: string }>();
  for (const [id, shape] of Object.entries(NAMED)) registry.add(shape, { id });
  const schemas: Record<string, Json> = {};
  const schemaOf: SchemaOf = (shape, io) => {
    const { $schema: _, $defs: defs, ...schema } = toJsonSchema(shape, io, registry);
    for (const [name, definition] of Object.entries(isObject(defs) ? defs : {})) {
      if (!isAnyJson(name)) schemas[name] = relocated(definition);
    }
    const id = registry.get(shape)?.id;
    if (id === undefined) return relocated(schema);
    // Of a named shape, the schema itself is a definition, or only a reference to it.
    const { id: _id, ...named } = schema;
    if (named["$ref"] === undefined) schemas[id] = relocated(named);
    return { $ref: `#/components/schemas/${id}` };
  };
  const problem = schemaOf(problemShape, "output");
  const paths: Record<string, Record<string, Json>> = {};
  for (const spec of Object.values<RouteSpec>(routes)) {
    const path = { ...paths[spec.path], [spec.method.toLowerCase()]: operationOf(spec, schemaOf, problem) };
    paths[spec.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Muster admin API",
      version,
      description: "Provisions applications from a directory, and explains every refusal.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

const TRACKING_ID = {
  description: "Finds this request in the log, and a refused SCIM request among the rejected ones.",
  schema: { type: "string", format: "uuid" },
};

type SchemaOf = (shape: z.ZodType, io: "input" | "output") => Json;

function operationOf(spec: RouteSpec, schemaOf: SchemaOf, problem: Json): JsonObject {
  const parameters = [
    ...parametersOf(spec.params, "path", schemaOf),
    ...parametersOf(spec.query, "query", schemaOf),
  ];
  const body = bodyOf(spec, schemaOf);
  return {
    operationId: spec.id,
    summary: spec.summary,
    description: describePermission(spec),
    tags: [spec.permission.split(":")[0] ?? spec.permission],
    "x-permission": spec.permission,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: body }),
    responses: {
      [String(spec.status)]: {
        description: spec.summary,
        headers: { "x-tracking-id": TRACKING_ID },
        ...(spec.status === 204
          ? {}
          : {
              content: Object.fromEntries(
                (spec.stream ?? ["application/json"]).map((type) => [
                  type,
                  { schema: schemaOf(spec.response, "output") },
                ]),
              ),
            }),
      },
      default: {
        description: describeRefusals(spec),
        content: { "application/problem+json": { schema: problem } },
      },
    },
  };
}

function describePermission({ permission, recentSignIn }: RouteSpec): string {
  if (permission === "public") return "Needs no token.";
  const needed = `Needs a token with the permission \`${permission}\`.`;
  return recentSignIn ? `${needed} A session needs a sign-in within the last 15 minutes.` : needed;
}

/** Names the refusals that any route with such a permission and input can give; the rest are in the list of codes. */
function describeRefusals({ permission, params, query, body }: RouteSpec): string {
  const reasons = [
    ...(permission === "public" ? [] : ["401 without a valid token", "403 without the permission"]),
    ...(params === undefined ? [] : ["404 if an object in the path does not exist"]),
    ...(query === undefined && body === undefined ? [] : ["400 if the input is invalid"]),
  ];
  const listed = reasons.length === 0 ? "" : ` ${reasons.join(", ")}.`;
  return `A refusal as problem details (RFC 9457).${listed} The field \`code\` is stable; docs/errors.md lists every code.`;
}

function bodyOf(spec: RouteSpec, schemaOf: SchemaOf): JsonObject | undefined {
  if (spec.upload !== undefined) {
    return { required: true, content: { [spec.upload]: { schema: { type: "string" } } } };
  }
  if (spec.body === undefined) return undefined;
  const isRequired = !spec.body.safeParse({}).success;
  return { required: isRequired, content: { "application/json": { schema: schemaOf(spec.body, "input") } } };
}

function parametersOf(
  shape: z.ZodType | undefined,
  place: "path" | "query",
  schemaOf: SchemaOf,
): readonly Json[] {
  const schema = shape === undefined ? undefined : schemaOf(shape, "input");
  if (!isObject(schema)) return [];
  const required: readonly Json[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  return Object.entries(properties).map(([name, of]) => {
    const { description, ...plain } = isObject(of) ? of : {};
    return {
      name,
      in: place,
      required: place === "path" || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: plain,
    };
  });
}

/**
 * Any JSON is a schema that calls itself; the empty schema says the same. Answers may gain members later. Descriptions
 * stand in zod's global registry, and names in ours.
 */
function toJsonSchema(shape: z.ZodType, io: "input" | "output", registry: Registry): JsonObject {
  const made = z.toJSONSchema(shape, {
    metadata: registry,
    io,
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === "lazy")
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      const description = z.globalRegistry.get(zodSchema)?.description;
      if (description !== undefined) jsonSchema.description = description;
    },
  });
  const plain: Json = JSON.parse(JSON.stringify(made));
  return isObject(plain) ? plain : {};
}

type Registry = ReturnType<typeof z.registry<{ readonly id: string }>>;

function isAnyJson(name: string): boolean {
  return name.startsWith("__schema");
}

/** The schema with its references into the components of the document. */
function relocated(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(relocated);
  if (!isObject(schema)) return schema;
  const ref = schema["$ref"];
  if (typeof ref === "string") {
    const name = ref.replace("#/$defs/", "");
    const { description } = schema;
    const described = description === undefined ? {} : { description };
    return isAnyJson(name) ? described : { $ref: `#/components/schemas/${name}`, ...described };
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, relocated(value)]));
}
