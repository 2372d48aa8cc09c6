import { z } from "zod";
import { credentialText } from "./applications.ts";
import { inApp, inOrg, name, placedNote } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const json = z.record(z.string(), z.json());
const subject = z.string().min(1).max(500);

/** The sections that the core checks by itself, with all errors at once, are objects of any members here. */
const mapping = z.union([z.literal("default"), json]);

const assignment = z
  .strictObject({
    everyone: z.literal(true).optional().describe("`true` assigns everyone in the organization."),
    user: subject.optional().describe("The userName or the id of a user, at most 500 characters."),
    group: subject.optional().describe("The displayName or the id of a group, at most 500 characters."),
    role: z
      .string()
      .min(1)
      .max(200)
      .nullable()
      .optional()
      .describe(
        "The value, id or name of a role, of 1 to 200 characters; null for none, and the default role when left out.",
      ),
  })
  .refine(
    ({ everyone, user, group }) => [everyone, user, group].filter((each) => each !== undefined).length === 1,
    "invalid.assignment-subject",
  );

const selectedGroup = z.strictObject({
  group: subject.describe("The displayName or the id of a group, at most 500 characters."),
  membershipsOnly: z
    .boolean()
    .optional()
    .describe("Whether only the memberships of the group are kept, and never the group itself."),
});

const roleText = z.string().trim().min(1).max(200);

const role = z.strictObject({
  value: roleText.describe("The role as the target receives it, of 1 to 200 characters."),
  id: roleText.optional().describe("The id, of 1 to 200 characters; the value of a new role when left out."),
  name: roleText
    .optional()
    .describe("The name, of 1 to 200 characters; the value of a new role when left out."),
  default: z.boolean().optional().describe("Whether an assignment that names no role gives this one."),
});

const reference = z
  .string()
  .max(1_000)
  .regex(/^(?:\$(?:env|file):\S.*|keep)$/, "invalid.credential-reference");

/** A reference, with which the stored secret may stay as long as it leads to none. */
export const referenceOrKept = z.union(
  [reference, z.strictObject({ from: reference, ifMissing: z.literal("keep") })],
  "invalid.credential-reference",
);

