import { runInTurns } from "../../../app/background/turn.ts";
import { getObject } from "../../../app/directory/query/get-object.ts";
import { createObject } from "../../../app/directory/write/create-object.ts";
import { deleteObject } from "../../../app/directory/write/delete-object.ts";
import { patchObject } from "../../../app/directory/write/patch-object.ts";
import { replaceObject } from "../../../app/directory/write/replace-object.ts";
import type { DirectoryType } from "../../../app/resource-types/directory-type.ts";
import { type ObjectId, parseUuid } from "../../../core/ids.ts";
import { ScimError } from "../../../core/scim/error.ts";
import { readPatchInTurns } from "../../../core/scim/patch/read-patch.ts";
import { readResource } from "../../../core/scim/request/document.ts";
import {
  etagOf,
  locationOf,
  type RenderContext,
  type StoredView,
} from "../../../core/scim/request/project.ts";
import { renderTexts } from "../../../core/scim/request/render-text.ts";
import { headerOf, type ScimAnswer, type ScimCall, type ScimOperation } from "../request/call.ts";
import { isKnown, readPreconditions } from "../request/preconditions.ts";
import { shownIn } from "../request/query.ts";
import { type ResourceRequest, readRequest, resolveRequest, typeAt } from "../request/resource-request.ts";
import { createNotFoundError, toRefusalError } from "../response/rejected-requests.ts";

const ALL = "/:endpoint";
const ONE = `${ALL}/:id`;

/** The endpoints of the resource types that an organization has (RFC 7644 §3.2). */
export const RESOURCE_OPERATIONS: readonly ScimOperation[] = [
  { method: "POST", path: ALL, handle: create },
  { method: "GET", path: ONE, handle: read },
  { method: "PUT", path: ONE, handle: replace },
  { method: "PATCH", path: ONE, handle: patch },
  { method: "DELETE", path: ONE, handle: remove },
];

async function create(call: ScimCall): Promise<ScimAnswer> {
  const type = typeAt(call);
  const outcome = await createObject(call.service.directory, call.caller, type, readDocument(call));
  if (outcome.kind !== "written") throw toRefusalError(type, outcome);
  const { request, object } = outcome;
  const headers = headersOf(request, object);
  const location = headers["content-location"];
  return {
    status: 201,
    headers: { ...headers, location },
    body: await bodyOf(call, request, object, "write"),
  };
}

/** One resource; 304 when the client has this version (RFC 7644 §3.14). */
export async function read(call: ScimCall): Promise<ScimAnswer> {
  const asked = resolveRequest(call);
  const { type, caller } = asked;
  const shown = shownIn(asked.projection);
  const found = await getObject(call.service.directory, caller, type, { id: idOf(type, call), shown });
  if (found.kind !== "found") throw toRefusalError(type, found);
  const { object } = found;
  const headers = headersOf(asked, object);
  if (isKnown(headerOf(call.headers, "if-none-match"), object.version)) return { status: 304, headers };
  return { status: 200, headers, body: await bodyOf(call, asked, object, "response") };
}

/** PUT (RFC 7644 §3.5.1). */
export async function replace(call: ScimCall): Promise<ScimAnswer> {
  const type = typeAt(call);
  const outcome = await replaceObject(call.service.directory, call.caller, type, {
    id: idOf(type, call),
    isExpected: readPreconditions(call.headers),
    read: readDocument(call),
  });
  if (outcome.kind !== "written") throw toRefusalError(type, outcome);
  const { request, object } = outcome;
  const body = await bodyOf(call, request, object, "write");
  return { status: 200, headers: headersOf(request, object), body };
}

/**
 * PATCH (RFC 7644 §3.5.2). A group answers 204, as Microsoft Entra expects and as no group of 100 000 need be sent back; unless the
 * client says what it wants to see (RFC 7644 §3.5.2).
 */
export async function patch(call: ScimCall): Promise<ScimAnswer> {
  const type = typeAt(call);
  const outcome = await patchObject(call.service.directory, call.caller, type, {
    id: idOf(type, call),
    isExpected: readPreconditions(call.headers),
    read: readOperations(call),
  });
  if (outcome.kind !== "written") throw toRefusalError(type, outcome);
  const { request, object } = outcome;
  const headers = headersOf(request, object);
  if (request.isSilent) return { status: 204, headers };
  return { status: 200, headers, body: await bodyOf(call, request, object, "write") };
}

/** DELETE of a resource; not of the user that the token was issued to, which would cut off its own branch. */
export async function remove(call: ScimCall): Promise<ScimAnswer> {
  const type = typeAt(call);
  const id = idOf(type, call);
  if (id === call.caller.actor.issuedTo) {
    throw new ScimError(403, "Nobody deletes their own account; ask an administrator.");
  }
  const outcome = await deleteObject(call.service.directory, call.caller, type, {
    id,
    isExpected: readPreconditions(call.headers),
  });
  if (outcome.kind !== "deleted") throw toRefusalError(type, outcome);
  return { status: 204, headers: {} };
}

/** Reads the document of a POST or PUT by a resource type. */
function readDocument(call: ScimCall) {
  return async (type: DirectoryType) => {
    const request = readRequest(call, type);
    const { body, caller, service } = call;
    const work = readResource(type.resource, body, caller.profile, service.limits);
    const resource = await runInTurns(service.directory.deps.env, work);
    return { ...request, resource, shown: shownIn(request.projection) };
  };
}

/** Reads the operations of a PATCH by a resource type. */
function readOperations(call: ScimCall) {
  return async (type: DirectoryType) => {
    const request = readRequest(call, type);
    const { body, caller, service } = call;
    const isSilent = type.kind === "group" && request.projection.kind === "default";
    const work = readPatchInTurns(body, type.resource, caller.profile, service.limits);
    const operations = await runInTurns(service.directory.deps.env, work);
    const shown = isSilent ? { members: false, groups: false } : shownIn(request.projection);
    return { ...request, operations, isSilent, shown };
  };
}

function idOf(type: DirectoryType, { params }: ScimCall): ObjectId {
  const id = parseUuid<ObjectId>(params.id ?? "");
  if (id === undefined) throw createNotFoundError(type);
  return id;
}

/** RFC 7643 §3.1: `meta.version` is the ETag and `meta.location` the Content-Location, whatever the body shows. */
function headersOf({ type, caller }: ResourceRequest, { id, version }: StoredView) {
  return { etag: etagOf(version), "content-location": locationOf(type.resource, id, caller.baseUrl) };
}

async function bodyOf(
  { service }: ScimCall,
  { type, caller, projection }: ResourceRequest,
  object: StoredView,
  context: RenderContext,
): Promise<string | readonly string[]> {
  const rendering = { projection, baseUrl: caller.baseUrl, context };
  return runInTurns(service.directory.deps.env, renderTexts(type.resource, object, rendering));
}
