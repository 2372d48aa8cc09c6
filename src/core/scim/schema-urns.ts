/** The enterprise extension of users (RFC 7643 §4.3). */
export const ENTERPRISE_USER_URN = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** Muster's own extension of users: values of an Entra ID export that neither RFC 7643 §4.1 nor §4.3 has a place for. */
export const DIRECTORY_USER_URN = "urn:muster:params:scim:schemas:extension:directory:2.0:User";

/** The attribute of a user's manager, as a path. Index entries under it find users by the id of their manager. */
export const MANAGER_PATH = `${ENTERPRISE_USER_URN}:manager.value`;
