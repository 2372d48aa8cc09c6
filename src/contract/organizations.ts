import { z } from "zod";
import { inOrg, instant, listOf, name, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

export const organization = z.object({
  orgId: uuid.describe("The id of the organization."),
  name: z.string().describe("The name of the organization, unique in the installation."),
  scimUrl: z.string().describe("The address for SCIM clients of the organization."),
  createdAt: instant.describe("When the organization was created."),
  users: z.number().int().describe("The number of users."),
  groups: z.number().int().describe("The number of groups."),
  softDeleteDays: z
    .number()
    .int()
    .describe("How long users are kept that SCIM deletes, in days; 0 removes them at once."),
});
export type Organization = z.infer<typeof organization>;

const count = z.number().int();

export const organizationContents = z.object({
  users: count.describe("The number of users, with those that were deleted and can be restored."),
  groups: count.describe("The number of groups, with those that were deleted."),
  applications: count.describe("The number of applications."),
  accounts: count.describe(
    "The number of accounts that the applications are linked to; they stay in the targets as they are.",
  ),
  tokens: count.describe("The number of valid tokens of the organization."),
  webhooks: count.describe("The number of webhooks."),
  persons: count.describe("The number of persons with a role in the organization."),
});

export const organizationRemoval = z.object({
  orgId: uuid.describe("The id of the organization."),
  name: z.string().describe("The name that the organization had."),
  requestedAt: instant.describe("When the organization was deleted."),
});

const softDeleteDays = z.number().int().min(0).max(3650);

/** Organizations and their settings. */
export const organizationRoutes = {
  createOrganization: {
    id: "createOrganization",
    method: "POST",
    path: "/api/v1/organizations",
    permission: "instance",
    summary: "Create an organization",
    body: z.object({
      name: name.describe("A name that is unique in the installation, of 1 to 200 characters."),
      softDeleteDays: softDeleteDays
        .default(0)
        .describe(
          "How long users are kept that SCIM deletes, in days, from 0 to 3,650; 0 removes them at once.",
        ),
    }),
    status: 201,
    response: organization,
  },
  updateOrganization: {
    id: "updateOrganization",
    method: "PATCH",
    path: "/api/v1/organizations/{org}",
    permission: "organization:write",
    summary: "Change the name of an organization, or for how many days users that SCIM deletes are kept",
    params: inOrg,
    body: z
      .object({
        name: name
          .optional()
          .describe("Another name that is unique in the installation, of 1 to 200 characters."),
        softDeleteDays: softDeleteDays
          .optional()
          .describe(
            "How long users are kept that SCIM deletes, in days, from 0 to 3,650; 0 removes them at once.",
          ),
      })
      .refine((body) => Object.keys(body).length > 0, "invalid.nothing-to-change"),
    status: 200,
    response: organization,
  },
  listOrganizations: {
    id: "listOrganizations",
    method: "GET",
    path: "/api/v1/organizations",
    permission: "organization:read",
    summary: "List the organizations that the caller may see, all of them or those that a search finds",
    query: z.object({
      search: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .optional()
        .describe("A part of the name, or the id, of 1 to 200 characters."),
      limit: z.coerce
        .number()
        .int()
        .min(1)
        .max(500)
        .optional()
        .describe("The largest number of organizations to list, from 1 to 500; all when left out."),
    }),
    status: 200,
    response: listOf(organization).extend({
      deleting: z
        .array(organizationRemoval)
        .default([])
        .describe(
          "Organizations that were deleted and whose records are not all gone yet; for instance administrators alone.",
        ),
    }),
  },
  getOrganizationContents: {
    id: "getOrganizationContents",
    method: "GET",
    path: "/api/v1/organizations/{org}/contents",
    permission: "organization:read",
    summary: "Show how much an organization holds, before it is deleted",
    params: inOrg,
    status: 200,
    response: organizationContents,
  },
  deleteOrganization: {
    id: "deleteOrganization",
    method: "DELETE",
    path: "/api/v1/organizations/{org}",
    permission: "instance",
    recentSignIn: true,
    summary:
      "Delete an organization with everything in it; accounts in the targets stay as they are, and its records go in the background",
    params: inOrg,
    query: z.object({
      name: name.describe(
        "The name of the organization, of 1 to 200 characters: with another name nothing is deleted.",
      ),
    }),
    status: 202,
    response: organizationRemoval.extend(organizationContents.shape),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
