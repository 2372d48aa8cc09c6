import { z } from "zod";
import { configurationBody, configurationResult, referenceOrKept } from "./configuration.ts";
import { inOrg, name } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const json = z.record(z.string(), z.json());

/** A webhook as a configuration file holds it. */
export const documentWebhook = z.strictObject({
  name: name.describe("The name of the webhook, of 1 to 200 characters; it identifies the webhook."),
  url: z
    .string()
    .trim()
    .min(1)
    .max(2_000)
    .optional()
    .describe("The http or https address that events are sent to, of 1 to 2,000 characters."),
  types: z
    .array(z.string().min(1).max(100))
    .max(100)
    .nullable()
    .optional()
    .describe("At most 100 event types to send, such as `user.created`; null or empty for all."),
  state: z.enum(["on", "off"]).optional().describe("Whether events are sent; a new webhook is `on`."),
  secret: referenceOrKept
    .optional()
    .describe(
      "The secret that signs its messages: `$env:NAME`, `$file:PATH` or `keep`, of at most 1,000 characters. A new webhook without it gets one of its own.",
    ),
});

/** An organization as a configuration file holds it. Unknown members are errors. */
export const organizationDocument = z.strictObject({
  muster: z.literal(1).describe("The version of the format: 1."),
  kind: z.literal("organization").describe("`organization`."),
  name: name.describe(
    "The name of the organization, of 1 to 200 characters; it identifies the organization.",
  ),
  softDeleteDays: z
    .number()
    .int()
    .min(0)
    .max(3_650)
    .optional()
    .describe("How long users are kept that SCIM deletes, in days, from 0 to 3,650; 0 removes them at once."),
  definitions: z
    .strictObject({
      schemas: z
        .array(json)
        .max(100)
        .optional()
        .describe("The schemas of the organization, at most 100, in the form of RFC 7643 §7."),
      resourceTypes: z
        .array(json)
        .max(50)
        .optional()
        .describe("The resource types of the organization, at most 50, in the form of RFC 7643 §6."),
    })
    .optional()
    .describe("The schemas and resource types that the organization defines for itself."),
  webhooks: z
    .array(documentWebhook)
    .max(20)
    .optional()
    .describe("The addresses that events are sent to, at most 20."),
  applications: z
    .array(z.union([name, json]))
    .max(500)
    .optional()
    .describe(
      "Its applications, at most 500: the name of each, or the members of its document without `muster` and `kind`.",
    ),
});

const parts = { body: configurationBody, status: 200, response: configurationResult } as const;

/** The configuration of whole organizations as documents. */
export const organizationConfigurationRoutes = {
  exportOrganization: {
    id: "exportOrganization",
    method: "GET",
    path: "/api/v1/organizations/{org}/configuration",
    permission: "organization:read",
    summary: "Show an organization as a document that can be applied again, without secrets",
    params: inOrg,
    status: 200,
    response: z.object({
      document: json.describe("The document; it names the applications, which have documents of their own."),
    }),
  },
  compareOrganization: {
    id: "compareOrganization",
    method: "POST",
    path: "/api/v1/organizations/{org}/configuration/whole/diff",
    permission: "organization:write",
    summary: "Show the changes that documents of an organization and of its applications would make",
    params: inOrg,
    ...parts,
  },
  applyOrganization: {
    id: "applyOrganization",
    method: "POST",
    path: "/api/v1/organizations/{org}/configuration/whole/apply",
    permission: "organization:write",
    summary:
      "Make the changes of documents of an organization and of its applications; an error in any document changes nothing",
    params: inOrg,
    ...parts,
  },
  compareInstallation: {
    id: "compareInstallation",
    method: "POST",
    path: "/api/v1/configuration/diff",
    permission: "instance",
    summary: "Show the changes that documents of any organizations would make",
    ...parts,
  },
  applyInstallation: {
    id: "applyInstallation",
    method: "POST",
    path: "/api/v1/configuration/apply",
    permission: "instance",
    summary:
      "Make the changes of documents of any organizations; an organization that is missing is created by its document",
    ...parts,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
