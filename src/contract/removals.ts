import { z } from "zod";
import { inApp, inOrg, message, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

const person = z.object({
  userId: uuid.describe("The id of the user."),
  name: z.string().describe("The userName of the user."),
});

/** The effect of a removal on the users with a right to an account. */
const effect = z.object({
  lose: z.number().int().describe("The number of active users that would lose their right to an account."),
  keep: z.number().int().describe("The number of active users concerned that would keep it."),
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
});
export type RemovalEffectShape = z.infer<typeof effect>;

/** The thing that would be removed. */
const removedThing = z.object({
  removed: z
    .enum(["group", "member", "user", "assignment"])
    .describe("The kind of thing that would be removed."),
  type: z
    .enum(["user", "group", "all"])
    .describe("Whether the id is that of a user or a group; `all` for the assignment of everyone."),
  id: z
    .string()
    .describe("The id of the group or the user, or of the subject of the assignment; `*` for everyone."),
  name: z.string().describe("The displayName of the group, the userName of the user, or `*` for everyone."),
  member: z
    .object({
      memberId: uuid.describe("The id of the member."),
      type: z.enum(["user", "group"]).describe("Whether the member is a user or a group."),
      name: z.string().describe("The userName of a user, the displayName of a group."),
    })
    .nullable()
    .describe("The member that would leave the group; null if no membership would be removed."),
  returns: z
    .array(message)
    .describe("Why the removal would not last: the source or the SCIM client that would undo it."),
});
export type RemovedThingShape = z.infer<typeof removedThing>;

/** The effect that a removal has in one application. */
export const removal = removedThing.extend(effect.shape).extend({
  user: person
    .extend({
      state: z.enum(["active", "inactive", "deleted"]).describe("The state of the user."),
      has: z
        .boolean()
        .describe(
          "Whether the user is in scope now. An inactive user in scope keeps an account, switched off.",
        ),
      keeps: z.boolean().describe("Whether the user would be in scope then."),
      scope: z.array(message).describe("The reasons that would remain for the user."),
    })
    .nullable()
    .describe("The user of the request; null without one."),
});
export type RemovalShape = z.infer<typeof removal>;

/** The effect that a change of the directory has in all applications. */
export const directoryRemoval = removedThing.extend({
  applications: z
    .array(
      effect.extend({
        appId: uuid.describe("The id of the application."),
        application: z.string().describe("The name of the application."),
      }),
    )
    .describe("The applications in which users concerned have a right to an account."),
});
export type DirectoryRemovalShape = z.infer<typeof directoryRemoval>;

const find = z.string().min(1).max(1_000);
const memberQuery = {
  member: find
    .optional()
    .describe("With `removed=member`: the id or the name of the member, of at most 1,000 characters."),
  memberType: z
    .enum(["user", "group"])
    .default("user")
    .describe("With `removed=member`: whether the member is a user or a group."),
};
const isMemberGiven = ({
  removed,
  member,
}: {
  readonly removed: string;
  readonly member?: string | undefined;
}) => (removed === "member") === (member !== undefined);
const MEMBER_NEEDED = { error: "invalid.member-of-removal", path: ["member"] };

export const removalRoutes = {
  tryRemoval: {
    id: "tryRemoval",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/removal",
    permission: "provisioning:read",
    summary: "How many users would lose their account in an application after a removal; changes nothing",
    params: inApp,
    query: z
      .object({
        find: find.describe(
          "The id or the name of the group or user, of at most 1,000 characters; `*` for the assignment of everyone.",
        ),
        removed: removedThing.shape.removed
          .default("group")
          .describe(
            "`group` or `user`: the object itself would go; `member`: a member would leave the group; `assignment`: the assignment of the object to the application would end.",
          ),
        type: removedThing.shape.type
          .default("group")
          .describe("With `removed=assignment`: whether a group, a user or everyone is assigned."),
        role: z
          .string()
          .min(1)
          .max(200)
          .optional()
          .describe(
            "With `removed=assignment`: only the assignment that gives this role, by value, id or name, of at most 200 characters.",
          ),
        ...memberQuery,
        user: find
          .optional()
          .describe("The id or the userName of one user to tell about, of at most 1,000 characters."),
      })
      .refine(isMemberGiven, MEMBER_NEEDED),
    status: 200,
    response: removal,
  },
  tryDirectoryRemoval: {
    id: "tryDirectoryRemoval",
    method: "GET",
    path: "/api/v1/organizations/{org}/removal",
    permission: "provisioning:read",
    summary:
      "How many users would lose their accounts, in each application, if a group or user were removed, or a member left a group; changes nothing",
    params: inOrg,
    query: z
      .object({
        find: find.describe("The id or the name of the group or user, of at most 1,000 characters."),
        removed: z
          .enum(["group", "member", "user"])
          .default("group")
          .describe(
            "`group` or `user`: the object itself would go; `member`: a member would leave the group.",
          ),
        block: z
          .stringbool()
          .default(false)
          .describe(
            "With `removed=user`: the user would be blocked, and not deleted. A source does not lift that.",
          ),
        ...memberQuery,
      })
      .refine(isMemberGiven, MEMBER_NEEDED),
    status: 200,
    response: directoryRemoval,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
