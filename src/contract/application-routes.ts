import { z } from "zod";
import type { RouteSpec } from "./route.ts";
import { inApp, inOrg, nothing, paging } from "./route-parts.ts";
import { application, assignment, fault, message, name, pageOf, schedule, uuid } from "./shapes.ts";

/** A bearer goes into a header, which takes visible ASCII alone (RFC 6750 §2.1); a line end of a file goes. */
const secret = z
  .string()
  .trim()
  .max(16_384)
  .regex(/^[\x21-\x7e]+$/, "must be visible ASCII characters without spaces");
const everySeconds = z.number().int().min(10).max(86_400);

/** Applications, their credentials, schedules and assignments. */
export const applicationRoutes = {
  findApplications: {
    id: "findApplications",
    method: "GET",
    path: "/api/v1/applications",
    permission: "applications:read",
    summary: "Find applications by id or name in every organization that the caller may see",
    query: z.object({ find: z.string().optional(), org: uuid.optional() }),
    status: 200,
    response: z.object({ items: z.array(application) }),
  },
  createApplication: {
    id: "createApplication",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications",
    permission: "applications:write",
    summary: "Create an application that accounts are provisioned into",
    params: inOrg,
    body: z.object({
      name,
      connector: z.string().default("scim"),
      config: z.record(z.string(), z.json()),
      secret: secret.optional(),
      everySeconds: everySeconds.default(300),
    }),
    status: 201,
    response: application,
  },
  getApplication: {
    id: "getApplication",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}",
    permission: "applications:read",
    summary: "Show an application",
    params: inApp,
    status: 200,
    response: application,
  },
  updateApplication: {
    id: "updateApplication",
    method: "PATCH",
    path: "/api/v1/organizations/{org}/applications/{app}",
    permission: "applications:write",
    summary: "Change name, interval or settings of the connector; other settings make the next cycle initial",
    params: inApp,
    body: z
      .object({
        name: name.optional(),
        /** Put in place of settings of the same name; the others stay. */
        config: z.record(z.string(), z.json()).optional(),
        everySeconds: everySeconds.optional(),
      })
      .refine((body) => Object.keys(body).length > 0, "at least one of name, config, everySeconds"),
    status: 200,
    response: application,
  },
  replaceSecret: {
    id: "replaceSecret",
    method: "PUT",
    path: "/api/v1/organizations/{org}/applications/{app}/secret",
    permission: "applications:write",
    summary: "Replace the credentials for the target; the old ones are gone then",
    params: inApp,
    body: z.object({ secret }),
    status: 200,
    response: application,
  },
  deleteApplication: {
    id: "deleteApplication",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/applications/{app}",
    permission: "applications:write",
    summary: "Delete an application; accounts in the target stay as they are, and records are kept",
    params: inApp,
    status: 204,
    response: nothing,
  },
  setSchedule: {
    id: "setSchedule",
    method: "PUT",
    path: "/api/v1/organizations/{org}/applications/{app}/schedule",
    permission: "applications:write",
    summary: "Turn the schedule on or off, or change its interval",
    params: inApp,
    body: z.object({
      state: z.enum(["on", "off"]),
      everySeconds: everySeconds.optional(),
    }),
    status: 200,
    response: schedule,
  },
  testApplication: {
    id: "testApplication",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/test",
    permission: "provisioning:run",
    summary: "Ask the target whether address and credentials would do; changes nothing",
    params: inApp,
    status: 200,
    response: z.object({ authorized: z.boolean(), fault: fault.nullable(), notes: z.array(message) }),
  },
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
