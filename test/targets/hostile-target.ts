import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { bodyOf, startServer } from "./server.ts";

const SCIM = "application/scim+json";
const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

/** What the target does with a call. */
export type Behaviour =
  | { readonly kind: "normal" }
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Breaks the connection, before or after the first half of an answer. */
  | { readonly kind: "reset" }
  | { readonly kind: "truncate" }
  | { readonly kind: "hang" }
  /** Answers listings with other pages than asked for. */
  | { readonly kind: "list"; readonly page: (startIndex: number, cursor: string | null) => object };

export interface SeenRequest {
  readonly method: string;
  /** Below the service root, with its query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface HostileTarget {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** From now on: each behaviour for one call, in order; the last one stays. */
  behave(...behaviours: readonly Behaviour[]): void;
  stop(): Promise<void>;
}

const HTML = "<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>";

/** A refusal as SCIM has it (RFC 7644 §3.12). */
export function scimError(
  status: number,
  more: { readonly scimType?: string; readonly headers?: Readonly<Record<string, string>> } = {},
): Behaviour {
  const { scimType, headers = {} } = more;
  const body = {
    schemas: [ERROR],
    status: String(status),
    ...(scimType && { scimType }),
    detail: `says ${status}`,
  };
  return {
    kind: "answer",
    status,
    headers: { "content-type": SCIM, ...headers },
    body: JSON.stringify(body),
  };
}

/** A web page with this status, as gateways and sign-in pages send. */
export function htmlPage(status: number): Behaviour {
  return { kind: "answer", status, headers: { "content-type": "text/html; charset=utf-8" }, body: HTML };
}

/**
 * Behaviours that a name asks for: a call whose URL or body contains `hostile-429`, say, meets that behaviour
 * whatever the test switched on. So one bad account can sit among good ones.
 */
const SENTINELS: readonly (readonly [name: string, behaviour: Behaviour])[] = [
  ["hostile-html", htmlPage(200)],
  ["hostile-401", scimError(401)],
  ["hostile-403", scimError(403)],
  ["hostile-404-html", htmlPage(404)],
  ["hostile-409", scimError(409, { scimType: "uniqueness" })],
  ["hostile-429", scimError(429, { headers: { "retry-after": "1" } })],
  ["hostile-500", scimError(500)],
  ["hostile-503", scimError(503, { headers: { "retry-after": "1" } })],
  ["hostile-reset", { kind: "reset" }],
  ["hostile-hang", { kind: "hang" }],
  ["hostile-truncate", { kind: "truncate" }],
];

/** A server on a free port that misbehaves as told. Left alone, it is an empty SCIM target that takes everything. */
export async function startHostileTarget(): Promise<HostileTarget> {
  const requests: SeenRequest[] = [];
  let script: readonly Behaviour[] = [{ kind: "normal" }];
  const root = "/scim/v2";
  const server = await startServer(async (request, response) => {
    const body = (await bodyOf(request)).toString("utf8");
    const path = (request.url ?? "").slice(root.length);
    requests.push({ method: request.method ?? "", path, headers: request.headers, body });
    const asked = decodeURIComponent(path) + body;
    const [, sentinel] = SENTINELS.find(([name]) => asked.includes(name)) ?? [];
    const [next = { kind: "normal" }, ...rest] = script;
    if (sentinel === undefined && rest.length > 0) script = rest;
    act(sentinel ?? next, request.method ?? "", path, body, response);
  });
  return {
    url: server.origin + root,
    requests,
    behave(...behaviours) {
      script = behaviours;
    },
    stop: server.stop,
  };
}

function act(
  behaviour: Behaviour,
  method: string,
  path: string,
  body: string,
  response: ServerResponse,
): void {
  switch (behaviour.kind) {
    case "normal":
      actNormally(method, path, body, response);
      return;
    case "answer":
      response.writeHead(behaviour.status, { ...behaviour.headers }).end(behaviour.body);
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "truncate":
      response.writeHead(200, { "content-type": SCIM, "content-length": "1000" });
      response.write('{"schemas":["', () => response.socket?.destroy());
      return;
    case "hang":
      return;
    case "list": {
      const query = new URL(path, "http://target").searchParams;
      send(response, 200, behaviour.page(Number(query.get("startIndex") ?? 1), query.get("cursor")));
    }
  }
}

function actNormally(method: string, path: string, body: string, response: ServerResponse): void {
  if (method === "POST") {
    const id = randomUUID();
    send(response, 201, { ...(JSON.parse(body) as object), id });
    return;
  }
  if (method !== "GET") {
    response.writeHead(204).end();
    return;
  }
  const isList = /^\/(?:Users|Groups|ResourceTypes|Schemas)(?:\?|$)/.test(path);
  if (isList) send(response, 200, { schemas: [LIST], totalResults: 0, Resources: [] });
  else send(response, 404, { schemas: [ERROR], status: "404", detail: "not here" });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": SCIM }).end(JSON.stringify(body));
}
