import { z } from "zod";
import { groupDetails, userDetails } from "./directory.ts";
import { inOrg, nothing, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const inOrgUser = inOrg.extend({ user: uuid.describe("The id of the user.") });
const inOrgGroup = inOrg.extend({ group: uuid.describe("The id of the group.") });

const newAttributes = z
  .record(z.string(), z.json())
  .describe("The attributes, as SCIM names them; an extension is an object under its URN.");
const attributes = z
  .record(z.string(), z.json())
  .describe(
    "The attributes to change, merged as RFC 7396 does: null removes a value, an object changes the parts that it names, a list takes the place of the former one.",
  );
const version = z.coerce.number().int().min(1);
const ifVersion = version
  .optional()
  .describe("Refuses the change when the object has another version than this one, which is 1 or more.");
const members = z.array(uuid).max(500).default([]);

/** Changes of users and groups by administrators, by the rules of SCIM requests. */
export const directoryWriteRoutes = {
  createUser: {
    id: "createUser",
    method: "POST",
    path: "/api/v1/organizations/{org}/users",
    permission: "directory:write",
    summary: "Create a user",
    params: inOrg,
    body: z.object({ attributes: newAttributes }),
    status: 201,
    response: userDetails,
  },
  editUser: {
    id: "editUser",
    method: "PATCH",
    path: "/api/v1/organizations/{org}/users/{user}",
    permission: "directory:write",
    summary:
      "Change attributes of a user; `active` false blocks the user, also one of a source, whose imports keep the block. Other attributes of a source are refused",
    params: inOrgUser,
    body: z.object({ attributes, ifVersion }),
    status: 200,
    response: userDetails,
  },
  deleteUser: {
    id: "deleteUser",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/users/{user}",
    permission: "directory:write",
    summary: "Delete a user; a restore is possible for as long as the organization keeps deleted users",
    params: inOrgUser,
    query: z.object({ ifVersion }),
    status: 204,
    response: nothing,
  },
  createGroup: {
    id: "createGroup",
    method: "POST",
    path: "/api/v1/organizations/{org}/groups",
    permission: "directory:write",
    summary: "Create a group",
    params: inOrg,
    body: z.object({ attributes: newAttributes }),
    status: 201,
    response: groupDetails,
  },
  editGroup: {
    id: "editGroup",
    method: "PATCH",
    path: "/api/v1/organizations/{org}/groups/{group}",
    permission: "directory:write",
    summary: "Rename a group, or change other attributes of it. Attributes of a source are refused",
    params: inOrgGroup,
    body: z.object({ attributes, ifVersion }),
    status: 200,
    response: groupDetails,
  },
  deleteGroup: {
    id: "deleteGroup",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/groups/{group}",
    permission: "directory:write",
    summary: "Delete a group for good; its members stay",
    params: inOrgGroup,
    query: z.object({ ifVersion }),
    status: 204,
    response: nothing,
  },
  editMembers: {
    id: "editMembers",
    method: "POST",
    path: "/api/v1/organizations/{org}/groups/{group}/members",
    permission: "directory:write",
    summary: "Add members to a group and remove others, all of them or none",
    params: inOrgGroup,
    body: z.object({
      add: members.describe("The ids of the users and groups to add, 500 at most."),
      remove: members.describe("The ids of the members to remove, 500 at most."),
      ifVersion,
    }),
    status: 200,
    response: groupDetails,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
