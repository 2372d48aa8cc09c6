import { z } from "zod";
import { change, inApp, instant, message, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";
import { situation } from "./situations.ts";

/** The answers that a person can give about the account of an object. */
export const MATCH_ANSWERS = ["adopt", "reject", "create", "later"] as const;

/** An object whose account a person has to decide about. */
export const matchCase = z.object({
  objectId: uuid.describe("The id of the user or group in the directory."),
  type: z.enum(["user", "group"]).describe("Whether the object is a user or a group."),
  name: z.string().describe("The name of the object."),
  situation: situation.describe(
    "`found` for one free account, `absent` for none, `ambiguous` for several, `collision` for an account that another object has or had, `missing` for an account that is not in the target any more.",
  ),
  candidates: z
    .array(
      z.object({
        accountId: z.string().describe("The id of the account in the target."),
        name: z.string().nullable().describe("The name of the account; null if the target does not show it."),
        privileged: z
          .boolean()
          .describe("True for an account that the filter `privilegedAccounts` finds, or may find."),
      }),
    )
    .describe("The accounts that were found, at most 50."),
  changes: z.array(change).describe("The values that an adoption, or a new account, would change."),
  reasons: z.array(message).describe("Why the object waits."),
  since: instant.describe("When it began to wait."),
  answer: z
    .object({
      answer: z.enum(MATCH_ANSWERS).describe("The answer."),
      accountId: z.string().nullable().describe("The account to adopt; null for another answer."),
      by: z.string().describe("The person or the token that gave the answer."),
      at: instant.describe("When the answer was given."),
      expiresAt: instant
        .nullable()
        .describe("When the answer expires; null for one that is valid while the same accounts are found."),
      comment: z.string().nullable().describe("The comment beside the answer; null for none."),
    })
    .nullable()
    .describe("The answer that the next plan will follow; null for none."),
});
export type MatchCaseShape = z.infer<typeof matchCase>;

/** The queue of matching: objects without a link whose account a person decides about. */
export const matchRoutes = {
  listMatches: {
    id: "listMatches",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/matches",
    permission: "provisioning:read",
    summary:
      "List the objects that wait for a decision about their account, with the accounts that were found",
    params: inApp,
    query: paging.extend({ situation: situation.optional().describe("Only cases in this situation.") }),
    status: 200,
    response: pageOf(matchCase),
  },
  answerMatches: {
    id: "answerMatches",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/matches/answer",
    permission: "provisioning:run",
    summary:
      "Adopt, reject, create or put off, one by one or all of a kind; the next plan follows the answer while it finds the same accounts",
    params: inApp,
    body: z.object({
      answer: z
        .enum(MATCH_ANSWERS)
        .describe(
          "`adopt` links the account, `reject` leaves account and object apart, `create` makes an account beside those that were found, `later` lets the case rest.",
        ),
      objects: z
        .union([z.literal("all"), z.array(uuid).min(1).max(10_000)])
        .describe("`all`, or the ids of 1 to 10,000 objects that wait."),
      situation: situation.optional().describe("With `all`: only the cases in this situation."),
      accountId: z
        .string()
        .trim()
        .min(1)
        .max(1_000)
        .optional()
        .describe(
          "The account to adopt, 1 to 1,000 characters: one of those that were found, or any account of the target without a link. For one object alone; not needed where one account was found.",
        ),
      days: z
        .number()
        .int()
        .min(1)
        .max(365)
        .optional()
        .describe("How long a case rests with `later`, 1 to 365 days; 7 if left out."),
      comment: z
        .string()
        .trim()
        .min(1)
        .max(1_000)
        .optional()
        .describe("A comment beside the answer, 1 to 1,000 characters; it goes to the audit log too."),
    }),
    status: 200,
    response: z.object({ answered: z.number().int().describe("The number of cases that were answered.") }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
