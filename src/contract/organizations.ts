import { z } from "zod";
import { inOrg, instant, name, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

export const organization = z.object({
  orgId: uuid,
  name: z.string(),
  scimUrl: z.string(),
  createdAt: instant,
  users: z.number().int(),
  groups: z.number().int(),
  /** Days for which users that SCIM deletes are kept; 0 removes them at once. */
  softDeleteDays: z.number().int(),
});
export type Organization = z.infer<typeof organization>;

const softDeleteDays = z.number().int().min(0).max(3650);

/** Organizations and their settings. */
export const organizationRoutes = {
  createOrganization: {
    id: "createOrganization",
    method: "POST",
    path: "/api/v1/organizations",
    permission: "instance",
    summary: "Create an organization",
    body: z.object({ name, softDeleteDays: softDeleteDays.default(0) }),
    status: 201,
    response: organization,
  },
  updateOrganization: {
    id: "updateOrganization",
    method: "PATCH",
    path: "/api/v1/organizations/{org}",
    permission: "organization:write",
    summary: "Change the number of days for which users that SCIM deletes are kept; 0 for not at all",
    params: inOrg,
    body: z.object({ softDeleteDays }),
    status: 200,
    response: organization,
  },
  listOrganizations: {
    id: "listOrganizations",
    method: "GET",
    path: "/api/v1/organizations",
    permission: "organization:read",
    summary: "List the organizations that the caller may see",
    status: 200,
    response: z.object({ items: z.array(organization) }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
