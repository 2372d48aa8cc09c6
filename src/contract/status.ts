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
    summary: "The token or the session of the caller, without its secret",
    status: 200,
    response: z.object({
      tokenId: uuid.describe("The id of the token; for a person who signed in, that of the session."),
      name: z.string().describe("The name of the token, or of the person."),
      kind: z
        .enum([...tokenKind.options, "person"])
        .describe("The purpose of the token; `person` for a person who signed in."),
      expiresAt: instant.describe("When the token expires, or the session ends."),
      organization: z
        .object({
          orgId: uuid.describe("The id of the organization."),
          name: z.string().describe("The name of the organization."),
        })
        .nullable()
        .describe(
          "The organization of the token; null for an instance administrator, and for a person with several.",
        ),
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
