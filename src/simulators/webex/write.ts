import { isSameJson } from "../../core/json.ts";
import { ScimError } from "../../core/scim/error.ts";
import { namesSchema, readBody } from "../../core/scim/names.ts";
import { applyPatch } from "../../core/scim/patch/apply-patch.ts";
import { readPatch } from "../../core/scim/patch/read-patch.ts";
import { type ReadResource, readResource } from "../../core/scim/request/document.ts";
import { locationOf } from "../../core/scim/request/project.ts";
import { replaceDocument } from "../../core/scim/request/replace.ts";
import type { Document } from "../../core/scim/schema.ts";
import { finishWork } from "../../core/work.ts";
import { bodyProfileOf, heldTypeOf, patchProfileOf, type WebexAnswer, type WebexCall } from "./call.ts";
import { changeMembers, readMembers } from "./members.ts";
import { type HeldObject, userNameOf } from "./registry.ts";
import { renameUser, type SettledObject, settleGroup, settleUser } from "./settle.ts";
import { showObject } from "./show.ts";

/** POST: a new account or group. */
export function createObject(call: WebexCall): WebexAnswer {
  const read = readContent(call);
  const settled = settle(call, read.document, undefined);
  const held: HeldObject = {
    ...settled,
    type: heldTypeOf(call),
    orgId: call.place.orgId,
    id: call.newId(),
    externalId: read.externalId ?? null,
    version: 1,
    createdMs: call.nowMs,
    modifiedMs: call.nowMs,
    members: readMembers(call, read.relationships["members"] ?? []),
  };
  call.registry.put(held);
  const headers = { location: locationOf(call.type, held.id, call.baseUrl) };
  return { status: 201, body: showObject(call, held, "write"), headers };
}

/** PUT: everything that the body leaves out is cleared. */
export function replaceObject(call: WebexCall, before: HeldObject): WebexAnswer {
  const read = readContent(call);
  const document = replaceDocument(call.type, before.document, read.document);
  const listed = read.relationships["members"];
  return answerChange(call, before, {
    document,
    externalId: read.externalId ?? null,
    members: listed === undefined ? before.members : readMembers(call, listed),
  });
}

/** PATCH: all operations or none. */
export function patchObject(call: WebexCall, before: HeldObject): WebexAnswer {
  const profile = patchProfileOf(call);
  const operations = readPatch(call.body, call.type, profile);
  const patched = finishWork(applyPatch(call.type, before, operations, { profile }));
  return answerChange(call, before, {
    document: patched.document,
    externalId: patched.externalId,
    members: changeMembers(call, before.members, patched.deltas),
  });
}

/**
 * DELETE. An active account is renamed and deactivated, as Webex does with those whom Entra ID deleted, and removed by
 * the next DELETE or after 30 days. An account that was deactivated before, and a group, go at once.
 */
export function deleteObject(call: WebexCall, held: HeldObject): WebexAnswer {
  const isKept = held.deletion === undefined && held.document["active"] !== false;
  const isSoft = held.type === "User" && call.settings.deletion === "soft" && isKept;
  if (isSoft) softDelete(call, held);
  else {
    call.registry.drop(held);
    call.registry.forgetMember(held.orgId, held.id);
  }
  return { status: 204 };
}

function softDelete(call: WebexCall, held: HeldObject): void {
  const userName = userNameOf(held);
  // Entra ID puts the object's id, without its dashes, before the name of a deleted user.
  const renamed = renameUser(held.document, `${held.id.replaceAll("-", "")}${userName}`);
  const { document } = settleUser(call, { ...renamed, active: false }, held);
  call.registry.put({
    ...held,
    document,
    version: held.version + 1,
    modifiedMs: call.nowMs,
    deletion: { userName, sinceMs: call.nowMs },
    tokensRevokedMs: call.nowMs,
  });
}

function readContent(call: WebexCall): ReadResource {
  const { schemas } = readBody(call.body);
  if (call.place.form === "current" && !namesSchema(schemas, call.type.schema.id)) {
    throw new ScimError("invalidSyntax", `"schemas" does not list "${call.type.schema.id}".`);
  }
  return finishWork(readResource(call.type, call.body, bodyProfileOf(call)));
}

function settle(call: WebexCall, document: Document, before: HeldObject | undefined): SettledObject {
  return heldTypeOf(call) === "Group"
    ? settleGroup(call, document, before)
    : settleUser(call, document, before);
}

function answerChange(
  call: WebexCall,
  before: HeldObject,
  written: Pick<HeldObject, "document" | "externalId" | "members">,
): WebexAnswer {
  const settled = settle(call, written.document, before);
  const after: HeldObject = { ...before, ...written, ...settled };
  const isSame =
    isSameJson(before.document, after.document) &&
    before.externalId === after.externalId &&
    before.deletion === after.deletion &&
    isSameJson([...before.members.keys()], [...after.members.keys()]);
  const held = isSame ? before : { ...after, version: before.version + 1, modifiedMs: call.nowMs };
  if (!isSame) call.registry.put(held);
  return { status: 200, body: showObject(call, held, "write") };
}
