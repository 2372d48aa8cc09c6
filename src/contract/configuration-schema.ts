import { z } from "zod";
import { applicationDocument } from "./configuration.ts";
import { organizationDocument } from "./organization-configuration.ts";

/**
 * The members that the server checks by itself, with better errors than a schema gives. Here they are written out, so
 * that an editor can complete them.
 */
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);

const attribute = z.strictObject({
  target: z.string().describe("The attribute of the account, as a SCIM path."),
  kind: z.enum(["direct", "constant", "expression", "none"]).describe("The kind of the source."),
  source: z.string().optional().describe("Of `direct`: an attribute of the directory."),
  value: value.optional().describe("Of `constant`: the value."),
  expression: z
    .string()
    .optional()
    .describe("Of `expression`: the expression; docs/functions.md lists the functions."),
  apply: z
    .enum(["always", "on-create"])
    .optional()
    .describe("When the value is written; `always` when left out."),
  matching: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("The order in which accounts are searched by this attribute."),
  defaultIfNull: value.optional().describe("The value of a new account when the source has none."),
  reference: z
    .literal("user")
    .optional()
    .describe("The source is a user, and the target receives the account of that user."),
  writeOnly: z.boolean().optional().describe("The value is made when it is sent, and kept nowhere."),
});

const mapping = z.union([
  z.literal("default"),
  z.strictObject({
    actions: z
      .strictObject({
        create: z.boolean().optional(),
        update: z.boolean().optional(),
        disable: z.boolean().optional(),
        delete: z.boolean().optional(),
      })
      .optional()
      .describe("The changes that the target gets; all of them when left out."),
    attributes: z.array(attribute).max(200).describe("The attributes of the account, at most 200."),
  }),
]);

const filter = z.union([
  z.string(),
  z.strictObject({
    name: z.string().optional().describe("The name of the filter."),
    clauses: z
      .array(
        z.strictObject({
          attribute: z.string().describe("An attribute by its name in mappings or its SCIM path."),
          operator: z.string().describe("The operator, such as `EQUALS`."),
          value: z
            .union([z.string(), z.number(), z.boolean()])
            .optional()
            .describe("The value to compare with."),
        }),
      )
      .describe("The clauses, all of which must hold."),
  }),
]);

const filters = z.array(filter).max(50).optional();

/** The JSON Schema (draft 2020-12) of a document in a configuration file, for editors. */
export function createConfigurationSchema(): object {
  const { mappings, scopes } = applicationDocument.shape;
  const application = applicationDocument.extend({
    mappings: z
      .strictObject({ user: mapping.optional(), group: mapping.optional() })
      .optional()
      .describe(mappings.description ?? ""),
    scopes: z
      .strictObject({ user: filters, group: filters })
      .optional()
      .describe(scopes.description ?? ""),
  });
  const { name, applications } = organizationDocument.shape;
  const nested = application.omit({ muster: true, kind: true, organization: true });
  const organization = organizationDocument.extend({
    applications: z
      .array(z.union([name, nested]))
      .max(500)
      .optional()
      .describe(applications.description ?? ""),
  });
  const shape = z.union([application, organization]);
  return { title: "Muster configuration", ...z.toJSONSchema(shape, { io: "input" }) };
}
