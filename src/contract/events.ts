import { z } from "zod";
import { instant, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const resource = z.object({
  /** The SCIM resource type: `User`. */
  type: z.string(),
  id: z.string(),
  /** Its SCIM address, to read it from; null when none is known. */
  location: z.string().nullable(),
});

/** A change of the directory: what, when, to which resource. Holds names of attributes, never their values. */
export const event = z.object({
  /** Also the cursor of the place after it. */
  id: z.string(),
  type: z.string(),
  /** The event URI of RFC 9967 that says the same, where there is one. */
  scimEvent: z.string().nullable(),
  time: instant,
  organization: uuid,
  resource,
  /** The member that joined or left the group. */
  member: resource.optional(),
  /** The changed attributes; absent if they are not known. */
  attributes: z.array(z.string()).optional(),
});
export type EventShape = z.infer<typeof event>;

/** How long a request for events may wait for one. */
export const WAIT_SECONDS_MAX = 30;

/** The feed of events, for applications that would otherwise poll SCIM. */
export const eventRoutes = {
  listEvents: {
    id: "listEvents",
    method: "GET",
    path: "/api/v1/events",
    permission: "events:read",
    summary: "Changes of the directory after a cursor, oldest first; may wait for the next one",
    query: z.object({
      /** The cursor of an earlier answer, or the id of an event; `now` for the end; left out, from the beginning. */
      after: z.string().min(1).max(200).optional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(100),
      /** Seconds to wait when there is no event yet. */
      wait: z.coerce.number().int().min(0).max(WAIT_SECONDS_MAX).default(0),
      /** The organization of the events; by default that of the token. */
      organization: uuid.optional(),
    }),
    status: 200,
    response: z.object({
      events: z.array(event),
      /** To give back as `after`. */
      cursor: z.string(),
      hasMore: z.boolean(),
    }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
