import { z } from "zod";
import { application } from "./applications.ts";
import { organization } from "./organizations.ts";
import type { RouteSpec } from "./route.ts";

/** The state of everything that is visible to the caller. */
export const statusRoutes = {
  status: {
    id: "status",
    method: "GET",
    path: "/api/v1/status",
    permission: "organization:read",
    summary: "Every organization and application that the caller may see, with its last cycle",
    status: 200,
    response: z.object({
      version: z.string(),
      store: z.string(),
      organizations: z.array(organization.extend({ applications: z.array(application) })),
    }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
