import { listResponse, renderSchemaResources } from "../../core/scim/discovery.ts";
import { ScimError } from "../../core/scim/error.ts";
import { heldTypeOf, type WebexAnswer, type WebexCall } from "./call.ts";
import { listMembersPage, listObjects } from "./list.ts";
import type { WebexPlace } from "./place.ts";
import { CURRENT_USER, WEBEX_GROUP } from "./schemas.ts";
import { showObject } from "./show.ts";
import { createObject, deleteObject, patchObject, replaceObject } from "./write.ts";

/** Answers a request to `/Users` or `/Groups`. Throws a ScimError that says what is wrong with it. */
export function answerResource(call: WebexCall, method: string): WebexAnswer {
  const { id, part, orgId } = call.place;
  if (id === undefined) {
    if (method === "GET") return listObjects(call);
    if (method === "POST") return createObject(call);
    throw new ScimError(405, `${method} is not supported here.`);
  }
  const held = call.registry.find(orgId, heldTypeOf(call), id);
  if (held === undefined) throw new ScimError(404, `There is no ${call.type.name} "${id}".`);
  if (part !== undefined) {
    const isMembers = part === "Members" && held.type === "Group" && method === "GET";
    if (isMembers) return listMembersPage(call, held);
    throw new ScimError(404, `There is nothing at "${part}".`);
  }
  switch (method) {
    case "GET":
      return { status: 200, body: showObject(call, held) };
    case "PUT":
      return replaceObject(call, held);
    case "PATCH":
      return patchObject(call, held);
    case "DELETE":
      return deleteObject(call, held);
    default:
      throw new ScimError(405, `${method} is not supported here.`);
  }
}

/** Answers `/Schemas`, the one discovery document that Cisco publishes, of the current form. */
export function answerDiscovery(place: WebexPlace, method: string, baseUrl: string): WebexAnswer | undefined {
  if (place.form !== "current" || place.endpoint !== "Schemas" || method !== "GET") return undefined;
  const schemas = renderSchemaResources([CURRENT_USER, WEBEX_GROUP], baseUrl);
  if (place.id === undefined) {
    return { status: 200, body: listResponse(schemas, { totalResults: schemas.length, startIndex: 1 }) };
  }
  const found = schemas.find(({ id }) => id === place.id);
  return found === undefined ? undefined : { status: 200, body: found };
}
