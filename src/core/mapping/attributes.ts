import { DIRECTORY_USER_URN, ENTERPRISE_USER_URN } from "../scim/schema-urns.ts";

// Knowledge of SCIM's standard schemas that mappings need (RFC 7643 §4, §8.2): spelling and kinds of values.

/** The enterprise extension of users (RFC 7643 §4.3), under which its attributes lie. */
export const ENTERPRISE = ENTERPRISE_USER_URN;

/** Our own extension of users. It holds the attributes that SCIM does not define. */
export const DIRECTORY = DIRECTORY_USER_URN;

/** Schemas whose attributes lie at the top of a resource, in lower case. */
export const CORE_SCHEMAS: ReadonlySet<string> = new Set([
  "urn:ietf:params:scim:schemas:core:2.0:user",
  "urn:ietf:params:scim:schemas:core:2.0:group",
]);

const NAMES = [
  "schemas id externalId meta userName name displayName nickName profileUrl title userType",
  "preferredLanguage locale timezone active password emails phoneNumbers ims photos addresses groups",
  "entitlements roles x509Certificates members formatted familyName givenName middleName honorificPrefix",
  "honorificSuffix value type primary display streetAddress locality region postalCode country $ref",
  "employeeNumber costCenter organization division department manager",
];

const SPELLING: ReadonlyMap<string, string> = new Map(
  NAMES.flatMap((line) => line.split(" ")).map((name) => [name.toLowerCase(), name]),
);

/**
 * The standard's spelling of an attribute name, or `undefined` for a name that the standard does not define.
 */
export function findStandardName(name: string): string | undefined {
  return SPELLING.get(name.toLowerCase());
}

/** Attributes that hold several complex elements; `type` distinguishes the elements. */
export const MULTI_VALUED: ReadonlySet<string> = new Set([
  "emails",
  "phoneNumbers",
  "ims",
  "photos",
  "addresses",
  "groups",
  "entitlements",
  "roles",
  "x509Certificates",
  "members",
]);

/** Complex attributes that have no `value`: a path has to name one of their sub-attributes. */
export const WITHOUT_VALUE: ReadonlySet<string> = new Set(["name", "addresses", "meta"]);

/** Attributes that no mapping may write: the target maintains them, and memberships determine `members`. */
export const NOT_WRITABLE: ReadonlySet<string> = new Set(["schemas", "id", "meta", "groups", "members"]);
