import { z } from "zod";
import { cycle } from "./cycles.ts";
import { fault } from "./fault.ts";
import { inApp, inOrg, instant, message, name, nothing, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

export const schedule = z.object({
  state: z.enum(["waiting", "on", "off", "quarantine"]),
  everySeconds: z.number().int(),
  nextRunAt: instant.nullable(),
  /** The quarantine of a target that refused the credentials; not null exactly when the state is `quarantine`. */
  quarantine: z
    .object({
      since: instant,
      /** Refusals in a row. */
      attempts: z.number().int(),
      nextProbeAt: instant,
      fault: message.nullable(),
    })
    .nullable(),
});
export type ScheduleShape = z.infer<typeof schedule>;

export const application = z.object({
  appId: uuid,
  orgId: uuid,
  name: z.string(),
  connector: z.string(),
  config: z.record(z.string(), z.json()),
  hasSecret: z.boolean(),
  schedule,
  assignments: z.number().int(),
  links: z.object({ users: z.number().int(), groups: z.number().int() }),
  pending: z.number().int(),
  lastCycle: cycle.nullable(),
  createdAt: instant,
  version: z.number().int(),
  /** `other` when the connector has a newer default mapping, or the application has one of its own. */
  mapping: z.enum(["default", "other"]),
});
export type ApplicationShape = z.infer<typeof application>;

const mappingRow = z.object({ target: z.string(), source: z.string(), apply: z.string() });

/** The mappings of an application, and what the newest default would change in them. */
export const applicationMapping = z.object({
  appId: uuid,
  mapping: z.enum(["default", "other"]),
  user: z.array(mappingRow),
  group: z.array(mappingRow),
  changes: z.array(
    z.object({
      type: z.enum(["user", "group"]),
      target: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
});
export type ApplicationMappingShape = z.infer<typeof applicationMapping>;

/** A bearer token goes into a header, which allows only visible ASCII (RFC 6750 §2.1). White space around it is removed. */
const secret = z
  .string()
  .trim()
  .max(16_384)
  .regex(/^[\x21-\x7e]+$/, "invalid.visible-ascii");

const everySeconds = z.number().int().min(10).max(86_400);

const writeMethod = z.enum(["patch", "put", "untested"]);

/** Applications, their credentials and schedules. */
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
        /** Replaces the settings with these names; the others stay. */
        config: z.record(z.string(), z.json()).optional(),
        everySeconds: everySeconds.optional(),
      })
      .refine((body) => Object.keys(body).length > 0, "invalid.nothing-to-change"),
    status: 200,
    response: application,
  },
  getMapping: {
    id: "getMapping",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/mapping",
    permission: "applications:read",
    summary: "Show the mappings of an application, and what the newest default mapping would change",
    params: inApp,
    status: 200,
    response: applicationMapping,
  },
  setMapping: {
    id: "setMapping",
    method: "PUT",
    path: "/api/v1/organizations/{org}/applications/{app}/mapping",
    permission: "applications:write",
    summary: "Take the newest default mapping of the connector; the next cycle is initial",
    params: inApp,
    body: z.object({ mapping: z.literal("default") }),
    status: 200,
    response: applicationMapping,
  },
  replaceSecret: {
    id: "replaceSecret",
    method: "PUT",
    path: "/api/v1/organizations/{org}/applications/{app}/secret",
    permission: "applications:write",
    summary: "Replace the credentials for the target; the old ones are deleted",
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
    summary: "Test whether the target accepts the address and the credentials; changes nothing",
    params: inApp,
    status: 200,
    response: z.object({
      authorized: z.boolean(),
      fault: fault.nullable(),
      notes: z.array(message),
      /** How accounts are changed, as far as is known; null when the test failed. */
      writes: z.object({ user: writeMethod, group: writeMethod }).nullable(),
      /** Attributes that the target refused or did not keep, with the number of objects concerned. */
      refused: z.array(
        z.object({
          path: z.string(),
          code: z.string(),
          status: z.number().int().nullable(),
          objects: z.number().int(),
        }),
      ),
    }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
