import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes } from "../../../src/contract/routes.ts";
import type { Json, JsonObject } from "../../../src/core/json.ts";
import { isObject } from "../../../src/core/json.ts";
import { toFastifyPath } from "../../../src/http/admin/routes.ts";
import { openApiDocument } from "../../../src/http/openapi.ts";
import { type AdminServer, startAdminServer } from "./server.ts";

const METHODS = ["get", "post", "put", "patch", "delete"];

let muster: AdminServer;
let document: JsonObject;
beforeAll(async () => {
  muster = await startAdminServer();
  document = (await muster.call("GET", "/api/openapi.json", { token: undefined })).body;
});
afterAll(() => muster.close());

function* nodesOf(value: Json | undefined): Generator<JsonObject> {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  if (!isObject(value)) return;
  yield value;
  for (const member of Object.values(value)) yield* nodesOf(member);
}

function resolve(ref: string): Json | undefined {
  let value: Json | undefined = document;
  for (const step of ref.replace("#/", "").split("/")) value = isObject(value) ? value[step] : undefined;
  return value;
}

function operations(): readonly (readonly [path: string, method: string, operation: JsonObject])[] {
  return Object.entries(document["paths"] as Record<string, JsonObject>).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [path, method, operation as JsonObject] as const),
  );
}

test("is OpenAPI 3.1 with everything that it must have", () => {
  expect(document).toMatchObject({
    openapi: "3.1.0",
    info: { title: expect.any(String), version: "0.0.0-test" },
    components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
  });
  expect(document).toEqual(JSON.parse(JSON.stringify(openApiDocument("0.0.0-test"))));
});

test("has each route of the server's contract once, and each is served", () => {
  const ids = operations().map(([, , { operationId }]) => operationId);
  expect([...ids].sort()).toEqual(Object.keys(routes).sort());
  for (const [path, method] of operations()) {
    expect(METHODS).toContain(method);
    const served = muster.server.routeTable.map((route) => `${route.method} ${route.path}`);
    expect(served).toContain(`${method.toUpperCase()} ${toFastifyPath(path)}`);
  }
});

test("each reference leads somewhere, and no schema points outside", () => {
  const refs = [...nodesOf(document)].flatMap((node) =>
    typeof node["$ref"] === "string" ? [node["$ref"]] : [],
  );
  expect(refs.length).toBeGreaterThan(40);
  for (const ref of refs) expect([ref, resolve(ref)]).toEqual([ref, expect.any(Object)]);
  for (const node of nodesOf(document)) {
    expect(node).not.toHaveProperty("$defs");
    expect(node).not.toHaveProperty("$schema");
  }
});

test("a validator that is not ours accepts the document", async () => {
  const specification = JSON.parse(JSON.stringify(document)) as Record<string, unknown>;
  expect(await new Validator().validate(specification)).toEqual({ valid: true });
});

test("each named schema describes its shape instead of referring to itself", () => {
  const { schemas } = document["components"] as { readonly schemas: Record<string, JsonObject> };
  expect(Object.keys(schemas).length).toBeGreaterThan(20);
  for (const [name, schema] of Object.entries(schemas)) {
    let target: Json | undefined = schema;
    for (let step = 0; step < 10 && isObject(target) && typeof target["$ref"] === "string"; step += 1) {
      target = resolve(target["$ref"]);
    }
    expect([name, target]).toEqual([name, expect.not.objectContaining({ $ref: expect.anything() })]);
    expect(Object.keys(target as JsonObject), name).not.toEqual([]);
  }
});

test("each route of the admin API that is served is in the document", () => {
  const known = operations().map(([path, method]) => `${method.toUpperCase()} ${toFastifyPath(path)}`);
  const served = muster.server.routeTable
    .filter(({ method, path }) => path.startsWith("/api/") && method !== "HEAD" && method !== "OPTIONS")
    .map(({ method, path }) => `${method} ${path}`);
  expect(served.length).toBeGreaterThan(40);
  expect(served.filter((route) => !known.includes(route))).toEqual([
    "GET /api/openapi.json",
    // Browsers come back to it from an identity provider, whose parameters are not ours to describe.
    "GET /api/v1/sign-in/oidc/callback",
  ]);
});

const SENTENCE = /^[A-Z`].*\.$/s;

/** The members of each schema in the document, and the parameters, with the place of each. */
function* described(value: Json | undefined, place: string): Generator<readonly [string, JsonObject]> {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* described(item, `${place}/${at}`);
  }
  if (!isObject(value)) return;
  if (typeof value["in"] === "string" && typeof value["name"] === "string") yield [place, value];
  for (const [key, member] of Object.entries(value)) {
    if (key === "properties" && isObject(member)) {
      for (const [name, of] of Object.entries(member)) yield [`${place}/${name}`, of as JsonObject];
    }
    yield* described(member, `${place}/${key}`);
  }
}

test("each member of a schema and each parameter is described in a sentence", () => {
  const all = [...described(document, "")];
  expect(all.length).toBeGreaterThan(500);
  const missing = all.filter(([, { description }]) => !SENTENCE.test(String(description ?? "")));
  expect(missing.map(([place]) => place)).toEqual([]);
});

const BOUNDS = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"];

test("the sentence names the bounds of what a client may send", () => {
  const bounded = [...described(document["paths"], "")].flatMap(([place, member]) => {
    const schema = (member["schema"] ?? member) as JsonObject;
    const alternatives = (schema["anyOf"] ?? [schema]) as readonly JsonObject[];
    const bounds = alternatives.flatMap((each) => BOUNDS.map((key) => each[key]));
    const told = String(member["description"]).replaceAll(/(?<=\d),(?=\d)/g, "");
    return bounds
      .filter((bound) => typeof bound === "number" && bound < Number.MAX_SAFE_INTEGER)
      .map((bound) => ({ place, isTold: told.includes(String(bound)) }));
  });
  expect(bounded.length).toBeGreaterThan(30);
  expect(bounded.filter(({ isTold }) => !isTold)).toEqual([]);
});

test("each operation names its permission", () => {
  for (const [path, , operation] of operations()) {
    const permission = String(operation["x-permission"]);
    const expected = permission === "public" ? "no token" : permission;
    expect([path, operation["description"]]).toEqual([path, expect.stringContaining(expected)]);
  }
});

test("each path declares its parameters, and each operation its answers", () => {
  for (const [path, , operation] of operations()) {
    const declared = ((operation["parameters"] ?? []) as readonly JsonObject[])
      .filter((parameter) => parameter["in"] === "path")
      .map(({ name, required, schema }) => [name, required, isObject(schema)]);
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, true, true]);
    expect([path, declared.sort()]).toEqual([path, inPath.sort()]);
    const answers = operation["responses"] as Record<string, JsonObject>;
    expect(Object.keys(answers).some((status) => /^2\d\d$/.test(status))).toBe(true);
    expect(answers["default"]!["content"]).toHaveProperty(["application/problem+json"]);
  }
});

test("what the server answers fits the shapes of the document's source", async () => {
  const status = (await muster.call("GET", "/api/v1/status")).body;
  expect(routes.status.response.parse(status)).toEqual(status);
});
