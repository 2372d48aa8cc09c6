import { z } from "zod";
import { inOrg, instant, nothing, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** A deleted user that is kept until it is purged. */
export const deletedUser = z.object({
  userId: uuid.describe("The id of the user."),
  userName: z.string().describe("The name that the user had."),
  displayName: z.string().nullable().describe("The display name that the user had; null for none."),
  deletedAt: instant.describe("When the user was deleted."),
  purgeAt: instant.describe("When the user is removed for good."),
});

export const restoredUser = z.object({
  userId: uuid.describe("The id of the user, the same as before."),
  userName: z.string().describe("The name under which the user was restored."),
  active: z.boolean().describe("Whether the user is active."),
  memberships: z.number().int().describe("The number of groups that the user is a member of again."),
});

const inOrgUser = inOrg.extend({ user: uuid.describe("The id of the user.") });

const userName = z.string().trim().min(1).max(500);

/** Deleted users that are kept for some days. */
export const deletedUserRoutes = {
  listDeletedUsers: {
    id: "listDeletedUsers",
    method: "GET",
    path: "/api/v1/organizations/{org}/deleted-users",
    permission: "directory:read",
    summary:
      "List users that were deleted and are kept, the last deleted first, or those of one former userName",
    params: inOrg,
    query: paging.extend({
      userName: userName.optional().describe("Only users who had this name, of 1 to 500 characters."),
    }),
    status: 200,
    response: pageOf(deletedUser),
  },
  restoreUser: {
    id: "restoreUser",
    method: "POST",
    path: "/api/v1/organizations/{org}/deleted-users/{user}/restore",
    permission: "directory:write",
    summary: "Restore a deleted user, with its id and its memberships of groups that are still there",
    params: inOrgUser,
    body: z.object({
      userName: userName
        .optional()
        .describe(
          "Restores the user under this name, of 1 to 500 characters; under the former one when left out.",
        ),
    }),
    status: 200,
    response: restoredUser,
  },
  purgeUser: {
    id: "purgeUser",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/deleted-users/{user}",
    permission: "directory:write",
    summary: "Remove a deleted user for good, now; there is no way back",
    params: inOrgUser,
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
