import { ENTERPRISE } from "../../core/mapping/attributes.ts";
import type { AttributeMapping, ObjectMapping } from "../../core/mapping/mapping.ts";
import type { AccountRules } from "../../core/provisioning/account-rules.ts";

/** Accounts of a SCIM target: names after RFC 7643 §4, and `active: false` is a disabled user. */
export const SCIM_RULES: AccountRules = {
  naturalKey: { user: "userName", group: "displayName" },
  sourceId: "externalId",
  caseExact: ["id", "externalId"],
  disabled: { path: "active", value: false },
  enabled: true,
};

function direct(target: string, source: string): AttributeMapping {
  return { target, kind: "direct", source, apply: "always" };
}

function expression(target: string, text: string): AttributeMapping {
  return { target, kind: "expression", expression: text, apply: "always" };
}

const WORK_ADDRESS: readonly (readonly [string, string])[] = [
  ["streetAddress", "streetAddress"],
  ["locality", "city"],
  ["region", "state"],
  ["postalCode", "postalCode"],
  ["country", "country"],
];

/** Attributes that the default mapping has had since 2026-12. */
const ADDED: readonly AttributeMapping[] = [
  direct("userType", "userType"),
  direct('emails[type eq "work"].primary', 'emails[type eq "work"].primary'),
];

/** The default mapping of users before `ADDED`. Applications from that time have no mapping stored and keep it. */
export const FIRST_USER_MAPPING: ObjectMapping = {
  type: "user",
  attributes: [
    { ...direct("userName", "userPrincipalName"), matching: 1 },
    expression(
      "active",
      'Switch([IsSoftDeleted], , "False", Coalesce([accountEnabled], "True"), "True", "False")',
    ),
    direct("externalId", "objectId"),
    direct("displayName", "displayName"),
    direct("title", "jobTitle"),
    direct("name.givenName", "givenName"),
    direct("name.familyName", "surname"),
    expression("name.formatted", 'Join(" ", [givenName], [surname])'),
    direct('emails[type eq "work"].value', "mail"),
    direct('phoneNumbers[type eq "work"].value', "telephoneNumber"),
    direct('phoneNumbers[type eq "mobile"].value', "mobile"),
    ...WORK_ADDRESS.map(([sub, source]) => direct(`addresses[type eq "work"].${sub}`, source)),
    direct("preferredLanguage", "preferredLanguage"),
    direct(`${ENTERPRISE}:employeeNumber`, "employeeId"),
    direct(`${ENTERPRISE}:department`, "department"),
    { ...direct(`${ENTERPRISE}:manager`, "manager"), reference: "user" },
  ],
};

/**
 * Users for a SCIM 2.0 target, after the list that Entra ID starts a SCIM application with. A soft-deleted
 * user is inactive; so is one with `accountEnabled` false, while a user without this attribute counts as enabled.
 * `externalId` is Muster's own id (docs/adr/0015-external-id-is-ours.md).
 */
export const DEFAULT_USER_MAPPING: ObjectMapping = {
  type: "user",
  attributes: [...FIRST_USER_MAPPING.attributes, ...ADDED],
};

/** Groups for a SCIM 2.0 target. Members are not mapped: the plan compares them one by one. */
export const DEFAULT_GROUP_MAPPING: ObjectMapping = {
  type: "group",
  attributes: [{ ...direct("displayName", "displayName"), matching: 1 }, direct("externalId", "objectId")],
};
