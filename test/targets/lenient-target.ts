import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, startServer } from "./server.ts";

const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

type Document = Record<string, unknown>;

/** A SCIM service that accepts any number of accounts of one name, as some do: it shows whether a caller makes two. */
export interface LenientTarget {
  readonly url: string;
  readonly token: string;
  /** The user names of all accounts, in the order of their creation. */
  userNames(): readonly string[];
  /** Calls that changed something, by method and resource: `POST /Users`. */
  readonly calls: ReadonlyMap<string, number>;
  /** Called when a call arrives that changes something, before it takes effect. */
  onChange: (call: string) => void;
  /** Called when a resource is read; the answer waits for it. */
  onRead: (resource: string) => Promise<void>;
  /** What the answer to a call that changes something waits for, after it took effect. */
  gate: Promise<void>;
  /** Milliseconds until a call that changes something is answered. */
  delayMs: number;
  stop(): Promise<void>;
}

/** Starts one, empty. */
export async function startLenientTarget(token = "lenient-5d1e88"): Promise<LenientTarget> {
  const users = new Map<string, Document>();
  const calls = new Map<string, number>();
  const target = {
    onChange: (_call: string) => {},
    onRead: async (_resource: string) => {},
    gate: Promise.resolve(),
    delayMs: 0,
  };
  const server = await startServer(async (request, response) => {
    const body = (await bodyOf(request)).toString("utf8");
    const { resource, id, filter } = placeOf(request);
    if (request.method === "GET") {
      await target.onRead(resource);
      return send(response, ...read(users, resource, id, filter));
    }
    const call = `${request.method} /${resource}`;
    calls.set(call, (calls.get(call) ?? 0) + 1);
    target.onChange(call);
    const answer = change(users, request.method ?? "", id, JSON.parse(body === "" ? "{}" : body));
    await target.gate;
    await new Promise((resolve) => setTimeout(resolve, target.delayMs));
    send(response, ...answer);
  });
  return Object.assign(target, {
    url: `${server.origin}/scim/v2`,
    token,
    calls,
    userNames: () => [...users.values()].map(({ userName }) => String(userName)),
    stop: server.stop,
  });
}

function placeOf(request: IncomingMessage) {
  const url = new URL(request.url ?? "", "http://target");
  const [resource = "", id] = url.pathname.replace("/scim/v2/", "").split("/");
  return { resource, id, filter: url.searchParams.get("filter") };
}

function read(
  users: ReadonlyMap<string, Document>,
  resource: string,
  id: string | undefined,
  filter: string | null,
): [status: number, body: Document] {
  if (resource === "ServiceProviderConfig") {
    return [200, { patch: { supported: true }, filter: { supported: true, maxResults: 100 } }];
  }
  if (id !== undefined) {
    const found = users.get(id);
    return found === undefined ? [404, { schemas: [ERROR], status: "404" }] : [200, found];
  }
  const [, path = "", value] = /^(\w+) eq "(.*)"$/i.exec(filter ?? "") ?? [];
  const all = resource === "Users" ? [...users.values()] : [];
  const found = filter === null ? all : all.filter((user) => user[path] === value);
  const page = { startIndex: 1, itemsPerPage: found.length, totalResults: found.length };
  return [200, { schemas: [LIST], ...page, Resources: found }];
}

function change(
  users: Map<string, Document>,
  method: string,
  id: string | undefined,
  body: Document,
): [status: number, body: Document] {
  if (method === "POST") {
    const made = { ...body, id: `user-${users.size + 1}` };
    users.set(made.id, made);
    return [201, made];
  }
  const before = users.get(id ?? "");
  if (before === undefined || id === undefined) return [404, { schemas: [ERROR], status: "404" }];
  const operations = Array.isArray(body["Operations"]) ? (body["Operations"] as Document[]) : [];
  for (const { path, value } of operations) {
    if (typeof path === "string") before[path] = value;
    else Object.assign(before, value);
  }
  return [200, before];
}

function send(response: ServerResponse, status: number, body: Document): void {
  response.writeHead(status, { "content-type": "application/scim+json" }).end(JSON.stringify(body));
}
