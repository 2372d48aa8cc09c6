/**
 * The least length of a credential that is set for a target. A shorter one may be an ordinary word, so that it cannot be
 * taken out of what the target answers without harm to the data.
 */
export const SECRET_LENGTH_MIN = 12;
