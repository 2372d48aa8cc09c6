import { z } from "zod";
import { inApp, message, placedNote, uuid } from "./parts.ts";
import { role } from "./roles.ts";
import type { RouteSpec } from "./route.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const anyValue = z.json();
const type = z.enum(["user", "group"]);

/** One attribute of a mapping, as it is shown. */
export const mappingRow = z.object({
  target: z.string().describe("The attribute of the account."),
  kind: z
    .enum(["direct", "constant", "expression", "none"])
    .describe("How the value comes about: an attribute, a constant, an expression, or none at all."),
  source: z.string().describe("The attribute, expression or constant that the value comes from, as a text."),
  value: value.optional().describe("The value of a constant; left out for every other kind."),
  expression: z.string().optional().describe("The text of an expression; left out for every other kind."),
  defaultIfNull: value.optional().describe("The value that a new account gets when the mapping gives none."),
  apply: z.string().describe("`always`, or `on-create` for a value that only a new account gets."),
  matching: z
    .number()
    .int()
    .optional()
    .describe(
      "The place of the attribute among those that find an account: 1 is searched first, and attributes with the same number are searched together.",
    ),
  reference: z
    .string()
    .optional()
    .describe("`user` if the value is a user whose account the target receives instead."),
  writeOnly: z
    .boolean()
    .optional()
    .describe("True if the value is made when it is sent, and kept nowhere; for an initial password."),
});
export type MappingRowShape = z.infer<typeof mappingRow>;

const change = z.object({
  type: type.describe("Whether the mapping of users or that of groups is concerned."),
  target: z.string().describe("The attribute of the account."),
  from: z.string().nullable().describe("The source of the value before; null if it was not mapped."),
  to: z.string().nullable().describe("The source of the value after; null if it is not mapped."),
  before: anyValue.describe(
    "The attribute as the mapping had it, with all its options; null if it was not mapped.",
  ),
  after: anyValue.describe(
    "The attribute as the mapping has it, with all its options; null if it is not mapped.",
  ),
});

const definition = z.record(z.string(), anyValue);

/** The mappings of an application, and what the newest default would change in them. */
export const applicationMapping = z.object({
  appId: uuid.describe("The id of the application."),
  version: z.number().int().describe("The version of the application that has these mappings."),
  mapping: z
    .enum(["default", "other"])
    .describe(
      "`default` for the default mapping: that of its template, or the newest of its connector; `other` for any other.",
    ),
  user: z.array(mappingRow).describe("The mapping of users, one entry for each attribute of the account."),
  group: z.array(mappingRow).describe("The mapping of groups, one entry for each attribute of the account."),
  mappings: z
    .object({
      user: definition.describe("The mapping of users as it is stored."),
      group: definition.describe("The mapping of groups as it is stored."),
    })
    .describe("Both mappings in the form in which they can be sent back."),
  changes: z.array(change).describe("The changes that the newest default mapping would make."),
  changed: z
    .array(change)
    .optional()
    .describe("The changes that this request made; left out of the answer to a GET."),
  notes: z
    .array(placedNote)
    .describe("Attributes that `mappings` read and that the directory does not have, at most 20 of a type."),
});
export type ApplicationMappingShape = z.infer<typeof applicationMapping>;
export type MappingChangeShape = z.infer<typeof change>;

const given = definition
  .optional()
  .describe(
    "`attributes`, the whole list of at most 200, and `actions`, the switches; docs/mappings.md describes both. The mapping stays when left out.",
  );

const tried = z.object({
  target: z.string().describe("The attribute of the account."),
  value: anyValue.describe("The value that a new account gets; null if it gets none."),
  from: z.string().describe("The source of the value: an attribute, an expression or a constant."),
  apply: z.string().describe("`always`, or `on-create` for a value that only a new account gets."),
  note: message
    .optional()
    .describe(
      "Why a plan may give another value, as with `SelectUniqueValue`; left out if it gives this one.",
    ),
});
export type TriedAttributeShape = z.infer<typeof tried>;

