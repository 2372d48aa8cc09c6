import { z } from "zod";
import { inApp, nothing, pageOf, paging } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

export const assignment = z.object({
  subject: z.string(),
  subjectType: z.enum(["all", "user", "group"]),
  name: z.string(),
  role: z.string().nullable(),
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
      subject: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("all") }),
        z.object({ kind: z.literal("user"), find: z.string().min(1) }),
        z.object({ kind: z.literal("group"), find: z.string().min(1) }),
      ]),
      role: z.string().max(200).optional(),
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
    summary: "Remove an assignment; the subject is an object id or `*`",
    params: inApp.extend({ subject: z.string() }),
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
