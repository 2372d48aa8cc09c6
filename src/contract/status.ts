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
      tokenId: uuid.describe("The id of the token."),
      name: z.string().describe("The name of the token."),
      kind: tokenKind.describe("The purpose of the token."),
      expiresAt: instant.describe("When the token expires."),
      organization: z
        .object({
          orgId: uuid.describe("The id of the organization."),
          name: z.string().describe("The name of the organization."),
        })
        .nullable()
        .describe("The organization of the token; null for an instance administrator."),
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
      version: z.string().describe("The version of Muster that the server runs."),
      store: z.string().describe("The database that holds the data."),
      organizations: z
        .array(
          organization.extend({
            applications: z.array(application).describe("The applications of the organization."),
          }),
        )
        .describe("The organizations that the caller may see."),
    }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
