import { z } from "zod";
import { instant, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const resource = z.object({
  type: z.string().describe("The SCIM resource type, such as `User`."),
  id: z.string().describe("The id of the resource."),
  location: z
    .string()
    .nullable()
    .describe("The SCIM address to read the resource from; null when none is known."),
});

/** A change of the directory: what, when, to which resource. Holds names of attributes, never their values. */
export const event = z.object({
  id: z.string().describe("The id of the event, and the cursor of the place after it."),
  type: z.string().describe("The type of the event, such as `user.created`."),
  scimEvent: z
    .string()
    .nullable()
    .describe(
      "The event URI of RFC 9967 with the same meaning; null for a type that RFC 9967 does not have.",
    ),
  time: instant.describe("When the change was made."),
  organization: uuid.describe("The id of the organization."),
  resource: resource.describe("The resource that changed."),
  member: resource.optional().describe("The member that joined or left the group."),
  attributes: z
    .array(z.string())
    .optional()
    .describe("The names of the changed attributes; absent if they are not known."),
  reason: z
    .string()
    .optional()
    .describe(
      "The code of the reason of a quarantine, a hold or a failed import; docs/errors.md lists the codes.",
    ),
  lane: z
    .string()
    .optional()
    .describe("The operations that rest or go on, such as `create-user`; absent from other events."),
});
export type EventShape = z.infer<typeof event>;

/** The types of events, as webhooks choose among them. */
export const EVENT_TYPE_NAMES = [
  ...["user.created", "user.updated", "user.activated", "user.deactivated", "user.deleted", "user.restored"],
  ...[
    "group.created",
    "group.updated",
    "group.deleted",
    "group.restored",
    "group.member-added",
    "group.member-removed",
  ],
  ...["resource.created", "resource.updated", "resource.deleted", "resource.restored"],
  "provisioning.quarantine-entered",
  "provisioning.quarantine-changed",
  "provisioning.quarantine-left",
  "provisioning.operations-resting",
  "provisioning.operations-resumed",
  "provisioning.deprovisioning-held",
  "import.failed",
] as const;

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
      after: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe(
          "A cursor or the id of an event, of 1 to 200 characters; `now` for the end; from the beginning when left out.",
        ),
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(1_000)
        .default(100)
        .describe("The largest number of events in the answer, from 1 to 1,000."),
      wait: z.coerce
        .number()
        .int()
        .min(0)
        .max(WAIT_SECONDS_MAX)
        .default(0)
        .describe("How long to wait when there is no event yet, in seconds, from 0 to 30."),
      organization: uuid
        .optional()
        .describe("The id of the organization of the events; that of the token when left out."),
    }),
    status: 200,
    response: z.object({
      events: z.array(event).describe("The events after the cursor, oldest first."),
      cursor: z.string().describe("The `after` of the next request."),
      hasMore: z.boolean().describe("Whether more events are there already."),
    }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
