import { z } from "zod";
import { holdAnswer } from "./hold-answer.ts";
import { inApp, instant, message, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** An object of an application that is held, waits for its next attempt, or is parked until something changes. */
export const waiting = z.object({
  objectId: uuid.describe("The id of the user or group in the directory."),
  type: z.enum(["user", "group"]).describe("Whether the object is a user or a group."),
  name: z.string().describe("The name of the object."),
  state: z
    .enum(["held", "pending", "parked"])
    .describe(
      "`held` for a person's decision, `pending` until its next attempt, or `parked` until something changes.",
    ),
  reasons: z.array(message).describe("Why the object waits."),
  since: instant.describe("When it began to wait."),
  attempts: z.number().int().describe("The number of attempts that failed in a row."),
  exchangeId: uuid.nullable().describe("The recorded exchange of the last failure; null without a failure."),
  nextAttemptAt: instant
    .nullable()
    .describe("When it is tried again by itself; null for a hold and for a parked object."),
  planId: uuid
    .nullable()
    .describe(
      "The id of the plan in which a person can answer the hold; null when it waits for something else.",
    ),
  answer: holdAnswer.nullable().describe("The answer that the next plan will follow; null for none."),
});
export type WaitingShape = z.infer<typeof waiting>;

/** Objects that earlier cycles left something to do for. */
export const waitingRoutes = {
  listWaiting: {
    id: "listWaiting",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/waiting",
    permission: "provisioning:read",
    summary: "List the objects that are held, pending or parked, with the reasons",
    params: inApp,
    query: paging,
    status: 200,
    response: pageOf(waiting),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
