import { z } from "zod";
import { inApp, message, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const person = z.object({
  userId: uuid.describe("The id of the user."),
  name: z.string().describe("The userName of the user."),
});

/** The effect that removing a group, or its assignment, has. */
export const removal = z.object({
  groupId: uuid.describe("The id of the group."),
  group: z.string().describe("The displayName of the group."),
  removed: z.enum(["group", "assignment"]).describe("The thing that would be removed."),
  lose: z
    .number()
    .int()
    .describe(
      "The number of active users in the group, at any depth, that would lose their right to an account.",
    ),
  keep: z.number().int().describe("The number of users that would keep it."),
  loseRoles: z.number().int().describe("The number of users that would keep it with fewer roles."),
  keptBy: z
    .array(
      z.object({
        reason: message.describe("A reason that would remain."),
        people: z.number().int().describe("The number of users that have it."),
      }),
    )
    .describe("The reasons that would remain, the most frequent first; the first 20."),
  losing: z.array(person).describe("The users that would lose it; the first 20."),
  user: person
    .extend({
      has: z.boolean().describe("Whether the user has a right to an account now."),
      keeps: z.boolean().describe("Whether the user would have it then."),
      scope: z.array(message).describe("The reasons that would remain for the user."),
    })
    .nullable()
    .describe("The user of the request; null without one, and for a user that is not active."),
});
export type RemovalShape = z.infer<typeof removal>;

export const removalRoutes = {
  tryRemoval: {
    id: "tryRemoval",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/removal",
    permission: "provisioning:read",
    summary:
      "How many people would lose their account if a group, or its assignment, were removed; changes nothing",
    params: inApp,
    query: z.object({
      find: z
        .string()
        .min(1)
        .max(1_000)
        .describe("The id or the displayName of the group, of at most 1,000 characters."),
      removed: z
        .enum(["group", "assignment"])
        .default("group")
        .describe("Whether the group itself would go, or only its assignment to the application."),
      role: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe(
          "With `removed=assignment`: only the assignment that gives this role, by value, id or name, of at most 200 characters.",
        ),
      user: z
        .string()
        .min(1)
        .max(1_000)
        .optional()
        .describe("The id or the userName of one user to tell about, of at most 1,000 characters."),
    }),
    status: 200,
    response: removal,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
