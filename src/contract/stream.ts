import { z } from "zod";
import { inOrg } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** Changes as they happen, for pages that stay open. */
export const streamRoutes = {
  streamOrganization: {
    id: "streamOrganization",
    method: "GET",
    path: "/api/v1/organizations/{org}/stream",
    permission: "provisioning:read",
    summary:
      "Server-sent events: `cycle` with the progress of a cycle, `application` with a changed state, and `directory` when something in the directory changed",
    params: inOrg,
    stream: "text/event-stream",
    status: 200,
    response: z
      .string()
      .describe("The events, in the form of the HTML standard; a comment every 15 seconds."),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
