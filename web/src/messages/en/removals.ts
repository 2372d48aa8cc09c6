/** The effect of a removal, in the question before it. */
export const texts = {
  counting: "Counting the users who lose their account…",
  lose_one: "{{shown}} user concerned loses the right to an account.",
  lose_other: "{{shown}} users concerned lose the right to an account.",
  keep_one: "{{shown}} user keeps it for another reason.",
  keep_other: "{{shown}} users keep it for another reason.",
  "lose-roles_one": "{{shown}} of these has fewer roles.",
  "lose-roles_other": "{{shown}} of these have fewer roles.",
  none: "No user loses an account.",
  returns: "This change may not last:",
  keeps: "The user keeps the account:",
} as const;
