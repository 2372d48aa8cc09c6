import { z } from "zod";
import type { RouteSpec } from "./route.ts";

const source = z.object({
  url: z.string().describe("The public page."),
  read: z.string().describe("The day on which it was read."),
});

/** The fields of work that the gallery sorts templates by. */
export const templateCategory = z.enum([
  "business",
  "communication",
  "data",
  "development",
  "identity",
  "general",
]);
const category = templateCategory.describe(
  "The field of work of the application; `general` for a template that any application can use.",
);

const parameter = z.object({
  name: z.string().describe("The name of the parameter."),
  label: z.string().describe("A label for people."),
  pattern: z.string().describe("The pattern that the whole value matches, in the syntax of RE2."),
  example: z.string().describe("A value that matches."),
  where: z.string().describe("Where an administrator finds the value."),
});

const summary = z.object({
  id: z.string().describe("The id of the template."),
  name: z.string().describe("The name of the application."),
  summary: z.string().describe("The objects that it provisions."),
  category,
  connector: z.string().describe("The connector that speaks to the target."),
  documentation: z.string().describe("The page of the vendor about provisioning."),
  authentication: z
    .enum(["bearer", "oauth2-client-credentials"])
    .describe("How calls are authenticated: with a bearer token, or with OAuth 2.0 client credentials."),
  parameters: z.array(z.string()).describe("The names of the parameters to fill in."),
});
export type TemplateSummaryShape = z.infer<typeof summary>;

const limit = z.object({
  kind: z
    .enum(["requests", "members-per-call", "page-size", "bytes-per-call"])
    .describe("The quantity that is limited."),
  calls: z.enum(["all", "reads", "writes"]).optional().describe("For requests: the calls that count."),
  count: z.number().int().nullable().describe("The largest number; null where none is published."),
  perSeconds: z.number().int().optional().describe("For requests: the time in seconds."),
  burst: z.number().int().optional().describe("For requests: the number accepted at once after a pause."),
  confirmed: z.boolean().describe("Whether the vendor publishes the number."),
  note: z.string().optional().describe("Remarks, such as the reason why a limit is not confirmed."),
  sources: z.array(source).describe("The public pages."),
});

const mappings = z.union([z.literal("connector-default"), z.record(z.string(), z.json())]);

/** Everything that a template knows, its texts in the reader's language. */
export const template = z.object({
  id: z.string().describe("The id of the template."),
  name: z.string().describe("The name of the application."),
  aliases: z.array(z.string()).describe("Other words that the search finds it by."),
  summary: z.string().describe("The objects that it provisions."),
  category,
  connector: z.string().describe("The connector that speaks to the target."),
  parameters: z.array(parameter).describe("The values to fill in."),
  config: z.record(z.string(), z.json()).describe("The settings of the connector; `{name}` is a parameter."),
  authentication: z
    .object({
      kind: z
        .enum(["bearer", "oauth2-client-credentials"])
        .describe("With a bearer token, or with OAuth 2.0 client credentials."),
      obtain: z.string().describe("How the credential is obtained."),
      lifetimeDays: z
        .number()
        .int()
        .nullable()
        .describe("The lifetime of the credential in days; null where the vendor states none."),
      confirmed: z.boolean().describe("Whether the vendor's pages say so."),
      sources: z.array(source).describe("The public pages."),
    })
    .describe("How calls are authenticated."),
  limits: z.array(limit).describe("The limits that the vendor publishes, and those that were not found."),
  quirks: z
    .array(
      z.object({
        what: z.string().describe("The deviation."),
        seen: z.string().describe("The day on which it was last read or seen."),
        confirmed: z.boolean().describe("Whether a public page states it."),
        source: z.string().describe("The page, or the kind of observation."),
      }),
    )
    .describe("Deviations of this target."),
  mappings: z
    .object({
      user: mappings.describe("The mapping of users; `connector-default` for that of the connector."),
      group: mappings.describe("The mapping of groups; `connector-default` for that of the connector."),
    })
    .describe("The mappings of a new application."),
  settings: z
    .record(z.string(), z.json())
    .describe("The settings of a new application that differ from their defaults, by name."),
  roles: z
    .array(
      z.object({
        value: z.string().describe("The role as the target receives it."),
        displayName: z.string().describe("The role as people read it."),
        isDefault: z.boolean().describe("Whether it is assigned when no role is named."),
      }),
    )
    .describe("The roles of the application."),
  steps: z.array(z.string()).describe("The steps of an administrator, in order."),
  sources: z.array(source).describe("The public pages that the template was made from."),
});
export type TemplateShape = z.infer<typeof template>;

/** The gallery of templates that come with this version. */
export const galleryRoutes = {
  listTemplates: {
    id: "listTemplates",
    method: "GET",
    path: "/api/v1/gallery",
    permission: "applications:read",
    summary: "List or search the templates that applications are created from",
    query: z.object({
      search: z
        .string()
        .max(200)
        .optional()
        .describe(
          "Words that the templates hold, at most 200 characters; letter case and accents do not count. All templates when left out.",
        ),
      category: templateCategory
        .optional()
        .describe("The field of work of the templates; all of them when left out."),
    }),
    status: 200,
    response: z.object({
      templates: z.array(summary).describe("The templates, in the order of their names."),
      broken: z
        .array(
          z.object({
            id: z.string().describe("The id of the template."),
            places: z.array(z.string()).describe("Every error, as `file:line:column: text`."),
          }),
        )
        .describe("The templates of the installation that cannot be read; empty in a sound installation."),
    }),
  },
  getTemplate: {
    id: "getTemplate",
    method: "GET",
    path: "/api/v1/gallery/{template}",
    permission: "applications:read",
    summary: "Show a template: parameters, credentials, limits with their sources, deviations and mappings",
    params: z.object({
      template: z.string().max(200).describe("The id of the template, at most 200 characters."),
    }),
    status: 200,
    response: template,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
