/** Users that were deleted and are kept for a while. */
export const texts = {
  table: "Deleted users",
  intro: "These users have lost their access. They can be restored with their groups until the date shown.",
  "column.name": "Name",
  "column.user-name": "User name",
  "column.deleted": "Deleted",
  "column.purge": "Removed for good",
  "column.actions": "Actions",
  "search.label": "Search by user name",
  "search.placeholder": "Former user name, in full",
  "empty.heading": "No deleted users",
  "empty.text": "Users that are deleted stay here for as many days as the organization keeps them.",
  restore: "Restore",
  "restore.of": "Restore {{name}}",
  "restore.heading": "Restore {{name}}?",
  "restore.text":
    "One user is restored, with the same id and the memberships of groups that still exist. Applications follow with their next cycle.",
  purge: "Remove for good",
  "purge.of": "Remove {{name}} for good",
  "purge.heading": "Remove {{name}} for good?",
  "purge.text": "One user is removed now. There is no way back.",
} as const;
