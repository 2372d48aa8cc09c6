import type { Caller } from "../../../app/directory/directory.ts";
import type { DirectoryType } from "../../../app/resource-types/directory-type.ts";
import { ScimError } from "../../../core/scim/error.ts";
import type { AttributeSelection } from "../../../core/scim/request/project.ts";
import type { ScimCall } from "./call.ts";
import { type QueryParameters, readProjection } from "./query.ts";

/** A request for one type, with its caller and query. */
export interface ResourceRequest {
  readonly type: DirectoryType;
  readonly caller: Caller;
  readonly query: QueryParameters;
  readonly projection: AttributeSelection;
}

/** Reads a request by the type that its path names. 404 when the organization has no type with this endpoint. */
export function resolveRequest(call: ScimCall, query: QueryParameters = call.query): ResourceRequest {
  return readRequest(call, typeAt(call), query);
}

/** Reads a request by this type: the one that its path names, as the organization defines it now. */
export function readRequest(
  call: ScimCall,
  type: DirectoryType,
  query: QueryParameters = call.query,
): ResourceRequest {
  return { type, caller: call.caller, query, projection: readProjection(type.resource, query) };
}

/** The type whose endpoint the path names, or 404. */
export function typeAt({ caller, params }: Pick<ScimCall, "caller" | "params">): DirectoryType {
  const endpoint = params.endpoint ?? "";
  const type = caller.types.atEndpoint(`/${endpoint}`);
  if (type === undefined) throw new ScimError(404, `There is no endpoint "/${endpoint.slice(0, 100)}".`);
  return type;
}
