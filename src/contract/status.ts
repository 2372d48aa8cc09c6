import { z } from "zod";
import { application } from "./applications.ts";
import { organization } from "./organizations.ts";
import { instant, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";
import { tokenKind } from "./tokens.ts";

/** The state of everything that is visible to the caller, and who the caller is. */
export const statusRoutes = {
  whoami: {
    id: "whoami",
    method: "GET",
    path: "/api/v1/whoami",
    permission: "organization:read",
    summary: "The token of the caller, without its secret",
    status: 200,
    response: z.object({
      tokenId: uuid,
      name: z.string(),
      kind: tokenKind,
      expiresAt: instant,
      /** The organization of the token; null for an instance administrator. */
      organization: z.object({ orgId: uuid, name: z.string() }).nullable(),
    }),
  },
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
