/**
 * The least length of a credential that is removed from everything that a target answers. A shorter one may be an
 * ordinary word: it is removed from refusals and records, and stays in the data of good answers.
 */
export const SECRET_LENGTH_MIN = 12;
