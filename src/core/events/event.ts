import { NOTICE_EVENTS } from "../notices/notice.ts";
import { readDetail } from "./feed-detail.ts";

const PROVISIONING = "urn:ietf:params:scim:event:prov";
const CREATED = `${PROVISIONING}:create:notice`;
const CHANGED = `${PROVISIONING}:patch:notice`;
const DELETED = `${PROVISIONING}:delete`;

/**
 * The types of events, each with the event URI of RFC 9967 for it, or null if the RFC has none. In the RFC, a change of
 * members is a change of the group.
 */
export const EVENT_TYPES = {
  "user.created": CREATED,
  "user.updated": CHANGED,
  "user.activated": `${PROVISIONING}:activate`,
  "user.deactivated": `${PROVISIONING}:deactivate`,
  "user.deleted": DELETED,
  "user.restored": null,
  "group.created": CREATED,
  "group.updated": CHANGED,
  "group.deleted": DELETED,
  "group.restored": null,
  "group.member-added": CHANGED,
  "group.member-removed": CHANGED,
  "resource.created": CREATED,
  "resource.updated": CHANGED,
  "resource.deleted": DELETED,
  "resource.restored": null,
  "provisioning.quarantine-entered": null,
  "provisioning.quarantine-changed": null,
  "provisioning.quarantine-left": null,
  "provisioning.operations-resting": null,
  "provisioning.operations-resumed": null,
  "provisioning.deprovisioning-held": null,
  "import.failed": null,
} as const satisfies Readonly<Record<string, string | null>>;

/** The kind of change that an entry of the change feed records. */
export type ChangeKind = "added" | "changed" | "removed";

/** The part of an entry of the change feed that events are made of. */
export interface FeedFact {
  /** `user`, `group`, `resource`, `member`, `assignment` or `notice`; later versions may add others. */
  readonly kind: string;
  readonly object: string;
  readonly other: string | null;
  readonly change: ChangeKind;
  readonly at: number;
  readonly detail?: string | null;
}

/** The resource of an event: one that a receiver can read over SCIM, an application or an import. */
export interface EventResource {
  /** The SCIM resource type: `User`. */
  readonly type: string;
  readonly id: string;
  /** Below the organization's SCIM address, such as `/Users/…`; null when that is not known. */
  readonly path: string | null;
}

/** A change of the directory as applications see it: kind, time and resource, never a value. */
export interface ChangeEvent {
  readonly type: string;
  readonly scimEvent: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly resource: EventResource;
  /** The member that joined or left the group. */
  readonly member: EventResource | undefined;
  /** The names of the changed attributes; undefined when they are not known. */
  readonly attributes: readonly string[] | undefined;
  /** The code of the reason, such as that of the refusal that began a quarantine; undefined for changes. */
  readonly reason?: string | undefined;
  /** The operations that rest or go on, such as `create-user`; undefined for other events. */
  readonly lane?: string | undefined;
}

const RESOURCES: Readonly<Record<string, { readonly type: string; readonly endpoint: string }>> = {
  user: { type: "User", endpoint: "/Users" },
  group: { type: "Group", endpoint: "/Groups" },
};

/** The event of an entry; undefined for assignments and purges, which only Muster's own applications need. */
export function eventOf(entry: FeedFact): ChangeEvent | undefined {
  const { kind, at } = entry;
  if (kind === "assignment") return undefined;
  if (kind === "member") return memberEvent(entry);
  if (kind === "notice") return noticeEvent(entry);
  const { attributes, ...detail } = readDetail(entry.detail);
  if (detail.purged === true) return undefined;
  const type = `${kind}.${verbOf(entry.change, detail)}`;
  const resource = resourceOf(kind, entry.object, detail);
  return { type, scimEvent: scimEventOf(type), at, resource, member: undefined, attributes };
}

/** The event of a notice. One that this version does not know, as of a newer server on the store, is left out. */
function noticeEvent({ object: id, at, detail }: FeedFact): ChangeEvent | undefined {
  const { notice, reason, lane } = readDetail(detail);
  const type = NOTICE_EVENTS.find((each) => each === notice);
  if (type === undefined) return undefined;
  const resource = { type: type === "import.failed" ? "Import" : "Application", id, path: null };
  return { type, scimEvent: null, at, resource, member: undefined, attributes: undefined, reason, lane };
}

function memberEvent({ object, other, change, at, detail }: FeedFact): ChangeEvent | undefined {
  if (other === null) return undefined;
  const type = change === "removed" ? "group.member-removed" : "group.member-added";
  return {
    type,
    scimEvent: EVENT_TYPES[type],
    at,
    resource: resourceOf("group", object, {}),
    member: resourceOf(readDetail(detail).member ?? "user", other, {}),
    attributes: ["members"],
  };
}

function verbOf(
  change: ChangeKind,
  { active, restored }: { readonly active?: boolean; readonly restored?: true },
): string {
  if (change === "added") return "created";
  if (change === "removed") return "deleted";
  if (restored === true) return "restored";
  if (active !== undefined) return active ? "activated" : "deactivated";
  return "updated";
}

function resourceOf(
  kind: string,
  id: string,
  detail: { readonly type?: string; readonly endpoint?: string },
): EventResource {
  const known = RESOURCES[kind];
  const endpoint = known?.endpoint ?? detail.endpoint;
  return {
    type: known?.type ?? detail.type ?? kind,
    id,
    path: endpoint === undefined ? null : `${endpoint}/${id}`,
  };
}

/** The event URI of the RFC for a type; a kind that is not listed is treated as a custom resource. */
function scimEventOf(type: string): string | null {
  const types: Readonly<Record<string, string | null>> = EVENT_TYPES;
  const verb = type.slice(type.lastIndexOf(".") + 1);
  return types[type] ?? types[`resource.${verb}`] ?? null;
}