/** The effect of another mapping on the accounts that exist. */
export const mappingPreview = z.object({
  accounts: z.number().int().describe("The number of accounts of this type."),
  attributes: z
    .array(
      z.object({
        path: z.string().describe("The attribute of the account."),
        changed: z.number().int().describe("The number of accounts that get another value."),
      }),
    )
    .describe("The attributes that get other values, the one with the most accounts first."),
  problems: z
    .number()
    .int()
    .describe("The number of objects that would be held, because an attribute has no usable value."),
});
export type MappingPreviewShape = z.infer<typeof mappingPreview>;

const searched = z.object({
  path: z.string().describe("The attribute that accounts are searched by."),
  value: z.string().describe("The value that is searched."),
});

const triedReference = z.object({
  state: z
    .enum(["linked", "awaited", "none"])
    .describe(
      "`linked` if the user has an account, `awaited` if the reference waits for it, `none` if the user gets none.",
    ),
  account: z.string().nullable().describe("The id of the account, which is sent; null until there is one."),
  user: z.string().nullable().describe("The name of the user; null if the directory has no such user."),
});

const flat = z.record(z.string(), anyValue);

/** The mappings of an application. */
export const mappingRoutes = {
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
    summary:
      "Replace the mappings of an application, or take the newest default; the next cycle maps everyone again",
    params: inApp,
    body: z
      .object({
        mapping: z
          .literal("default")
          .optional()
          .describe(
            "`default` takes the default mapping: that of the template, or the newest of the connector; not beside `user` and `group`.",
          ),
        type: type
          .optional()
          .describe(
            "Takes the default for this type only; beside `mapping` alone. Both types when left out.",
          ),
        user: given,
        group: given,
        version: z
          .number()
          .int()
          .optional()
          .describe("Refuses the change if the application has another version by then; any when left out."),
      })
      .refine(
        ({ mapping, user, group }) => (mapping === undefined) !== (user === undefined && group === undefined),
        "invalid.mapping-body",
      ),
    status: 200,
    response: applicationMapping,
  },
  previewMapping: {
    id: "previewMapping",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/mapping/preview",
    permission: "applications:read",
    summary:
      "Count the accounts in which another mapping gives other values than the stored one; changes nothing",
    params: inApp,
    body: z.object({
      type: type.describe("Whether the mapping of users or that of groups is concerned."),
      mapping: definition.describe("The mapping to count with: `attributes`, at most 200."),
    }),
    status: 200,
    response: mappingPreview,
  },
  testMapping: {
    id: "testMapping",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/mapping/test",
    permission: "applications:read",
    summary:
      "Show what the mapping makes of a user or group, with the stored mapping or another; changes nothing",
    params: inApp,
    body: z.object({
      type: type.describe("Whether a user or a group is mapped."),
      find: z.string().min(1).max(500).describe("Id or name of the user or group, at most 500 characters."),
      mapping: definition
        .optional()
        .describe("A mapping to try in place of the stored one: `attributes`, at most 200."),
    }),
    status: 200,
    response: z.object({
      objectId: uuid.describe("The id of the user or group."),
      linked: z.boolean().describe("Whether the user or group has an account in the target."),
      roles: z.array(role).describe("Its roles in the application, which `[appRoleAssignments]` reads."),
      attributes: z.array(tried).describe("One entry for each attribute of the mapping, in its order."),
      notes: z
        .array(placedNote)
        .describe("Attributes that the mapping reads and that the directory does not have, at most 20."),
      problems: z.array(message).describe("Why an attribute has no usable value; the object would be held."),
      matching: z
        .array(
          searched.extend({
            also: z
              .array(searched)
              .optional()
              .describe("The further attributes of the same search; left out for a search by one."),
          }),
        )
        .describe("The searches for an existing account, in their order."),
      create: flat.describe("The values of a new account, by attribute."),
      update: flat.describe("The values that an existing account is kept at, by attribute."),
      references: z
        .record(z.string(), triedReference)
        .describe("The users whose accounts the target receives, by attribute."),
    }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
