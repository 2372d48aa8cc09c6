/** Why a user has access to an application, and what would still give it. */
export const texts = {
  summary: "Why, and what if",
  last: "The last action",
  "last.none": "No action is recorded.",
  none: "The user has no access that could go.",
  heading: "If one of these alone went:",
  "part.assignment-user": "the direct assignment",
  "part.assignment-group": "the assignment of the group “{{name}}”",
  "part.assignment-all": "the assignment of everyone",
  "part.group": "the group “{{name}}”",
  role: "role “{{role}}”",
  keeps: "the user keeps the access",
  loses: "the user loses the access",
} as const;
