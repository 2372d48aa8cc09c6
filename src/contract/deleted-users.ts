import { z } from "zod";
import { inOrg, instant, nothing, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** A deleted user that is kept until it is purged. */
export const deletedUser = z.object({
  userId: uuid,
  userName: z.string(),
  displayName: z.string().nullable(),
  deletedAt: instant,
  purgeAt: instant,
});

export const restoredUser = z.object({
  userId: uuid,
  userName: z.string(),
  active: z.boolean(),
  /** The number of groups that the user is a member of again. */
  memberships: z.number().int(),
});

const inOrgUser = z.object({ org: uuid, user: uuid });

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
    query: paging.extend({ userName: userName.optional() }),
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
      /** Restores the user under this name. */
      userName: userName.optional(),
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
