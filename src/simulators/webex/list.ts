import type { JsonObject } from "../../core/json.ts";
import { listResponse } from "../../core/scim/discovery.ts";
import { ScimError } from "../../core/scim/error.ts";
import { type BoundFilter, bindFilter } from "../../core/scim/filter/bind.ts";
import { type FilterSubject, matches } from "../../core/scim/filter/evaluate.ts";
import { parseFilter } from "../../core/scim/filter/parse.ts";
import { findLookupKeys } from "../../core/scim/index/lookup.ts";
import { parsePaging } from "../../core/scim/request/paging.ts";
import { locationOf } from "../../core/scim/request/project.ts";
import { compareText, foldText } from "../../core/scim/text.ts";
import { bodyProfileOf, heldTypeOf, type WebexAnswer, type WebexCall } from "./call.ts";
import { refuseUnpublished } from "./published-filter.ts";
import { type HeldObject, userNameOf } from "./registry.ts";
import { GROUP_MEMBERS_URN } from "./schemas.ts";
import { MEMBERS_SHOWN_MAX, PAGE_SIZE_DEFAULT } from "./settings.ts";
import { membersOf, showObject } from "./show.ts";

/** Answers a search, or a list of everything. */
export function listObjects(call: WebexCall): WebexAnswer {
  const { pageSizeMax } = call.settings;
  const page = parsePaging(call.query, {
    pageSizeDefault: Math.min(PAGE_SIZE_DEFAULT, pageSizeMax),
    pageSizeMax,
  });
  const found = sortFound(call, findMatches(call));
  const shown = found.slice(page.startIndex - 1, page.startIndex - 1 + page.count);
  const resources = shown.map((held) => showObject(call, held));
  const body = listResponse(resources, { totalResults: found.length, startIndex: page.startIndex });
  return { status: 200, body };
}

function findMatches(call: WebexCall): readonly HeldObject[] {
  const { orgId } = call.place;
  const text = call.query["filter"]?.trim() ?? "";
  if (text === "") return call.registry.list(orgId, heldTypeOf(call));
  const filter = readFilter(call, text);
  return findCandidates(call, filter).filter((held) => matches(filter, subjectOf(call, held)));
}

function readFilter(call: WebexCall, text: string): BoundFilter {
  const filter = bindFilter(call.type, parseFilter(text), { profile: bodyProfileOf(call) });
  if (call.place.form === "current" && heldTypeOf(call) === "User") refuseUnpublished(filter);
  return filter;
}

function findCandidates(call: WebexCall, filter: BoundFilter): readonly HeldObject[] {
  const { orgId } = call.place;
  const keys = findLookupKeys(filter);
  // Members are not in the registry's index.
  const isIndexed = keys?.every(({ path }) => !path.startsWith("members")) === true;
  return isIndexed
    ? call.registry.lookUp(orgId, heldTypeOf(call), keys)
    : call.registry.list(orgId, heldTypeOf(call));
}

function subjectOf(call: WebexCall, held: HeldObject): FilterSubject {
  return {
    id: held.id,
    externalId: held.externalId,
    meta: {
      created: new Date(held.createdMs).toISOString(),
      lastModified: new Date(held.modifiedMs).toISOString(),
      resourceType: call.type.name,
      version: String(held.version),
      location: locationOf(call.type, held.id, call.baseUrl),
    },
    document: held.document,
    relationships: held.type === "Group" ? { members: [...held.members.values()] } : {},
  };
}

/** The attributes that lists can be sorted by (Cisco's reference of 2026-08). */
function sortKeyOf(call: WebexCall, name: string): ((held: HeldObject) => string) | undefined {
  const isGroup = heldTypeOf(call) === "Group";
  switch (name.toLowerCase()) {
    case "id":
      return ({ id }) => id;
    case "meta.lastmodified":
      return ({ modifiedMs }) => new Date(modifiedMs).toISOString();
    case "username":
      return isGroup ? undefined : (held) => foldText(userNameOf(held));
    case "displayname":
      return isGroup ? ({ document }) => foldText(String(document["displayName"])) : undefined;
    default:
      return undefined;
  }
}

function sortFound(call: WebexCall, found: readonly HeldObject[]): readonly HeldObject[] {
  const name = call.query["sortBy"]?.trim() ?? "";
  if (name === "") return found;
  const keyOf = sortKeyOf(call, name);
  if (keyOf === undefined) throw new ScimError("invalidValue", `Lists cannot be sorted by "${name}".`);
  const order = call.query["sortOrder"]?.toLowerCase() === "descending" ? -1 : 1;
  return [...found].sort((left, right) => order * compareText(keyOf(left), keyOf(right)));
}

/** Answers `/Groups/{id}/Members`, which is Webex's own. */
export function listMembersPage(call: WebexCall, group: HeldObject): WebexAnswer {
  const limits = { pageSizeDefault: MEMBERS_SHOWN_MAX, pageSizeMax: MEMBERS_SHOWN_MAX };
  const { startIndex, count } = parsePaging(call.query, limits);
  const members = membersOf(call, group);
  const shown = members.slice(startIndex - 1, startIndex - 1 + count);
  const body: JsonObject = {
    schemas: [GROUP_MEMBERS_URN],
    memberSize: members.length,
    displayName: group.document["displayName"] ?? "",
    itemsPerPage: shown.length,
    startIndex,
    members: shown.map(({ value = "", type = "", display = "" }) => ({ value, type, display })),
  };
  return { status: 200, body };
}
