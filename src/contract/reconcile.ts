import { z } from "zod";
import { cycle } from "./cycles.ts";
import { change, inApp, instant, message, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const type = z.enum(["user", "group"]).describe("Whether it is the account of a user or of a group.");

/** The result of the last comparison of a target with the links of its application. */
export const reconciliation = z.object({
  at: instant.nullable().describe("When the target was compared; null before the first time."),
  planId: uuid.nullable().describe("The id of the plan of that cycle; null before the first time."),
  linked: z.number().int().describe("The number of links, of users and groups."),
  drifted: z.number().int().describe("The number of linked accounts that differ."),
  missing: z.number().int().describe("The number of links whose account the target does not have."),
  corrected: z.boolean().describe("Whether that cycle corrected the differences."),
  held: z
    .boolean()
    .describe("Whether that cycle held the corrections, so that each waits for a person's answer."),
  attributes: z
    .array(
      z.object({
        type,
        path: z.string().describe("The attribute."),
        differing: z.number().int().describe("The number of accounts that differ in it."),
        spelt: z
          .number()
          .int()
          .describe(
            "The number of accounts that show the value in the target's own spelling. These do not count as different.",
          ),
        compared: z.number().int().describe("The number of linked accounts of this type that were compared."),
      }),
    )
    .describe("The differences by attribute, the most frequent first."),
  drift: z
    .array(
      z.object({
        objectId: uuid.describe("The id of the user or group in the directory."),
        type,
        name: z.string().describe("The name of the account, or its id."),
        accountId: z.string().describe("The id of the account in the target."),
        kind: z.enum(["changed", "missing"]).describe("Whether the account differs or is not there."),
        changes: z
          .array(change)
          .describe(
            "The attributes that differ: `from` is the value that Muster knew, `to` that of the target.",
          ),
        membersLost: z
          .number()
          .int()
          .describe("The number of members that Muster added and that the group does not have any longer."),
        membersOther: z
          .number()
          .int()
          .describe("The number of members that Muster did not add, of groups that lost members. They stay."),
      }),
    )
    .describe("The accounts that differ or are not there: 500 at most."),
  refused: z
    .number()
    .int()
    .describe(
      "The number of attributes and members that the target refused. Muster knows of these differences, and they do not count as different.",
    ),
  refusals: z
    .array(
      z.object({
        objectId: uuid.describe("The id of the user or group in the directory."),
        type,
        name: z.string().describe("The name of the user or group."),
        path: z.string().nullable().describe("The attribute; null for a member."),
        member: z.string().nullable().describe("The name of the member; null for an attribute."),
        reasons: z.array(message).describe("The refusal, and the answer of the target."),
        parked: z
          .boolean()
          .describe("Whether the same answer came too often, so that the value waits for a change."),
        nextAttemptAt: instant
          .nullable()
          .describe("When the value is sent again; null if something has to change first."),
      }),
    )
    .describe("These attributes and members: 500 at most."),
  orphans: z
    .object({
      local: z.number().int().describe("Accounts that match no object of the directory."),
      unassigned: z.number().int().describe("Accounts that match an object which is out of scope."),
      assigned: z.number().int().describe("Accounts that match an object which is in scope."),
    })
    .describe("The accounts without a link, by the objects that they match. They are not touched."),
  accounts: z
    .array(
      z.object({
        accountId: z.string().describe("The id of the account in the target."),
        type,
        name: z.string().nullable().describe("The name of the account; null if the target does not show it."),
        class: z.enum(["local", "unassigned", "assigned"]).describe("See `orphans`."),
      }),
    )
    .describe("The accounts without a link: 500 at most."),
  leftOut: z
    .object({
      drift: z
        .number()
        .int()
        .describe("Accounts that differ or are not there and that `drift` does not list."),
      accounts: z.number().int().describe("Accounts without a link that `accounts` does not list."),
      refusals: z.number().int().describe("Refused values that `refusals` does not list."),
      unread: z
        .number()
        .int()
        .describe(
          "Links whose account the listing lacks and of which nothing is known: one comparison reads 1,000 such accounts at most.",
        ),
    })
    .describe("The numbers of entries that the bounds left out of the result; all are 0 when it is whole."),
});
export type ReconciliationShape = z.infer<typeof reconciliation>;

/** The target of an application is read as a whole and compared with what Muster knows of it. */
export const reconcileRoutes = {
  reconcileApplication: {
    id: "reconcileApplication",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/reconcile",
    permission: "provisioning:run",
    summary: "Begin to read the whole target and compare it; poll the cycle, then read the result",
    params: inApp,
    body: z.object({
      correct: z
        .boolean()
        .default(false)
        .describe("Whether accounts that differ are corrected. Accounts without a link are never touched."),
    }),
    status: 202,
    response: cycle,
  },
  showReconciliation: {
    id: "showReconciliation",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/reconciliation",
    permission: "provisioning:read",
    summary: "Show the result of the last comparison of the target",
    params: inApp,
    status: 200,
    response: reconciliation,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
