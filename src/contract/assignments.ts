import { z } from "zod";
import { inApp, nothing, pageOf, paging } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

export const assignment = z.object({
  subject: z.string().describe("The id of the assigned user or group, or `*` for everyone."),
  subjectType: z.enum(["all", "user", "group"]).describe("Whether everyone, a user or a group is assigned."),
  name: z.string().describe("The name of the user or group."),
  role: z
    .string()
    .nullable()
    .describe("The value of the role that the assignment gives; null for an assignment without a role."),
  roleName: z
    .string()
    .nullable()
    .describe("The name of the role; null without a role, or if the application does not define it."),
});

/** The users and groups that are assigned to an application. */
export const assignmentRoutes = {
  assign: {
    id: "assign",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/assignments",
    permission: "applications:write",
    summary: "Assign everyone, a user or a group; users by id or userName, groups by id or displayName",
    params: inApp,
    body: z.object({
      subject: z
        .discriminatedUnion("kind", [
          z.object({ kind: z.literal("all").describe("`all` for everyone in the organization.") }),
          z.object({
            kind: z.literal("user").describe("`user` for one user."),
            find: z.string().min(1).describe("The id or the userName of the user."),
          }),
          z.object({
            kind: z.literal("group").describe("`group` for a group with its members."),
            find: z.string().min(1).describe("The id or the displayName of the group."),
          }),
        ])
        .describe("The users that get an account: everyone, a user or a group."),
      role: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe(
          "The value, the id or the name of a role of the application, of at most 200 characters; its default role when left out, or none.",
        ),
    }),
    status: 201,
    response: assignment,
  },
  listAssignments: {
    id: "listAssignments",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/assignments",
    permission: "applications:read",
    summary: "List assignments",
    params: inApp,
    query: paging,
    status: 200,
    response: pageOf(assignment),
  },
  unassign: {
    id: "unassign",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/applications/{app}/assignments/{subject}",
    permission: "applications:write",
    summary: "Remove the assignments of a subject, an object id or `*`, or the one that gives a role",
    params: inApp.extend({
      subject: z.string().describe("The id of the assigned user or group, or `*` for everyone."),
    }),
    query: z.object({
      role: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe(
          "Only the assignment that gives this role, by value, id or name, of at most 200 characters; all of the subject's when left out.",
        ),
    }),
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
