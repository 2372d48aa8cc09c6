import { z } from "zod";
import { inApp, pageOf, paging, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

/** A group that an application selects. */
export const selectedGroup = z.object({
  groupId: uuid.describe("The id of the group."),
  name: z.string().describe("The displayName of the group; its id for one that is gone from the directory."),
  membershipsOnly: z
    .boolean()
    .describe(
      "Whether only the memberships of the group are kept in the target, and the group itself is not changed.",
    ),
});
export type SelectedGroupShape = z.infer<typeof selectedGroup>;

/** The answer to a change of the selection. */
export const selectedGroupChange = selectedGroup.extend({
  groups: z
    .enum(["assigned", "all", "selected", "none"])
    .describe("The value of the setting `groups`; the selection counts with `selected` alone."),
});

/** The groups that go to a target whose application selects them one by one. */
export const selectedGroupRoutes = {
  listSelectedGroups: {
    id: "listSelectedGroups",
    method: "GET",
    path: "/api/v1/organizations/{org}/applications/{app}/groups",
    permission: "applications:read",
    summary: "List the selected groups",
    params: inApp,
    query: paging,
    status: 200,
    response: pageOf(selectedGroup),
  },
  selectGroup: {
    id: "selectGroup",
    method: "POST",
    path: "/api/v1/organizations/{org}/applications/{app}/groups",
    permission: "applications:write",
    summary:
      "Select a group, at most 10,000 for an application, or change whether only its memberships are kept",
    params: inApp,
    body: z.object({
      find: z.string().min(1).describe("The id or the displayName of the group."),
      membershipsOnly: z
        .boolean()
        .default(false)
        .describe("Whether only the memberships of the group are kept in the target; false when left out."),
    }),
    status: 200,
    response: selectedGroupChange,
  },
  unselectGroup: {
    id: "unselectGroup",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/applications/{app}/groups/{group}",
    permission: "applications:write",
    summary: "Remove a group from the selection",
    params: inApp.extend({ group: z.string().describe("The id or the displayName of the group.") }),
    status: 200,
    response: selectedGroupChange,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
