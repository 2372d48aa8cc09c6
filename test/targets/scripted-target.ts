import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { isObject, type Json, type JsonObject } from "../../src/core/json.ts";
import { parsePath } from "../../src/core/mapping/path.ts";
import { writePath } from "../../src/core/mapping/write-path.ts";
import { bodyOf, startServer } from "./server.ts";

const SCIM = "application/scim+json";
const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** One call to a scripted target. */
export interface ScriptedCall {
  readonly method: string;
  /** `Users` or `Groups`. */
  readonly endpoint: string;
  readonly id: string | undefined;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly query: string;
}

/** An answer in place of the server's own: an error with its `scimType`, or this body. */
export interface ScriptedRefusal {
  readonly status: number;
  readonly scimType?: string;
  readonly body?: JsonObject;
  /** A web page, as a gateway answers. */
  readonly page?: string;
}

/** Alters how a resource is shown in answers. */
export type Shape = (resource: JsonObject, call: ScriptedCall) => JsonObject;

/** Decides whether a call is refused; undefined lets it through. */
export type Script = (call: ScriptedCall) => ScriptedRefusal | undefined;

export interface ScriptedTarget {
  readonly url: string;
  readonly token: string;
  /** The calls that arrived, refused ones too. */
  readonly calls: ScriptedCall[];
  /** What the target holds, by endpoint and id. */
  readonly resources: Readonly<Record<"Users" | "Groups", Map<string, JsonObject>>>;
  stop(): Promise<void>;
}

/** No PATCH at all, as a server without that route answers. */
export const NO_PATCH: Script = ({ method }) => (method === "PATCH" ? { status: 501 } : undefined);
/** PATCH for users, and not for groups. */
export const NO_PATCH_ON_GROUPS: Script = ({ method, endpoint }) =>
  method === "PATCH" && endpoint === "Groups" ? { status: 405 } : undefined;
/** No enterprise extension. */
export const NO_EXTENSION: Script = ({ method, body }) =>
  method !== "GET" && JSON.stringify(body).includes(ENTERPRISE)
    ? { status: 400, scimType: "invalidPath" }
    : undefined;
/** Answers 410 to every write. */
export const GONE: Script = ({ method }) => (method === "GET" ? undefined : { status: 410 });

/** What a scripted target says of itself, and what it keeps. */
export interface ScriptedTraits {
  /** Discovery documents by endpoint: `Schemas`. */
  readonly documents?: Readonly<Record<string, JsonObject>>;
  /** The part of a resource that the target keeps. */
  readonly keep?: (resource: JsonObject) => JsonObject;
  /** Resolves when the target may answer the call. */
  readonly wait?: (call: ScriptedCall) => Promise<void> | undefined;
}

/** A SCIM server in memory that refuses the calls that its script names, and shows resources as `shape` says. */
export async function startScriptedTarget(
  script: Script,
  shape: Shape = (resource) => resource,
  { documents = {}, keep = (resource) => resource, wait }: ScriptedTraits = {},
): Promise<ScriptedTarget> {
  const resources = { Users: new Map<string, JsonObject>(), Groups: new Map<string, JsonObject>() };
  const calls: ScriptedCall[] = [];
  const server = await startServer(async (request, response) => {
    const text = (await bodyOf(request)).toString("utf8");
    const [path = "", query = ""] = (request.url ?? "").split("?");
    const [endpoint = "", id] = path.replace("/scim/v2/", "").split("/");
    const parsed: Json = text === "" ? {} : JSON.parse(text);
    const body = isObject(parsed) ? parsed : {};
    const call = { method: request.method ?? "", endpoint, id, body, headers: request.headers, query };
    calls.push(call);
    await wait?.(call);
    const refusal = script(call);
    if (refusal !== undefined) refuse(response, refusal);
    else if (documents[endpoint] !== undefined) send(response, 200, documents[endpoint]);
    else if (endpoint !== "Users" && endpoint !== "Groups") refuse(response, { status: 404 });
    else {
      const show = (resource: JsonObject) => shape(resource, call);
      serve({ held: resources[endpoint], keep }, call, { response, show });
    }
  });
  return {
    url: `${server.origin}/scim/v2`,
    token: "scripted-token-4f1b",
    calls,
    resources,
    stop: server.stop,
  };
}