/** An application as a configuration file holds it. Unknown members are errors. */
export const applicationDocument = z.strictObject({
  muster: z.literal(1).describe("The version of the format: 1."),
  kind: z.literal("application").describe("`application`."),
  organization: name
    .optional()
    .describe(
      "The name of its organization, of 1 to 200 characters; needed where documents of several organizations are applied.",
    ),
  name: name.describe("The name of the application, of 1 to 200 characters; it identifies the application."),
  template: z
    .string()
    .max(200)
    .optional()
    .describe("The template of the gallery that a new application begins with, at most 200 characters."),
  parameters: z
    .record(z.string().max(200), z.string().max(1_000))
    .optional()
    .describe("The values of the template's parameters, by name, each of at most 1,000 characters."),
  connector: z
    .string()
    .max(200)
    .optional()
    .describe(
      "The connector of a new application without a template, at most 200 characters; `scim` when left out.",
    ),
  config: json
    .optional()
    .describe(
      "The settings of the connector, by name; with a template, those that differ from it. null removes one.",
    ),
  seed: z
    .string()
    .regex(/^(?:[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, "invalid.seed")
    .optional()
    .describe(
      "The beginning of the values that `Guid` and `RandomString` give, of 64 hexadecimal digits, or a UUID for an application of an early version; a new one when left out. It is not a credential.",
    ),
  credential: referenceOrKept
    .optional()
    .describe(
      "`$env:NAME`, `$file:PATH` or `keep`, of at most 1,000 characters; never the credential itself.",
    ),
  settings: json.optional().describe("Settings of the application, by name; null resets one to its default."),
  schedule: z
    .strictObject({
      state: z
        .enum(["on", "off"])
        .describe("Whether cycles run by themselves; their interval is the setting `everySeconds`."),
    })
    .optional()
    .describe(
      "The schedule. A new application without it waits until a plan is applied; one that is `on` begins by itself.",
    ),
  roles: z.array(role).max(500).optional().describe("The roles that assignments can give, at most 500."),
  mappings: z
    .strictObject({
      user: mapping.optional().describe("The mapping of users, or `default`."),
      group: mapping.optional().describe("The mapping of groups, or `default`."),
    })
    .optional()
    .describe("The mappings of accounts; docs/mappings.md describes their members."),
  scopes: z
    .strictObject({
      user: z.array(z.json()).max(50).optional().describe("The scoping filters of users, at most 50."),
      group: z.array(z.json()).max(50).optional().describe("The scoping filters of groups, at most 50."),
    })
    .optional()
    .describe("Scoping filters, each a text or an object; an empty list removes those of a type."),
  assignments: z.array(assignment).max(5_000).optional().describe("The assignments, at most 5,000."),
  selectedGroups: z
    .array(selectedGroup)
    .max(5_000)
    .optional()
    .describe("The groups that the setting `groups` = `selected` sends, at most 5,000."),
});
export type ApplicationDocumentShape = z.output<typeof applicationDocument>;

const change = z.object({
  document: z.number().int().describe("The place of the document in the list that was sent, from 0."),
  organization: z.string().describe("The name of the organization."),
  kind: z
    .enum(["organization", "application"])
    .describe("Whether the organization itself or one of its applications changes."),
  name: z.string().describe("The name of the application or organization."),
  action: z.enum(["create", "change", "delete"]).describe("Whether something is added, changed or removed."),
  path: z
    .string()
    .describe(
      "The section and the member, such as `settings/parkAfter`; empty for the application or organization itself.",
    ),
  from: z.json().describe("The value before; null for a new value. A credential is never shown."),
  to: z.json().describe("The value after; null for a value that is removed."),
  accounts: z
    .number()
    .int()
    .nullable()
    .describe("Of a deletion: the number of linked accounts that it concerns; null for other changes."),
});
export type ConfigurationChangeShape = z.infer<typeof change>;

/** The changes that documents make. */
export const configurationResult = z.object({
  changed: z.number().int().describe("The number of changes; 0 if everything is as the documents say."),
  applied: z.boolean().describe("Whether the changes were written."),
  deletions: z.number().int().describe("The number of deletions among the changes."),
  changes: z.array(change).describe("Every change, in the order of the documents."),
  notes: z
    .array(placedNote)
    .describe("What is accepted and most likely not intended, such as a misspelt attribute in a mapping."),
});
export type ConfigurationResultShape = z.infer<typeof configurationResult>;

/** Documents to compare or to apply. */
export const configurationBody = z.object({
  documents: z
    .array(json)
    .min(1)
    .max(500)
    .describe(
      "The documents, from 1 to 500, each with `muster`, `kind` and `name`; docs/configuration-files.md describes them.",
    ),
  secrets: z
    .record(z.string().max(1_000), credentialText)
    .default({})
    .describe(
      "The values of references such as `$env:NAME`, by reference, each of at most 16,384 characters; they are stored sealed.",
    ),
  prune: z
    .boolean()
    .default(false)
    .describe("Deletes the entries that a list in a document leaves out; lists that are left out stay."),
  deletionsMax: z
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(10)
    .describe("Applies nothing if there are more deletions than this, from 0 to 100,000."),
});

/** The configuration of an organization as documents. */
export const configurationRoutes = {
  exportApplication: {
    id: "exportApplication",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/configuration",
    permission: "applications:read",
    summary: "Show an application as a document that can be applied again, without secrets",
    params: inApp,
    status: 200,
    response: z.object({
      document: json.describe("The document; docs/configuration-files.md describes its members."),
      omitted: z.array(z.string()).describe("The sections that are left out because they are too long."),
    }),
  },
  compareConfiguration: {
    id: "compareConfiguration",
    method: "POST",
    path: "/api/v1/organizations/{org}/configuration/diff",
    permission: "applications:write",
    summary: "Show the changes that documents would make; changes nothing",
    params: inOrg,
    body: configurationBody,
    status: 200,
    response: configurationResult,
  },
  applyConfiguration: {
    id: "applyConfiguration",
    method: "POST",
    path: "/api/v1/organizations/{org}/configuration/apply",
    permission: "applications:write",
    summary:
      "Make the changes of documents, each application in one commit; an error in any document changes nothing",
    params: inOrg,
    body: configurationBody,
    status: 200,
    response: configurationResult,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
