import { listMembers, type MemberPage } from "../../../app/directory/query/list-members.ts";
import { type ObjectId, parseUuid } from "../../../core/ids.ts";
import { listResponse } from "../../../core/scim/discovery.ts";
import { ScimError } from "../../../core/scim/error.ts";
import { parsePaging } from "../../../core/scim/request/paging.ts";
import type { ScimAnswer, ScimCall, ScimOperation } from "../request/call.ts";
import { readParameter } from "../request/query.ts";
import { typeAt } from "../request/resource-request.ts";
import { createNotFoundError } from "../response/rejected-requests.ts";

/**
 * The members of a group page by page, with `startIndex` and `count` or with `cursor` (RFC 9865): an extension of
 * ours, after Cisco Webex's, since RFC 7644 shows members only all at once.
 */
export const MEMBER_OPERATIONS: readonly ScimOperation[] = [
  { method: "GET", path: "/:endpoint/:id/members", handle: members },
];

async function members(call: ScimCall): Promise<ScimAnswer> {
  const type = typeAt(call);
  const id = parseUuid<ObjectId>(call.params.id ?? "");
  if (id === undefined) throw createNotFoundError(type);
  const page = readPage(call);
  const listed = await listMembers(call.service.directory, call.caller, type, { id, page });
  if (listed.kind === "not-found") throw createNotFoundError(type);
  const { total, members, next } = listed;
  const place = page.kind === "index" ? { startIndex: page.startIndex } : { nextCursor: next };
  return { status: 200, headers: {}, body: listResponse(members, { totalResults: total, ...place }) };
}

/** A cursor is the id of the last member that was shown: what was added or removed since does not move it. */
function readPage({ query, service }: ScimCall): MemberPage {
  // A client must not believe that a filter was heeded.
  if (query.has("filter"))
    throw new ScimError("invalidFilter", "Members of a group cannot be filtered here.");
  const page = parsePaging(
    { startIndex: readParameter(query, "startindex"), count: readParameter(query, "count") },
    service.limits,
  );
  const cursor = readParameter(query, "cursor");
  if (cursor === undefined) return { kind: "index", ...page };
  const after = cursor === "" ? undefined : parseUuid<ObjectId>(String(cursor));
  if (cursor !== "" && after === undefined) {
    throw new ScimError("invalidCursor", "The cursor is none that this endpoint gave.");
  }
  return { kind: "after", after, count: page.count };
}
