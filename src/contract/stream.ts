import { z } from "zod";
import { schedule } from "./applications.ts";
import { cycle } from "./cycles.ts";
import { inOrg, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** The data of each event, by its name. */
export const streamEvents = {
  cycle,
  application: z.object({
    appId: uuid.describe("The id of the application."),
    state: schedule.shape.state,
  }),
  directory: z.object({}),
  ready: z.object({}),
} as const;
export type StreamEventName = keyof typeof streamEvents;

/** Changes as they happen, for pages that stay open. */
export const streamRoutes = {
  streamOrganization: {
    id: "streamOrganization",
    method: "GET",
    path: "/api/v1/organizations/{org}/stream",
    permission: "provisioning:read",
    summary:
      "Server-sent events: first the present state and `ready`, then changes: `cycle` with the progress of a cycle, `application` with a state, and `directory` when something in the directory changed",
    params: inOrg,
    stream: ["text/event-stream"],
    status: 200,
    response: z
      .string()
      .describe("The events, in the form of the HTML standard; a comment every 15 seconds."),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
