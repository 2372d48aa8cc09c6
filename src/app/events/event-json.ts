import type { ChangeEvent, EventResource } from "../../core/events/event.ts";
import type { OrgId } from "../../core/ids.ts";

/** The resource of an event, in the form that applications receive. */
export interface ResourceJson {
  readonly type: string;
  readonly id: string;
  /** Its SCIM address; null when that is not known. */
  readonly location: string | null;
}

/** An event in the form that applications receive, from the feed of events or by a webhook. */
export interface EventJson {
  readonly id: string;
  readonly type: string;
  readonly scimEvent: string | null;
  readonly time: string;
  readonly organization: string;
  readonly resource: ResourceJson;
  readonly member?: ResourceJson;
  readonly attributes?: string[];
  readonly reason?: string;
  readonly lane?: string;
}

/** Renders an event; `scimUrl` is the organization's SCIM address. */
export function renderEvent(event: ChangeEvent, id: string, org: OrgId, scimUrl: string): EventJson {
  const { type, scimEvent, at, resource, member, attributes, reason, lane } = event;
  return {
    id,
    type,
    scimEvent,
    time: new Date(at).toISOString(),
    organization: org,
    resource: resourceJson(resource, scimUrl),
    ...(member === undefined ? {} : { member: resourceJson(member, scimUrl) }),
    ...(attributes === undefined ? {} : { attributes: [...attributes] }),
    ...(reason === undefined ? {} : { reason }),
    ...(lane === undefined ? {} : { lane }),
  };
}

function resourceJson({ type, id, path }: EventResource, scimUrl: string): ResourceJson {
  return { type, id, location: path === null ? null : `${scimUrl}${path}` };
}
