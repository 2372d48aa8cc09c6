import { z } from "zod";
import { inOrg, instant, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** A user of the directory. */
export const userEntry = z.object({
  userId: uuid.describe("The id of the user."),
  userName: z.string().describe("The name of the user, unique in the organization."),
  displayName: z.string().nullable().describe("The display name; null for none."),
  state: z
    .enum(["active", "inactive", "deleted"])
    .describe("`active`, `inactive`, or `deleted` for a user that is kept for a while without access."),
  createdAt: instant.describe("When the user was created."),
  modifiedAt: instant.describe("When the user was last changed."),
});
export type UserEntry = z.infer<typeof userEntry>;

/** A group of the directory. */
export const groupEntry = z.object({
  groupId: uuid.describe("The id of the group."),
  displayName: z.string().describe("The name of the group."),
  members: z.number().int().describe("The number of direct members."),
  createdAt: instant.describe("When the group was created."),
  modifiedAt: instant.describe("When the group was last changed."),
});
export type GroupEntry = z.infer<typeof groupEntry>;

const groupName = z.object({
  groupId: uuid.describe("The id of the group."),
  displayName: z.string().describe("The name of the group."),
});

/** A user with its attributes and the groups that it is a direct member of. */
export const userDetails = userEntry.extend({
  attributes: z.record(z.string(), z.json()).describe("The attributes of the user, as SCIM names them."),
  groups: z.array(groupName).describe("The groups that the user is a direct member of."),
});
export type UserDetails = z.infer<typeof userDetails>;

/** A direct member of a group. */
export const memberEntry = z.object({
  memberId: uuid.describe("The id of the member."),
  type: z.string().describe("The resource type of the member: `User` or `Group`."),
  name: z.string().describe("The userName of a user, the displayName of a group."),
});
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
    query: z.object({ find: find.describe("The id or the userName of the user, of 1 to 500 characters.") }),
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
    query: z.object({
      find: find.describe("The id or the displayName of the group, of 1 to 500 characters."),
    }),
    status: 200,
    response: groupEntry,
  },
  listGroupMembers: {
    id: "listGroupMembers",
    method: "GET",
    path: "/api/v1/organizations/{org}/groups/{group}/members",
    permission: "directory:read",
    summary: "List the direct members of a group in order of their ids",
    params: inOrg.extend({ group: uuid.describe("The id of the group.") }),
    query: paging,
    status: 200,
    response: pageOf(memberEntry),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
