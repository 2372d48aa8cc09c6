import type { Caller, Directory } from "../../../app/directory/directory.ts";
import type { Json, JsonObject } from "../../../core/json.ts";
import type { ScimLimits } from "../limits.ts";
import type { QueryParameters } from "./query.ts";

/** The services that answer SCIM requests, from HTTP, Bulk or a replay. */
export interface ScimService {
  readonly directory: Directory;
  readonly limits: ScimLimits;
}

/** Header fields by name in lower case. */
export type HeaderFields = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A request to one operation, its path and its body taken apart. */
export interface ScimCall {
  readonly service: ScimService;
  readonly caller: Caller;
  /** The values of the path's parameters, percent-decoded. */
  readonly params: PathParams;
  readonly query: QueryParameters;
  readonly headers: HeaderFields;
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown;
  /** Records a refused part of the request; undefined where the request is only tried. */
  readonly noteRefused?: (part: RejectedPart) => void;
}

/** An operation of a bulk request that was refused, as the request that it would be alone. */
export interface RejectedPart {
  readonly method: string;
  /** Below the base URL, with the query. */
  readonly path: string;
  readonly headers: HeaderFields;
  /** Undefined without one. */
  readonly body: Json | undefined;
  readonly answer: { readonly status: number; readonly body?: JsonObject };
}

export interface PathParams {
  readonly endpoint?: string;
  readonly id?: string;
}

/** What is answered; a body that is text, or the parts of one, is JSON already. Header names in lower case, without `content-type`. */
export interface ScimAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonObject | string | readonly string[];
}

/** One thing that clients can ask for. */
export interface ScimOperation {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the base URL, with `:endpoint` and `:id`; empty for the base URL itself. */
  readonly path: string;
  readonly handle: (call: ScimCall) => Promise<ScimAnswer>;
}

/** A header field that comes once; of several the first. */
export function headerOf(headers: HeaderFields, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : value?.[0];
}
