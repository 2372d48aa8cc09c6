import type { JsonObject } from "../../core/json.ts";
import {
  type AttributeSelection,
  parseProjection,
  type RenderContext,
  render,
  type StoredView,
} from "../../core/scim/request/project.ts";
import type { WebexCall } from "./call.ts";
import { type HeldObject, userNameOf } from "./registry.ts";
import { MEMBERS_SHOWN_MAX } from "./settings.ts";

/** The object as a client sees it, with the attributes that the query of the call selects. */
export function showObject(
  call: WebexCall,
  held: HeldObject,
  context: RenderContext = "response",
): JsonObject {
  const projection: AttributeSelection = parseProjection(call.type, {
    ...(call.query["attributes"] === undefined ? {} : { attributes: call.query["attributes"] }),
    ...(call.query["excludedAttributes"] === undefined
      ? {}
      : { excludedAttributes: call.query["excludedAttributes"] }),
  });
  return render(call.type, viewOf(call, held), { projection, baseUrl: call.baseUrl, context });
}

function viewOf(call: WebexCall, held: HeldObject): StoredView {
  const shown = held.type === "Group" ? { members: listMembers(call, held) } : groupsOf(call, held);
  return {
    id: held.id,
    externalId: held.externalId,
    version: held.version,
    created: new Date(held.createdMs).toISOString(),
    lastModified: new Date(held.modifiedMs).toISOString(),
    document: held.document,
    relationships: shown,
  };
}

/** A list of groups shows no members unless `includeMembers` asks for them, and one answer shows 500 at most. */
function listMembers(call: WebexCall, held: HeldObject): readonly JsonObject[] {
  const isList = call.place.id === undefined && call.body === undefined;
  if (isList && call.query["includeMembers"] !== "true") return [];
  return membersOf(call, held).slice(0, MEMBERS_SHOWN_MAX);
}

/** The members of a group, with the names that they have now, of one type if the query names it. */
export function membersOf(call: WebexCall, held: HeldObject): readonly JsonObject[] {
  const wanted = call.query["memberType"]?.toLowerCase();
  return [...held.members]
    .filter(([, { type }]) => wanted === undefined || type === wanted)
    .map(([value, { type = "user" }]) => {
      const member = call.registry.find(held.orgId, type === "group" ? "Group" : "User", value);
      const path = type === "group" ? "Groups" : "Users";
      return { value, type, $ref: `${call.baseUrl}/${path}/${value}`, display: displayOf(member) };
    });
}

function displayOf(member: HeldObject | undefined): string {
  if (member === undefined) return "";
  return String(member.document["displayName"] ?? userNameOf(member));
}

/** Groups are shown with a user only on request (`returnGroups`, `includeGroupDetails`). */
function groupsOf(call: WebexCall, user: HeldObject): Readonly<Record<string, readonly JsonObject[]>> {
  const { returnGroups, includeGroupDetails } = call.query;
  if (returnGroups !== "true" && includeGroupDetails !== "true") return {};
  const groups = call.registry.list(user.orgId, "Group").filter(({ members }) => members.has(user.id));
  return {
    groups: groups.map(({ id, document }) => ({
      value: id,
      $ref: `${call.baseUrl}/Groups/${id}`,
      display: document["displayName"] ?? "",
    })),
  };
}
