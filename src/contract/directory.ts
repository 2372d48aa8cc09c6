import { z } from "zod";
import { inOrg, instant, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** A user of the directory. */
export const userEntry = z.object({
  userId: uuid,
  userName: z.string(),
  displayName: z.string().nullable(),
  state: z.enum(["active", "inactive", "deleted"]),
  createdAt: instant,
  modifiedAt: instant,
});
export type UserEntry = z.infer<typeof userEntry>;

/** A group of the directory. */
export const groupEntry = z.object({
  groupId: uuid,
  displayName: z.string(),
  members: z.number().int(),
  createdAt: instant,
  modifiedAt: instant,
});
export type GroupEntry = z.infer<typeof groupEntry>;

const groupName = z.object({ groupId: uuid, displayName: z.string() });

/** A user with its attributes and the groups that it is a direct member of. */
export const userDetails = userEntry.extend({
  attributes: z.record(z.string(), z.json()),
  groups: z.array(groupName),
});
export type UserDetails = z.infer<typeof userDetails>;

/** A direct member of a group. */
export const memberEntry = z.object({ memberId: uuid, type: z.string(), name: z.string() });
export type MemberEntry = z.infer<typeof memberEntry>;

const find = z.string().min(1).max(500);

/** Users and groups of the directory, to look at; SCIM and imports change them. */
export const directoryRoutes = {
  listUsers: {
    id: "listUsers",
    method: "GET",
    path: "/api/v1/organizations/{org}/users",
    permission: "directory:read",
    summary: "List the users of the directory in order of their ids; deleted ones are left out",
    params: inOrg,
    query: paging,
    status: 200,
    response: pageOf(userEntry),
  },
  showUser: {
    id: "showUser",
    method: "GET",
    path: "/api/v1/organizations/{org}/user",
    permission: "directory:read",
    summary: "Show the user with this id or userName, with its attributes and direct groups",
    params: inOrg,
    query: z.object({ find }),
    status: 200,
    response: userDetails,
  },
  listGroups: {
    id: "listGroups",
    method: "GET",
    path: "/api/v1/organizations/{org}/groups",
    permission: "directory:read",
    summary: "List the groups of the directory in order of their ids; deleted ones are left out",
    params: inOrg,
    query: paging,
    status: 200,
    response: pageOf(groupEntry),
  },
  showGroup: {
    id: "showGroup",
    method: "GET",
    path: "/api/v1/organizations/{org}/group",
    permission: "directory:read",
    summary: "Show the group with this id or displayName",
    params: inOrg,
    query: z.object({ find }),
    status: 200,
    response: groupEntry,
  },
  listGroupMembers: {
    id: "listGroupMembers",
    method: "GET",
    path: "/api/v1/organizations/{org}/groups/{group}/members",
    permission: "directory:read",
    summary: "List the direct members of a group in order of their ids",
    params: z.object({ org: uuid, group: uuid }),
    query: paging,
    status: 200,
    response: pageOf(memberEntry),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
