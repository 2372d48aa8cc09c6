import { z } from "zod";
import { inOrg, instant, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

function owner(type: "user" | "group") {
  return z
    .string()
    .nullable()
    .describe(`The source that the ${type} belongs to; null for a ${type} that no import brought.`);
}

const owners = z
  .record(z.string(), z.string().nullable())
  .describe(
    "Every attribute that can be written, with the source that alone changes it; null for attributes that can be changed here.",
  );
const version = z.number().int().describe("Grows with each change.");
const clients = z
  .array(z.string())
  .describe(
    "The SCIM clients that know the object by an `externalId` of theirs, and can undo a change that is made here.",
  );

/** A user of the directory. */
export const userEntry = z.object({
  userId: uuid.describe("The id of the user."),
  userName: z.string().describe("The name of the user, unique in the organization."),
  displayName: z.string().nullable().describe("The display name; null for none."),
  state: z
    .enum(["active", "inactive", "deleted"])
    .describe("`active`, `inactive`, or `deleted` for a user that is kept for a while without access."),
  source: owner("user"),
  createdAt: instant.describe("When the user was created."),
  modifiedAt: instant.describe("When the user was last changed."),
});
export type UserEntry = z.infer<typeof userEntry>;

/** A group of the directory. */
export const groupEntry = z.object({
  groupId: uuid.describe("The id of the group."),
  displayName: z.string().describe("The name of the group."),
  members: z.number().int().describe("The number of direct members."),
  source: owner("group"),
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
  owners,
  clients,
  version,
  blocked: z
    .boolean()
    .describe(
      "Whether an administrator blocked the user of a source: imports and SCIM clients leave the user inactive until the block is lifted, and the user then has the state that the source delivered last.",
    ),
});
export type UserDetails = z.infer<typeof userDetails>;

/** A group with its attributes. */
export const groupDetails = groupEntry.extend({
  attributes: z.record(z.string(), z.json()).describe("The attributes of the group, as SCIM names them."),
  groups: z.array(groupName).describe("The groups that the group is a direct member of."),
  owners,
  clients,
  version,
});
export type GroupDetails = z.infer<typeof groupDetails>;

/** A direct member of a group. */
export const memberEntry = z.object({
  memberId: uuid.describe("The id of the member."),
  type: z.string().describe("The resource type of the member: `User` or `Group`."),
  name: z.string().describe("The userName of a user, the displayName of a group."),
});
export type MemberEntry = z.infer<typeof memberEntry>;

const find = z.string().min(1).max(500);

const listing = paging.extend({
  source: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("Only objects of this source, of 1 to 200 characters."),
  order: z
    .enum(["created", "name"])
    .default("created")
    .describe("`created` lists the oldest first, `name` goes by userName or displayName."),
  descending: z.stringbool().default(false).describe("`true` turns the order around."),
});
const search = z.string().max(500).optional();

/** Users and groups of the directory, to look at; SCIM and imports change them. */
export const directoryRoutes = {
  listUsers: {
    id: "listUsers",
    method: "GET",
    path: "/api/v1/organizations/{org}/users",
    permission: "directory:read",
    summary: "List the users of the directory, all or those that a search finds; deleted ones are left out",
    params: inOrg,
    query: listing.extend({
      search: search.describe(
        "Only users with this text in userName, displayName or an e-mail address, of at most 500 characters.",
      ),
      state: z.enum(["active", "inactive"]).optional().describe("Only `active` or only `inactive` users."),
    }),
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
    summary: "List the groups of the directory, all or those that a search finds; deleted ones are left out",
    params: inOrg,
    query: listing.extend({
      search: search.describe("Only groups with this text in displayName, of at most 500 characters."),
    }),
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
    response: groupDetails,
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
