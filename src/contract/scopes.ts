import { z } from "zod";
import { inApp, instant, message, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const clause = z.object({
  attribute: z
    .string()
    .describe(
      "An attribute by its name in mappings or its SCIM path; `memberOf`; or an attribute of the manager, such as `manager.title`.",
    ),
  operator: z.string().describe("The operator, such as `EQUALS`; docs/provisioning.md lists all of them."),
  value: z
    .string()
    .optional()
    .describe("The value to compare with; left out for operators that need none, such as `IS NULL`."),
});

const filters = z.object({
  filters: z
    .array(
      z.object({
        name: z.string().optional().describe("The name of the filter; left out if it has none."),
        clauses: z.array(clause).describe("The clauses, all of which must hold."),
      }),
    )
    .describe("The scoping filters; an object is in scope if one of them holds."),
});

/** The scoping filters of an application. */
export const applicationScope = z.object({
  appId: uuid.describe("The id of the application."),
  version: z.number().int().describe("The version of the application that has these filters."),
  user: filters.describe("The scoping filters of users; without any, assignments alone decide."),
  group: filters.describe("The scoping filters of groups; without any, assignments alone decide."),
  operators: z
    .array(
      z.object({
        operator: z.string().describe("The operator, as clauses write it."),
        value: z
          .enum(["none", "text", "integer", "pattern", "date"])
          .describe("The form of its value; `none` for an operator that takes no value."),
      }),
    )
    .describe("The operators that a clause can have."),
});
export type ApplicationScopeShape = z.infer<typeof applicationScope>;

/** The result of assignment and scoping filters for one user or group. */
export const scopeTest = z.object({
  objectId: uuid.describe("The id of the user or group."),
  name: z.string().describe("The userName or the displayName."),
  state: z
    .enum(["active", "inactive", "deleted"])
    .describe("The state in the directory; an inactive user in scope gets no new account."),
  inScope: z.boolean().describe("Whether assignment and scoping filters bring it into scope."),
  assigned: z.boolean().describe("Whether an assignment brings it into scope."),
  assignment: z.array(message).describe("The assignments; empty for an object without any."),
  clause: z
    .string()
    .nullable()
    .describe(
      "The clauses that decided: those of the filter that holds, or the first one that fails; null without filters.",
    ),
  nextChangeAt: instant
    .nullable()
    .describe(
      "When a clause about a date next changes its result by time alone; null if time changes nothing.",
    ),
  filters: z
    .array(
      z.object({
        filter: z.string().describe("The name of the filter, or its number."),
        holds: z.boolean().describe("Whether all of its clauses hold."),
        failedClause: z
          .string()
          .nullable()
          .describe("The first clause that fails; null if the filter holds."),
      }),
    )
    .describe("The result of each scoping filter."),
});
export type ScopeTestShape = z.infer<typeof scopeTest>;

/** The effect of other scoping filters. */
export const scopePreview = z.object({
  before: z.number().int().describe("The number of objects in scope with the stored filters."),
  after: z.number().int().describe("The number of objects in scope with the other filters."),
  entering: z.number().int().describe("The number of objects that come into scope."),
  leaving: z.number().int().describe("The number of objects that leave scope."),
  losing: z
    .number()
    .int()
    .describe("The number of leaving objects that have an account, and so lose access."),
  names: z.array(z.string()).describe("The names of the first of these, at most 10."),
});
export type ScopePreviewShape = z.infer<typeof scopePreview>;

const given = z.json().optional();

/** The scoping filters of applications. */
export const scopeRoutes = {
  getScope: {
    id: "getScope",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/scope",
    permission: "applications:read",
    summary: "Show the scoping filters of an application",
    params: inApp,
    status: 200,
    response: applicationScope,
  },
  setScope: {
    id: "setScope",
    method: "PUT",
    path: "/api/v1/organizations/{org}/applications/{app}/scope",
    permission: "applications:write",
    summary: "Replace scoping filters of an application; the next cycle evaluates every object",
    params: inApp,
    body: z.object({
      user: given.describe(
        "The scoping filters of users, `{filters}`, at most 50, each an object or a text; unchanged when left out, none for null.",
      ),
      group: given.describe(
        "The scoping filters of groups, `{filters}`, at most 50, each an object or a text; unchanged when left out, none for null.",
      ),
      version: z
        .number()
        .int()
        .optional()
        .describe("Refuses the change if the application has another version by then; any when left out."),
    }),
    status: 200,
    response: applicationScope,
  },
  previewScope: {
    id: "previewScope",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/scope/preview",
    permission: "applications:read",
    summary:
      "Count the users or groups that other scoping filters bring into scope or take out; changes nothing",
    params: inApp,
    body: z.object({
      type: z.enum(["user", "group"]).default("user").describe("Whether to count users or groups."),
      filters: z
        .array(z.json())
        .max(50)
        .describe("The scoping filters to count with in place of the stored ones, at most 50."),
    }),
    status: 200,
    response: scopePreview,
  },
  testScope: {
    id: "testScope",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/scope/test",
    permission: "applications:read",
    summary: "Test whether a user or group is in scope, and which clause decides; changes nothing",
    params: inApp,
    body: z.object({
      type: z.enum(["user", "group"]).default("user").describe("Whether to find a user or a group."),
      find: z
        .string()
        .min(1)
        .max(500)
        .describe("Id or userName of the user, id or displayName of the group, at most 500 characters."),
      filters: z
        .array(z.json())
        .max(50)
        .optional()
        .describe("Scoping filters to test with in place of the stored ones, at most 50."),
    }),
    status: 200,
    response: scopeTest,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
