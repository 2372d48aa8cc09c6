import { z } from "zod";
import { cycle } from "./cycles.ts";
import { fault } from "./fault.ts";
import { inApp, inOrg, instant, listOf, message, name, nothing, uuid } from "./parts.ts";
import { quarantine, restingOperation } from "./quarantine.ts";
import { role } from "./roles.ts";
import type { RouteSpec } from "./route.ts";
import { statistics } from "./statistics.ts";

export const schedule = z.object({
  state: z
    .enum(["waiting", "on", "off", "quarantine"])
    .describe(
      "`waiting` until a plan is applied, then `on` or `off`; `quarantine` after the target refused the credentials.",
    ),
  everySeconds: z.number().int().describe("The interval between two cycles, in seconds."),
  nextRunAt: instant.nullable().describe("When the next cycle begins; null if none is planned."),
  quarantine: quarantine
    .nullable()
    .describe("The quarantine of a target that refused the credentials; null in every other state."),
  resting: z
    .array(restingOperation)
    .describe("The operations that rest after too many failures, while the others go on; empty for none."),
});
export type ScheduleShape = z.infer<typeof schedule>;

export const application = z.object({
  appId: uuid.describe("The id of the application."),
  orgId: uuid.describe("The id of its organization."),
  name: z.string().describe("The name of the application, unique in its organization."),
  connector: z.string().describe("The connector that speaks to the target, such as `scim`."),
  template: z
    .string()
    .nullable()
    .describe("The template of the gallery that it was created from; null without one."),
  config: z
    .record(z.string(), z.json())
    .describe("The settings of the connector, by name; none of them is secret."),
  hasSecret: z.boolean().describe("Whether credentials for the target are stored."),
  schedule: schedule.describe("When cycles run."),
  roles: z
    .array(role)
    .describe("The roles that assignments can give; empty for an application without roles."),
  assignments: z.number().int().describe("The number of assignments."),
  links: z
    .object({
      users: z.number().int().describe("The number of linked users."),
      groups: z.number().int().describe("The number of linked groups."),
    })
    .describe("The numbers of objects that are linked to an account in the target."),
  held: z.number().int().describe("Users and groups that wait for a person or for data."),
  pending: z.number().int().describe("Users and groups that wait for their next attempt."),
  parked: z.number().int().describe("Users and groups that wait for a change, after too many attempts."),
  parkedValues: z
    .number()
    .int()
    .describe(
      "Attributes and members that the target refused with the same answer too often. They are sent again after a change.",
    ),
  lastCycle: cycle.nullable().describe("The last cycle; null before the first one."),
  statistics: statistics.describe("How its cycles went until now, in the fields of the reference service."),
  lastTest: z
    .object({
      at: instant.describe("When the connection was tested."),
      works: z.boolean().describe("Whether the target accepted the address and the credentials."),
      fault: fault.nullable().describe("Why the test failed; null if it did not."),
    })
    .nullable()
    .describe(
      "The last test of the connection that was requested; null before the first one, and after a change of the address, the credentials or another part of the connection.",
    ),
  createdAt: instant.describe("When the application was created."),
  version: z
    .number()
    .int()
    .describe(
      "Counts the changes of settings and mappings; a plan is applied only in the version that it was made in.",
    ),
  mapping: z
    .enum(["default", "other"])
    .describe(
      "`default` for the default mapping: that of its template, or the newest of its connector; `other` for any other.",
    ),
});
export type ApplicationShape = z.infer<typeof application>;

/**
 * The characters of a client secret (RFC 6749 appendix A.2). White space around it is removed. A bearer token has no spaces
 * either, which depends on the application.
 */
const secret = z
  .string()
  .trim()
  .max(16_384)
  .regex(/^[\x20-\x7e]+$/, "invalid.printable-ascii");

/** PKCS #8, or the older forms of one kind of key. */
const privateKey = z
  .string()
  .trim()
  .max(16_384)
  .regex(
    /^-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+-----END [A-Z ]*PRIVATE KEY-----$/,
    "invalid.private-key",
  );

/** A credential as text: a bearer token, a client secret or a private key. */
export const credentialText = z.union([secret, privateKey]);

const credentials = {
  secret: secret
    .optional()
    .describe(
      "The bearer token or the client secret for the target, of at most 16,384 characters; it is stored sealed and never shown.",
    ),
  privateKey: privateKey
    .optional()
    .describe(
      "In place of `secret`: the private key of an OAuth client in PEM form, at most 16,384 characters.",
    ),
};

const everySeconds = z.number().int().min(10).max(86_400);

const bulkUse = z.object({
  state: z
    .enum(["used", "not-offered", "switched-off", "limited", "refused"])
    .describe(
      "`used` if the target offers bulk requests and Muster sends them; otherwise why not: the target offers none, the setting `bulkRequests` is off, the application has limits of writes, or the target refused one within the last day.",
    ),
  operationsMax: z
    .number()
    .int()
    .nullable()
    .describe("The most changes that the target accepts in one request."),
  bytesMax: z.number().int().nullable().describe("The largest request that the target accepts, in bytes."),
  status: z
    .number()
    .int()
    .nullable()
    .describe(
      "The HTTP status of the answer that ended bulk requests: a refusal, or a success that did not say what became of each change; null in any other state.",
    ),
});
const writeMethod = z.enum(["patch", "put", "untested", "none"]);

