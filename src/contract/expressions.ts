import { z } from "zod";
import { inOrg, instant, listOf, message, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]);

/** An error in the text of an expression. */
export const expressionError = message.extend({
  position: z
    .number()
    .int()
    .describe("Where the error is: the number of UTF-16 code units that stand before it."),
  expected: z
    .string()
    .describe(
      "The tokens that can stand there, in the signs of the language; empty when the text is too long.",
    ),
});
export type ExpressionErrorShape = z.infer<typeof expressionError>;

/** The language of mappings. */
export const expressionRoutes = {
  listFunctions: {
    id: "listFunctions",
    method: "GET",
    path: "/api/v1/organizations/{org}/expressions/functions",
    permission: "applications:read",
    summary: "List the functions of the mapping language",
    params: inOrg,
    status: 200,
    response: listOf(
      z.object({
        name: z.string().describe("The name of the function."),
        signature: z
          .string()
          .describe("The function with its arguments; `?` follows one that can be left out."),
        summary: message.describe("The result of the function."),
      }),
    ),
  },
  evaluateExpression: {
    id: "evaluateExpression",
    method: "POST",
    path: "/api/v1/organizations/{org}/expressions/evaluate",
    permission: "applications:read",
    summary:
      "Evaluate an expression of the mapping language with given values or those of a user; changes nothing",
    params: inOrg,
    body: z.object({
      expression: z.string().describe("The expression, at most 10,000 characters."),
      values: z
        .record(z.string().max(1_000), value)
        .default({})
        .describe(
          "Values of attributes by the names that stand in brackets; they come before those of the user.",
        ),
      user: z
        .string()
        .min(1)
        .max(500)
        .optional()
        .describe(
          "Id or userName, at most 500 characters, of the user whose attributes are read; without one, other attributes are absent.",
        ),
      app: uuid
        .optional()
        .describe("The id of an application; the roles of the user there are `[appRoleAssignments]`."),
    }),
    status: 200,
    response: z.object({
      value: value.describe("The value; null when the attribute would be absent, and when there are errors."),
      note: message
        .optional()
        .describe(
          "Why a plan may give another value, as with `SelectUniqueValue`; left out if it gives this one.",
        ),
      notes: z
        .array(message)
        .describe(
          "The attributes that the expression names and that users do not have: most likely misspelt.",
        ),
      nextChange: z
        .object({
          kind: z
            .enum(["never", "at", "restless"])
            .describe(
              "`never` if time changes nothing, `at` if the value stays until a moment, `restless` if it changes every minute or oftener.",
            ),
          at: instant
            .nullable()
            .describe("The moment from which the value can be another; null unless `at`."),
        })
        .describe("When the value can change by time alone; a plan evaluates the user again then."),
      errors: z.array(expressionError).describe("The errors in the text, in order of their positions."),
      sources: z
        .array(
          z.object({
            name: z.string().describe("The name as it stands in brackets."),
            value: value.describe("Its value."),
          }),
        )
        .describe("The attributes that the expression names."),
    }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
