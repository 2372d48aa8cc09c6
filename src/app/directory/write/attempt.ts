import type { DirectoryType, OrgTypes } from "../../resource-types/directory-type.ts";
import type { Caller } from "../directory.ts";

/** One attempt at a write: the caller with the definitions of the organization, and the request read by them. */
export interface Attempt<Request> {
  readonly caller: Caller;
  readonly type: DirectoryType;
  readonly request: Request;
}

/** Reads a request by a resource type. Throws `ScimError` when the request does not fit the type. */
export type ReadRequest<Request> = (type: DirectoryType) => Request | Promise<Request>;

/**
 * The attempt by these definitions: the first one while they are the same, and otherwise a new one that reads the
 * request again. Undefined when they lack the resource type.
 */
export async function attemptBy<Request>(
  types: OrgTypes,
  first: Attempt<Request>,
  read: ReadRequest<Request>,
): Promise<Attempt<Request> | undefined> {
  if (types === first.caller.types) return first;
  const type = types.find(first.type.kind);
  return type && { caller: { ...first.caller, types }, type, request: await read(type) };
}
