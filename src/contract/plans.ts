import { z } from "zod";
import { cycle, cycleKind } from "./cycles.ts";
import { holdAnswer } from "./hold-answer.ts";
import { change, inApp, instant, message, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";
import { situation } from "./situations.ts";

/** Decisions by verb. `evaluated` is the sum of all of them. */
export const planCounts = z.object({
  evaluated: z.number().int().describe("The number of objects that were looked at: the sum of all others."),
  create: z.number().int().describe("The number of accounts to create."),
  adopt: z.number().int().describe("The number of accounts that exist and are to be linked."),
  update: z.number().int().describe("The number of accounts to change."),
  disable: z.number().int().describe("The number of accounts to disable."),
  delete: z.number().int().describe("The number of accounts to delete."),
  unchanged: z.number().int().describe("The number of objects whose account is as it should be."),
  skip: z.number().int().describe("The number of objects without an account that need none."),
  hold: z.number().int().describe("The number of objects that wait for a person's decision."),
  pending: z.number().int().describe("The number of objects that wait for something else."),
});
export type PlanCountsShape = z.infer<typeof planCounts>;

export const decision = z.object({
  n: z.number().int().describe("The place of the decision in the plan, from 0."),
  objectId: uuid.describe("The id of the user or group in the directory."),
  type: z.enum(["user", "group"]).describe("Whether the object is a user or a group."),
  name: z.string().describe("The name of the object."),
  verb: z
    .enum(["create", "adopt", "update", "disable", "delete", "unchanged", "hold", "skip", "pending"])
    .describe("What is to be done for the object."),
  accountId: z.string().nullable().describe("The id of its account in the target; null if it has none."),
  situation: situation
    .nullable()
    .describe(
      "How the object and the accounts of the target stand to each other (docs/matching.md); null where no account was looked for.",
    ),
  reasons: z.array(message).describe("Why this was decided, the first reason first."),
  changes: z.array(change).describe("The attributes of the account that change."),
  membersAdded: z.number().int().describe("The number of members that the group gains."),
  membersRemoved: z.number().int().describe("The number of members that the group loses."),
  answerable: z.boolean().describe("Whether a person can approve or reject the decision."),
  answer: holdAnswer.nullable().describe("The answer that the next plan will follow; null for none."),
  outcome: z
    .string()
    .nullable()
    .describe("How the decision ended, in the words of the cycle's counts; null as long as it has not."),
});
export type DecisionShape = z.infer<typeof decision>;

const attributeCount = z.object({
  type: z.enum(["user", "group"]).describe("Whether accounts of users or of groups change."),
  path: z.string().describe("The attribute of the account."),
  changed: z.number().int().describe("The number of accounts in which the attribute changes."),
  held: z
    .number()
    .int()
    .describe("The number of other accounts in which it would change, and whose change is held."),
  evaluated: z.number().int().describe("The number of linked accounts of this type that were evaluated."),
});

export const plan = z.object({
  planId: uuid.describe("The id of the plan."),
  orgId: uuid.describe("The id of its organization."),
  appId: uuid.describe("The id of its application."),
  kind: cycleKind.describe("`initial` looks at every object, `incremental` at the changed ones."),
  state: z
    .enum(["building", "planned", "applying", "applied", "stale", "failed"])
    .describe(
      "`building`, then `planned`, `applying` and `applied`; `stale` and `failed` plans cannot be applied.",
    ),
  createdAt: instant.describe("When planning began."),
  hash: z.string().nullable().describe("The hash over all decisions; null while the plan is being made."),
  counts: planCounts.describe("The decisions of the plan in numbers."),
  sending: z
    .number()
    .int()
    .nullable()
    .describe(
      "The number of decisions that change something in the target; 0 if applying the plan sends nothing but questions. null while the plan is being made.",
    ),
  nextStep: z
    .enum(["apply", "answer-holds", "take-mapping", "nothing"])
    .nullable()
    .describe(
      "The next step with the plan: `apply` it; `answer-holds` if every decision that would act is held; `take-mapping` for a preview of the default mapping, which cannot be applied; `nothing`. null unless the plan is `planned`.",
    ),
  listed: z
    .number()
    .int()
    .describe(
      "The number of decisions that the plan lists; unchanged ones are only counted, but for objects that were pending or whose link was void. 0 while the plan is being made.",
    ),
  notes: z.array(message).describe("Warnings, and what planning waits for."),
  attributes: z
    .array(attributeCount)
    .describe(
      "The attributes in which existing accounts change or would change, the one with the most accounts first.",
    ),
});
export type PlanShape = z.infer<typeof plan>;

const inPlan = z.object({ plan: uuid.describe("The id of the plan.") });

/** Plans: make one, read it, answer its holds, apply it. */
export const planRoutes = {
  planCycle: {
    id: "planCycle",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/plans",
    permission: "provisioning:run",
    summary: "Begin to plan a cycle; poll the plan until it is planned",
    params: inApp,
    body: z.object({
      kind: z
        .enum(["auto", "initial", "default-mapping"])
        .default("auto")
        .describe(
          "`default-mapping` shows what the newest default mapping would change, in a plan that cannot be applied; `initial` looks at every object, `auto` at the changed ones where that is possible.",
        ),
    }),
    status: 202,
    response: plan,
  },
  listPlans: {
    id: "listPlans",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/plans",
    permission: "provisioning:read",
    summary: "List the plans of an application that are kept, newest first",
    params: inApp,
    query: paging,
    status: 200,
    response: pageOf(plan),
  },
  getPlan: {
    id: "getPlan",
    method: "GET",
    path: "/api/v1/plans/{plan}",
    permission: "provisioning:read",
    summary: "Show a plan",
    params: inPlan,
    status: 200,
    response: plan,
  },
  listDecisions: {
    id: "listDecisions",
    method: "GET",
    path: "/api/v1/plans/{plan}/decisions",
    permission: "provisioning:read",
    summary: "List the decisions of a plan",
    params: inPlan,
    query: paging.extend({
      verb: z.string().optional().describe("Only decisions with this verb, such as `hold`."),
      n: z.coerce.number().int().min(0).optional().describe("Only the decision at this place of the plan."),
    }),
    status: 200,
    response: pageOf(decision),
  },
  answerHolds: {
    id: "answerHolds",
    method: "POST",
    path: "/api/v1/plans/{plan}/holds",
    permission: "provisioning:run",
    summary:
      "Approve or reject held decisions, one by one or together, for one plan; the next plan carries them out",
    params: inPlan,
    body: z.object({
      answer: z.enum(["approved", "rejected"]).describe("The answer for all these objects."),
      objects: z
        .union([z.literal("all"), z.array(uuid).min(1).max(10_000)])
        .describe("`all`, or the ids of 1 to 10,000 held objects."),
      expiresInHours: z
        .number()
        .positive()
        .max(168)
        .optional()
        .describe(
          "How long the answer is valid, in hours, more than 0 and at most 168. If left out, an approval is valid for 24 hours, and a rejection until the decision changes.",
        ),
      comment: z
        .string()
        .trim()
        .min(1)
        .max(1_000)
        .optional()
        .describe("A comment beside the answer, 1 to 1,000 characters; it goes to the audit log too."),
    }),
    status: 200,
    response: z.object({ answered: z.number().int().describe("The number of holds that were answered.") }),
  },
  applyPlan: {
    id: "applyPlan",
    method: "POST",
    path: "/api/v1/plans/{plan}/apply",
    permission: "provisioning:run",
    summary: "Begin to apply exactly this plan; poll the cycle until it has ended",
    params: inPlan,
    body: z.object({
      hash: z
        .string()
        .optional()
        .describe("Refuses the request unless the plan has this hash; not checked when left out."),
    }),
    status: 202,
    response: cycle,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
