import { isRefusal, type Refusal } from "../../app/deps.ts";
import { renderEvent } from "../../app/events/event-json.ts";
import { readEvents, showCursor } from "../../app/events/read-events.ts";
import { findOwnOrganization, getOrganization } from "../../app/organizations/visible-organizations.ts";
import { mayStillAct } from "../../app/people/may-still-act.ts";
import type { OrgId } from "../../core/ids.ts";
import { ApiError } from "../api-error.ts";
import { type AdminCall, type Handlers, idOf } from "./call.ts";
import { buildScimUrl } from "./convert.ts";

/** Serves the feed of events. */
export const eventHandlers: Pick<Handlers, "listEvents"> = {
  async listEvents(call) {
    const { context, query } = call;
    const { deps, closing } = context;
    const org = await organizationOf(call);
    if (isRefusal(org)) return org;
    const { after, limit, wait } = query;
    const mayStillRead = () => mayStillAct(deps, call.actor, org);
    const wanted = { org, after, limit, waitMs: wait * 1_000, mayStillRead };
    const page = await readEvents(deps, wanted, closing);
    if (isRefusal(page)) return page;
    const base = buildScimUrl(call, org);
    return {
      events: page.events.map((event) => renderEvent(event, showCursor(deps, org, event.cursor), org, base)),
      cursor: showCursor(deps, org, page.cursor),
      hasMore: page.hasMore,
    };
  },
};

/** The organization that the request names, if it is visible to the token; otherwise the only one of the caller. */
async function organizationOf({ context, actor, query }: AdminCall<"listEvents">): Promise<OrgId | Refusal> {
  if (query.organization === undefined) {
    const own = findOwnOrganization(actor);
    if (own !== undefined) return own;
    throw new ApiError(400, "request.invalid", { place: "query.organization", problem: "org-needed" });
  }
  const found = await getOrganization(context.deps, actor, idOf<OrgId>(query.organization));
  return isRefusal(found) ? found : found.org;
}
