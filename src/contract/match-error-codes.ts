/** The reasons why an answer about an account cannot be taken. */
export const MATCH_ERROR_CODES = [
  /** {object} */
  "match.not-open",
  /** {object, name, count}: several accounts were found, or none. */
  "match.account-needed",
  /** {account, count}: one account for several objects. */
  "match.account-for-one",
  /** {account, owner}: the name of the object that has it. */
  "match.account-taken",
] as const;
