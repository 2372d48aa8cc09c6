import { z } from "zod";
import { inOrg, instant, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** An answer with an error. Nothing of the content of its request is kept. */
export const errorAnswer = z.object({
  trackingId: uuid.describe("The tracking id of the answer, as its header `x-tracking-id` has it."),
  at: instant.describe("When the answer was sent."),
  orgId: uuid.nullable().describe("The organization that the caller worked in; null if none is known."),
  actor: z
    .string()
    .describe(
      "`person:` and the id of a person, `token:` and the id of a token, or `anonymous` for a request without a session or a valid token.",
    ),
  actorName: z
    .string()
    .nullable()
    .describe("The name of the person or token that is the actor; null if it is neither, or not kept."),
  address: z
    .string()
    .nullable()
    .describe("The address that an anonymous request came from; null for other actors."),
  method: z.string().describe("The HTTP method; `none` for a request that was not HTTP."),
  route: z
    .string()
    .describe("The pattern of the path, such as `/api/v1/plans/:plan`; `none` if no route has the path."),
  status: z.number().int().describe("The HTTP status of the answer."),
  code: z
    .string()
    .nullable()
    .describe(
      "The code of the error, which docs/errors.md lists, or `scim.` and an error type; null if the answer has none.",
    ),
});
export type ErrorAnswerShape = z.infer<typeof errorAnswer>;

const errorAnswerQuery = paging.extend({
  id: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("Only the answer with this tracking id, of 1 to 100 characters."),
  status: z.coerce
    .number()
    .int()
    .min(300)
    .max(599)
    .optional()
    .describe("Only answers with this HTTP status, from 300 to 599."),
  code: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("Only answers with this code, of 1 to 100 characters."),
  actor: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("Only answers to this actor, of 1 to 100 characters."),
  since: instant.optional().describe("Only answers from this moment on."),
  until: instant.optional().describe("Only answers until this moment."),
});

/** Answers with an error: those of an organization, and those of the instance. */
export const errorAnswerRoutes = {
  listErrorAnswers: {
    id: "listErrorAnswers",
    method: "GET",
    path: "/api/v1/organizations/{org}/error-answers",
    permission: "organization:read",
    summary: "Answers with an error to the people and tokens of an organization, newest first",
    params: inOrg,
    query: errorAnswerQuery,
    status: 200,
    response: pageOf(errorAnswer),
  },
  listInstanceErrorAnswers: {
    id: "listInstanceErrorAnswers",
    method: "GET",
    path: "/api/v1/error-answers",
    permission: "instance",
    summary:
      "Answers with an error that belong to no organization, such as refused sign-ins, newest first; with `id` the answer with this tracking id, of any organization",
    query: errorAnswerQuery,
    status: 200,
    response: pageOf(errorAnswer),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
