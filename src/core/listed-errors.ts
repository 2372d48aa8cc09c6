/** The errors of a configuration that an answer lists, at most; the number of all stands beside them. */
export const LISTED_ERRORS_MAX = 100;