interface Place extends Required<Pick<ScriptedTraits, "keep">> {
  readonly held: Map<string, JsonObject>;
}

interface Reply {
  readonly response: ServerResponse;
  readonly show: (resource: JsonObject) => JsonObject;
}

function serve(place: Place, call: ScriptedCall, reply: Reply): void {
  const { held } = place;
  const { method, id, body } = call;
  const { response, show } = reply;
  const before = held.get(id ?? "");
  const wanted = call.headers["if-match"];
  if (id === undefined && method === "GET") send(response, 200, listOf(held, call.query, show));
  else if (id === undefined) store(place, { ...body, id: randomUUID() }, { ...reply, status: 201 });
  else if (before === undefined) refuse(response, { status: 404 });
  else if (method === "GET") send(response, 200, show(before));
  else if (method === "DELETE") {
    held.delete(id);
    response.writeHead(204).end();
  } else if (wanted !== undefined && wanted !== versionOf(before)) refuse(response, { status: 412 });
  else store(place, method === "PUT" ? { ...body, id } : patched(before, body), { ...reply, status: 200 });
}

function store(
  { held, keep }: Place,
  resource: JsonObject,
  { response, show, status }: Reply & { readonly status: number },
): void {
  const version = `W/"${randomUUID()}"`;
  const kept = { ...keep(resource), meta: { version } };
  held.set(String(resource["id"]), kept);
  send(response, status, show(kept));
}

function versionOf(resource: JsonObject): string {
  const { meta } = resource;
  return isObject(meta ?? null) && isObject(meta) ? String(meta["version"]) : "";
}

function patched(before: JsonObject, body: JsonObject): JsonObject {
  const operations = body["Operations"];
  const listed: readonly Json[] = Array.isArray(operations) ? operations : [];
  let resource = before;
  for (const operation of listed.filter(isObject)) resource = operated(resource, operation);
  return resource;
}

function operated(resource: JsonObject, operation: JsonObject): JsonObject {
  const text = String(operation["path"]);
  const value = operation["value"] ?? null;
  const member = /^members\[value eq "(.*)"\]$/.exec(text)?.[1];
  const members = resource["members"];
  const before: readonly Json[] = Array.isArray(members) ? members : [];
  if (text === "members" && Array.isArray(value)) return { ...resource, members: [...before, ...value] };
  if (member !== undefined) {
    return { ...resource, members: before.filter((each) => isObject(each) && each["value"] !== member) };
  }
  const path = parsePath(text);
  return path === undefined ? resource : writePath(resource, path, value);
}

function listOf(held: Map<string, JsonObject>, query: string, show: Reply["show"]): JsonObject {
  const filter = new URLSearchParams(query).get("filter") ?? "";
  const conditions = filter.split(" and ").map((text) => /^(\w+) eq "(.*)"$/.exec(text));
  const found = [...held.values()].filter((each) =>
    conditions.every((wanted) => wanted === null || each[wanted[1] ?? ""] === wanted[2]),
  );
  return { totalResults: found.length, Resources: found.map(show) };
}

function refuse(response: ServerResponse, { status, scimType, body: given, page }: ScriptedRefusal): void {
  if (page !== undefined) {
    response.writeHead(status, { "content-type": "text/html" }).end(page);
    return;
  }
  const schemas = ["urn:ietf:params:scim:api:messages:2.0:Error"];
  const body = given ?? {
    schemas,
    status: String(status),
    ...(scimType && { scimType }),
    detail: `says ${status}`,
  };
  send(response, status, body);
}

function send(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { "content-type": SCIM }).end(JSON.stringify(body));
}
