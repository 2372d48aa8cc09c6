/** The list of groups, and the page of one group. */
export const texts = {
  "search.label": "Search groups",
  "search.placeholder": "Name of the group",
  "column.name": "Name",
  "column.members": "Members",
  table: "Groups",
  "empty.heading": "No groups yet",
  "empty.text":
    "Groups come from a CSV file (muster import), from a client that speaks SCIM, or are created here.",
  members: "Members",
  "members.count_one": "{{shown}} direct member",
  "members.count_other": "{{shown}} direct members",
  "members.none": "This group has no members yet.",
  "member.name": "Name",
  "member.type": "Type",
  "member.type.User": "User",
  "member.type.Group": "Group",
  parents: "Groups that contain it",
  "parents.none": "Not in another group.",
} as const;
