import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { bodyOf, startServer } from "./server.ts";

const SCIM = "application/scim+json";
const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

interface Resource {
  readonly id: string;
  members?: { readonly value: string }[];
  [name: string]: unknown;
}

interface PatchOperation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

/** Rules by which a target departs from the RFC; none of them is set at first. */
export interface TargetRules {
  /** Answers 410 to each PATCH, PUT and DELETE, and changes nothing. */
  isGoneToWrites: boolean;
  /** Gives each new account this id. */
  idOfNew: string | undefined;
  /** Refuses a whole PATCH that adds one of these members (404). */
  readonly unknownMembers: Set<string>;
  /** Refuses a whole PATCH that adds a member which the group has already (409). */
  refusesPresentMembers: boolean;
  /** The status that a request on one resource is refused with; `paths` are those that a PATCH names. */
  refusal: ((request: TargetRequest) => number | undefined) | undefined;
}

export interface TargetRequest {
  readonly method: string;
  readonly id: string;
  readonly paths: readonly string[];
  /** The members that a PATCH adds. */
  readonly added: readonly string[];
}

export interface ScriptedTarget {
  readonly url: string;
  readonly rules: TargetRules;
  readonly users: Map<string, Resource>;
  readonly groups: Map<string, Resource>;
  /** Requests that change something, as `PATCH /Groups/<id>`. */
  readonly writes: string[];
  stop(): Promise<void>;
}

/** A small SCIM service in memory that keeps the ids of deleted accounts among the members of its groups. */
export async function startScriptedTarget(): Promise<ScriptedTarget> {
  const users = new Map<string, Resource>();
  const groups = new Map<string, Resource>();
  const writes: string[] = [];
  const rules: TargetRules = {
    ...{ isGoneToWrites: false, idOfNew: undefined, unknownMembers: new Set<string>() },
    ...{ refusesPresentMembers: false, refusal: undefined },
  };
  const server = await startServer(async (request, response) => {
    const body = (await bodyOf(request)).toString("utf8");
    const url = new URL(request.url ?? "/", "http://target");
    const [, , , kind = "", id] = url.pathname.split("/");
    const method = request.method ?? "GET";
    const held = kind === "Users" ? users : kind === "Groups" ? groups : undefined;
    if (held === undefined) return refuse(response, 404);
    if (method !== "GET") writes.push(`${method} /${kind}${id === undefined ? "" : `/${id}`}`);
    if (id !== undefined) return answerOne(response, { held, rules, method, id, body });
    if (method !== "POST") {
      return send(response, 200, listOf([...held.values()], url.searchParams.get("filter")));
    }
    const made: Resource = { ...(JSON.parse(body) as object), id: rules.idOfNew ?? randomUUID() };
    held.set(made.id, made);
    send(response, 201, made);
  });
  return { url: `${server.origin}/scim/v2`, rules, users, groups, writes, stop: server.stop };
}

interface ResourceRequest {
  readonly held: Map<string, Resource>;
  readonly rules: TargetRules;
  readonly method: string;
  readonly id: string;
  readonly body: string;
}

function answerOne(response: ServerResponse, { held, rules, method, id, body }: ResourceRequest): void {
  const found = held.get(id);
  const refused = rules.refusal?.({ method, id, ...readPatch(method, body) });
  if (refused !== undefined) {
    refuse(response, refused);
    return;
  }
  if (method !== "GET" && rules.isGoneToWrites) {
    refuse(response, 410);
    return;
  }
  if (found === undefined) {
    refuse(response, 404);
    return;
  }
  if (method === "GET") {
    send(response, 200, found);
    return;
  }
  if (method === "DELETE") {
    held.delete(id);
    response.writeHead(204).end();
    return;
  }
  if (method === "PUT") {
    refuse(response, 405);
    return;
  }
  const { Operations } = JSON.parse(body) as { readonly Operations: readonly PatchOperation[] };
  const status = refusalOf(rules, found, Operations);
  if (status !== undefined) {
    refuse(response, status);
    return;
  }
  for (const operation of Operations) applyOperation(found, operation);
  send(response, 200, found);
}

function readPatch(method: string, body: string): Pick<TargetRequest, "paths" | "added"> {
  if (method !== "PATCH") return { paths: [], added: [] };
  const { Operations } = JSON.parse(body) as { readonly Operations: readonly PatchOperation[] };
  return { paths: Operations.map(({ path }) => path), added: addedBy(Operations) };
}

function addedBy(operations: readonly PatchOperation[]): readonly string[] {
  const added = operations.filter(({ op, path }) => op === "add" && path === "members");
  return added.flatMap(({ value }) => (value as { readonly value: string }[]).map((member) => member.value));
}

function refusalOf(
  rules: TargetRules,
  group: Resource,
  operations: readonly PatchOperation[],
): number | undefined {
  const added = addedBy(operations);
  if (added.some((id) => rules.unknownMembers.has(id))) return 404;
  const present = new Set(group.members?.map(({ value }) => value));
  return rules.refusesPresentMembers && added.some((id) => present.has(id)) ? 409 : undefined;
}

function applyOperation(resource: Resource, { op, path, value }: PatchOperation): void {
  const member = /^members\[value eq "(.*)"\]$/.exec(path)?.[1];
  if (member !== undefined) {
    resource.members = (resource.members ?? []).filter((each) => each.value !== member);
  } else if (path === "members") {
    resource.members = [...(resource.members ?? []), ...(value as { readonly value: string }[])];
  } else if (op === "remove") delete resource[path];
  else resource[path] = value;
}

function listOf(all: readonly Resource[], filter: string | null) {
  const [, path = "", value = ""] = /^(\w+) eq "(.*)"$/.exec(filter ?? "") ?? [];
  const found = filter === null ? all : all.filter((each) => each[path] === value);
  return { schemas: [LIST], totalResults: found.length, Resources: found };
}

function refuse(response: ServerResponse, status: number): void {
  send(response, status, { schemas: [ERROR], status: String(status), detail: `refused with ${status}` });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": SCIM }).end(JSON.stringify(body));
}
