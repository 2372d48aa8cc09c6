import type { Caller } from "../../app/directory/directory.ts";
import { isObject, type Json, type JsonObject } from "../../core/json.ts";
import { ScimError } from "../../core/scim/error.ts";
import type { HeaderFields, PathParams, ScimAnswer, ScimOperation, ScimService } from "./request/call.ts";
import type { QueryParameters } from "./request/query.ts";
import { isTexts } from "./response/answer.ts";
import { toErrorAnswer, toKnownError } from "./response/errors.ts";
import { createMethodNotAllowedRoutes } from "./routes/method-not-allowed.ts";

/** A SCIM request as a plain value. */
export interface ScimRequest {
  readonly method: string;
  /** Relative to the base URL, percent-encoded, without a query: `/Users/0190…`. */
  readonly path: string;
  /** Parameters by name in lower case. */
  readonly query: QueryParameters;
  readonly headers: HeaderFields;
  readonly body: unknown;
}

/** An answer whose body is a value. */
export type PlainAnswer = Omit<ScimAnswer, "body"> & { readonly body?: JsonObject };

/** Answers a request of a caller. Never rejects: a bug of ours is logged, and answered as the incident's number. */
export type Perform = (service: ScimService, caller: Caller, request: ScimRequest) => Promise<PlainAnswer>;

/** Performs requests for these operations as HTTP would: the same errors and messages. */
export function performerOf(operations: readonly ScimOperation[]): Perform {
  const routes = routesOf(operations);
  return async (service, caller, request) => {
    try {
      const { operation, params } = route(routes, request);
      const { query, headers, body } = request;
      const answer = await operation.handle({ service, caller, params, query, headers, body });
      return plain(answer, request.method);
    } catch (error) {
      return plain(
        toErrorAnswer(request.headers, toKnownError(service.directory.deps, error)),
        request.method,
      );
    }
  };
}

function plain({ status, headers, body }: ScimAnswer, method: string): PlainAnswer {
  if (body === undefined || method.toUpperCase() === "HEAD") return { status, headers };
  const whole = isTexts(body) ? body.join("") : body;
  const parsed = typeof whole === "string" ? (JSON.parse(whole) as Json) : whole;
  return isObject(parsed) ? { status, headers, body: parsed } : { status, headers };
}

interface Routed {
  readonly operation: ScimOperation;
  readonly params: PathParams;
}

interface Route {
  readonly operation: ScimOperation;
  readonly pattern: readonly string[];
}

function routesOf(operations: readonly ScimOperation[]): readonly Route[] {
  const routes = [...operations, ...createMethodNotAllowedRoutes(operations)].map((operation) => {
    return { operation, pattern: operation.path.split("/") };
  });
  // Those with fewer parameters first.
  return routes.sort((left, right) => parametersIn(left.pattern) - parametersIn(right.pattern));
}

function parametersIn(pattern: readonly string[]): number {
  return pattern.filter((segment) => segment.startsWith(":")).length;
}

/** Of a run of slashes only the first begins a match: else a path of many would be gone over for each of them. */
const TRAILING_SLASHES = /(?<!\/)\/+$/;

function route(routes: readonly Route[], request: ScimRequest): Routed {
  const method = request.method.toUpperCase() === "HEAD" ? "GET" : request.method.toUpperCase();
  const segments = request.path.replace(TRAILING_SLASHES, "").split("/").map(decode);
  for (const { operation, pattern } of routes) {
    if (operation.method !== method) continue;
    const params = paramsOf(pattern, segments);
    if (params !== undefined) return { operation, params };
  }
  throw new ScimError(404, `There is no endpoint "${request.path.slice(0, 200)}".`);
}

/** The values of the parameters; undefined when the path is another one. */
function paramsOf(pattern: readonly string[], segments: readonly string[]): PathParams | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (expected.startsWith(":") && segment !== "") params[expected.slice(1)] = segment;
    else if (expected.toLowerCase() !== segment.toLowerCase()) return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ScimError(400, "The path is not percent-encoded UTF-8.");
  }
}
