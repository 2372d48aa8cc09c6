import { getObject } from "../../../app/directory/query/get-object.ts";
import { createObject } from "../../../app/directory/write/create-object.ts";
import { deleteObject } from "../../../app/directory/write/delete-object.ts";
import { patchObject } from "../../../app/directory/write/patch-object.ts";
import { replaceObject } from "../../../app/directory/write/replace-object.ts";
import type { DirectoryType } from "../../../app/resource-types/directory-type.ts";
import { type ObjectId, parseUuid } from "../../../core/ids.ts";
import { ScimError } from "../../../core/scim/error.ts";
import { readPatch } from "../../../core/scim/patch/read-patch.ts";
import { readResource } from "../../../core/scim/request/document.ts";
import {
  etagOf,
  locationOf,
  type RenderContext,
  renderText,
  type StoredView,
} from "../../../core/scim/request/project.ts";
import { headerOf, type ScimAnswer, type ScimCall, type ScimOperation } from "../request/call.ts";
import { isKnown, readPreconditions } from "../request/preconditions.ts";
import { shownIn } from "../request/query.ts";
import { type ResourceRequest, resolveRequest, typeAt } from "../request/resource-request.ts";
import { notFoundError, refusalError } from "../response/rejected-requests.ts";
import { withFreshTypes } from "../with-fresh-types.ts";

const ALL = "/:endpoint";
const ONE = `${ALL}/:id`;

const ALL_OPERATIONS: readonly ScimOperation[] = [
  { method: "POST", path: ALL, handle: create },
  { method: "GET", path: ONE, handle: read },
  { method: "PUT", path: ONE, handle: replace },
  { method: "PATCH", path: ONE, handle: patch },
  { method: "DELETE", path: ONE, handle: remove },
];

/** The endpoints of the types of resource that an organization has (RFC 7644 §3.2). */
export const RESOURCE_OPERATIONS = ALL_OPERATIONS.map(withFreshTypes);

async function create(call: ScimCall): Promise<ScimAnswer> {
  const asked = resolveRequest(call);
  const { type, caller } = asked;
  const resource = readResource(type.resource, call.body, caller.profile);
  const shown = shownIn(asked.projection);
  const outcome = await createObject(call.service.directory, caller, type, { resource, shown });
  if (outcome.kind !== "written") throw refusalError(type, outcome);
  const { object } = outcome;
  const headers = headersOf(asked, object);
  const location = headers["content-location"];
  return { status: 201, headers: { ...headers, location }, body: bodyOf(asked, object, "write") };
}

/** One resource; 304 when the client has this version (RFC 7644 §3.14). */
export async function read(call: ScimCall): Promise<ScimAnswer> {
  const asked = resolveRequest(call);
  const { type, caller } = asked;
  const shown = shownIn(asked.projection);
  const found = await getObject(call.service.directory, caller, type, { id: idOf(type, call), shown });
  if (found.kind !== "found") throw refusalError(type, found);
  const { object } = found;
  const headers = headersOf(asked, object);
  if (isKnown(headerOf(call.headers, "if-none-match"), object.version)) return { status: 304, headers };
  return { status: 200, headers, body: bodyOf(asked, object, "response") };
}

/** PUT (RFC 7644 §3.5.1). */
export async function replace(call: ScimCall): Promise<ScimAnswer> {
  const asked = resolveRequest(call);
  const { type, caller } = asked;
  const outcome = await replaceObject(call.service.directory, caller, type, {
    id: idOf(type, call),
    isExpected: readPreconditions(call.headers),
    resource: readResource(type.resource, call.body, caller.profile),
    shown: shownIn(asked.projection),
  });
  if (outcome.kind !== "written") throw refusalError(type, outcome);
  const { object } = outcome;
  return { status: 200, headers: headersOf(asked, object), body: bodyOf(asked, object, "write") };
}

/**
 * PATCH (RFC 7644 §3.5.2). A group answers 204, as Microsoft Entra expects and as no group of 100 000 need be sent back; unless the
 * client says what it wants to see (RFC 7644 §3.5.2).
 */
export async function patch(call: ScimCall): Promise<ScimAnswer> {
  const asked = resolveRequest(call);
  const { type, caller } = asked;
  const isSilent = type.kind === "group" && asked.projection.kind === "default";
  const outcome = await patchObject(call.service.directory, caller, type, {
    id: idOf(type, call),
    isExpected: readPreconditions(call.headers),
    operations: readPatch(call.body, type.resource, caller.profile, call.service.limits),
    shown: isSilent ? { members: false, groups: false } : shownIn(asked.projection),
  });
  if (outcome.kind !== "written") throw refusalError(type, outcome);
  const { object } = outcome;
  const headers = headersOf(asked, object);
  if (isSilent) return { status: 204, headers };
  return { status: 200, headers, body: bodyOf(asked, object, "write") };
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
  if (outcome.kind !== "deleted") throw refusalError(type, outcome);
  return { status: 204, headers: {} };
}

function idOf(type: DirectoryType, { params }: ScimCall): ObjectId {
  const id = parseUuid<ObjectId>(params.id ?? "");
  if (id === undefined) throw notFoundError(type);
  return id;
}

/** RFC 7643 §3.1: `meta.version` is the ETag and `meta.location` the Content-Location, whatever the body shows. */
function headersOf({ type, caller }: ResourceRequest, { id, version }: StoredView) {
  return { etag: etagOf(version), "content-location": locationOf(type.resource, id, caller.baseUrl) };
}

function bodyOf({ type, caller, projection }: ResourceRequest, object: StoredView, context: RenderContext) {
  return renderText(type.resource, object, projection, caller.baseUrl, context);
}