/** Applications, their credentials and schedules. */
export const applicationRoutes = {
  findApplications: {
    id: "findApplications",
    method: "GET",
    path: "/api/v1/applications",
    permission: "applications:read",
    summary: "Find applications by id or name in every organization that the caller may see",
    query: z.object({
      find: z
        .string()
        .optional()
        .describe("The id or the name of the applications to find; all when left out."),
      org: uuid.optional().describe("The id of the organization to look in; all visible ones when left out."),
    }),
    status: 200,
    response: listOf(application),
  },
  createApplication: {
    id: "createApplication",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications",
    permission: "applications:write",
    summary: "Create an application that accounts are provisioned into",
    params: inOrg,
    body: z
      .object({
        name: name.describe("A name that is unique in the organization, of 1 to 200 characters."),
        template: z
          .string()
          .max(200)
          .optional()
          .describe("The id of a template of the gallery, at most 200 characters, in place of a connector."),
        parameters: z
          .record(z.string().max(200), z.string().max(1_000))
          .default({})
          .describe("The values of the template's parameters, by name, each of at most 1,000 characters."),
        connector: z
          .string()
          .optional()
          .describe(
            "The connector that speaks to the target; that of the template, or `scim`, when left out.",
          ),
        config: z
          .record(z.string(), z.json())
          .default({})
          .describe(
            "The settings of the connector, by name, such as the `url` of a SCIM server. With a template, those that differ from it.",
          ),
        ...credentials,
        everySeconds: everySeconds
          .optional()
          .describe(
            "The interval between two cycles, in seconds, from 10 to 86,400; the default of the setting when left out.",
          ),
      })
      .refine((body) => body.secret === undefined || body.privateKey === undefined, "invalid.one-credential")
      .refine(
        ({ template, parameters, connector }) =>
          template === undefined ? Object.keys(parameters).length === 0 : connector === undefined,
        "invalid.template-or-connector",
      ),
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
    summary:
      "Change name, interval, credential or settings of the connector; other settings make the next cycle initial. Settings that lead to another server need the credential with them",
    params: inApp,
    body: z
      .object({
        name: name.optional().describe("Another name, unique in the organization, of 1 to 200 characters."),
        config: z
          .record(z.string(), z.json())
          .optional()
          .describe(
            "Replaces the settings with these names, and removes those with the value null; the others stay.",
          ),
        everySeconds: everySeconds
          .optional()
          .describe("The interval between two cycles, in seconds, from 10 to 86,400."),
        ...credentials,
      })
      .refine((body) => Object.keys(body).length > 0, "invalid.nothing-to-change")
      .refine((body) => body.secret === undefined || body.privateKey === undefined, "invalid.one-credential"),
    status: 200,
    response: application,
  },
  replaceSecret: {
    id: "replaceSecret",
    method: "PUT",
    path: "/api/v1/organizations/{org}/applications/{app}/secret",
    permission: "applications:write",
    summary: "Replace the credentials for the target; the old ones are deleted",
    params: inApp,
    body: z
      .object(credentials)
      .refine(
        (body) => (body.secret === undefined) !== (body.privateKey === undefined),
        "invalid.one-credential",
      ),
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
      state: z.enum(["on", "off"]).describe("Turns the schedule on or off."),
      everySeconds: everySeconds
        .optional()
        .describe("The interval between two cycles, in seconds, from 10 to 86,400; unchanged when left out."),
    }),
    status: 200,
    response: schedule,
  },
  testApplication: {
    id: "testApplication",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/test",
    permission: "provisioning:retry",
    summary: "Test whether the target accepts the address and the credentials; changes nothing",
    params: inApp,
    status: 200,
    response: z.object({
      authorized: z.boolean().describe("Whether the target accepted the address and the credentials."),
      fault: fault.nullable().describe("Why the test failed; null if it did not."),
      notes: z.array(message).describe("The abilities of the target, as far as the test shows them."),
      writes: z
        .object({
          user: writeMethod.describe(
            "How users are changed: with PATCH, with PUT, not tested yet, or not at all.",
          ),
          group: writeMethod.describe(
            "How groups are changed: with PATCH, with PUT, not tested yet, or not at all.",
          ),
        })
        .nullable()
        .describe("How accounts are changed, as far as is known; null when the test failed."),
      bulk: bulkUse
        .nullable()
        .describe(
          "Whether several changes go to the target in one bulk request (RFC 7644, section 3.7); null when the test failed.",
        ),
      refused: z
        .array(
          z.object({
            path: z.string().describe("The path of the attribute."),
            code: z.string().describe("Names the reason; docs/errors.md lists the codes."),
            status: z
              .number()
              .int()
              .nullable()
              .describe(
                "The HTTP status of the refusal; null if the target accepted the value and did not keep it.",
              ),
            objects: z.number().int().describe("The number of objects concerned."),
            parked: z
              .number()
              .int()
              .describe("How many of these are parked: the target gave the same answer too often."),
          }),
        )
        .describe("Attributes that the target refused or did not keep."),
    }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
