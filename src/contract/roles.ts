import { z } from "zod";
import { inApp, name, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** A role of an application. */
export const role = z.object({
  id: z.string().describe("The id of the role, which assignments keep; it stays when the value changes."),
  value: z.string().describe("The role as the target receives it."),
  name: z.string().describe("The role as people read it."),
  default: z.boolean().describe("Whether an assignment that names no role gives this one."),
});
export type RoleShape = z.infer<typeof role>;

/** The roles of an application. */
export const applicationRoles = z.object({
  appId: uuid.describe("The id of the application."),
  version: z.number().int().describe("The version of the application that has these roles."),
  roles: z
    .array(
      role.extend({
        assignments: z.number().int().describe("The number of assignments that give the role."),
      }),
    )
    .describe("The roles, in the order in which a mapping that takes one role prefers them."),
});
export type ApplicationRolesShape = z.infer<typeof applicationRoles>;

const given = z.object({
  value: name.describe("The role as the target receives it, of at most 200 characters."),
  id: name
    .optional()
    .describe("The id, of at most 200 characters; the value of a new role serves when it is left out."),
  name: name
    .optional()
    .describe("The name, of at most 200 characters; the value of a new role serves when it is left out."),
  default: z.boolean().optional().describe("Whether an assignment that names no role gives this one."),
});

/** The roles of applications. */
export const roleRoutes = {
  getRoles: {
    id: "getRoles",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/roles",
    permission: "applications:read",
    summary: "Show the roles of an application",
    params: inApp,
    status: 200,
    response: applicationRoles,
  },
  setRole: {
    id: "setRole",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/roles",
    permission: "applications:write",
    summary: "Add a role, or change the one with this id or, without an id, this value",
    params: inApp,
    body: given,
    status: 200,
    response: applicationRoles,
  },
  replaceRoles: {
    id: "replaceRoles",
    method: "PUT",
    path: "/api/v1/organizations/{org}/applications/{app}/roles",
    permission: "applications:write",
    summary: "Replace the roles of an application; a role that assignments give cannot be left out",
    params: inApp,
    body: z.object({ roles: z.array(given).max(500).describe("The roles, at most 500.") }),
    status: 200,
    response: applicationRoles,
  },
  removeRole: {
    id: "removeRole",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/applications/{app}/roles/{role}",
    permission: "applications:write",
    summary: "Remove a role that no assignment gives",
    params: inApp.extend({ role: z.string().describe("The value, the id or the name of the role.") }),
    status: 200,
    response: applicationRoles,
  },
  resetRoles: {
    id: "resetRoles",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/roles/reset",
    permission: "applications:write",
    summary: "Take the roles of the template that the application was created from",
    params: inApp,
    status: 200,
    response: applicationRoles,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
