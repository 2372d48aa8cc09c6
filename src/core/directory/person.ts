import type { ObjectId } from "../ids.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { DIRECTORY_USER_URN, ENTERPRISE_USER_URN } from "../scim/schema-urns.ts";

/** The values of a person in an import: the columns of Entra ID's "Download users" export, in its spelling. */
export const PERSON_COLUMNS = [
  "userPrincipalName",
  "displayName",
  "surname",
  "mail",
  "givenName",
  "objectId",
  "userType",
  "jobTitle",
  "department",
  "accountEnabled",
  "usageLocation",
  "streetAddress",
  "state",
  "country",
  "officeLocation",
  "city",
  "postalCode",
  "telephoneNumber",
  "mobilePhone",
  "companyName",
  "employeeId",
] as const;

/** A column of a file of people. */
export type PersonColumn = (typeof PERSON_COLUMNS)[number];

/** A person's values by column. A missing column and `undefined` mean the same: the source has no value. */
export type PersonValues = { readonly [column in PersonColumn]?: string | undefined };

/**
 * Builds the SCIM User document (RFC 7643 §4.1, §4.3) of imported values: canonical names, without `id`, `meta` and
 * `schemas`. A value that the source lacks is left out, never `null` or empty. Only `accountEnabled` "false" makes the
 * person inactive: an export without that column must not lock a company out.
 *
 * The names are in the order of `toCanonicalJson` at every level, so that `JSON.stringify` gives that text.
 *
 * The document has no `objectId`, which is the import's key, and no `externalId`, which belongs to the integrations.
 */
export function toPersonDocument(values: PersonValues): JsonObject {
  return withoutUndefined({
    active: values.accountEnabled !== "false",
    addresses: listOf(addressOf(values)),
    displayName: values.displayName,
    emails: listOf(
      values.mail === undefined ? undefined : { primary: true, type: "work", value: values.mail },
    ),
    name: objectOf({ familyName: values.surname, givenName: values.givenName }),
    phoneNumbers: listOf(phoneOf("work", values.telephoneNumber), phoneOf("mobile", values.mobilePhone)),
    title: values.jobTitle,
    [ENTERPRISE_USER_URN]: objectOf({
      department: values.department,
      employeeNumber: values.employeeId,
      organization: values.companyName,
    }),
    [DIRECTORY_USER_URN]: objectOf({
      officeLocation: values.officeLocation,
      usageLocation: values.usageLocation,
    }),
    userName: values.userPrincipalName,
    userType: values.userType,
  });
}

/** Sets the manager of a document to this user (RFC 7643 §4.3); `undefined` removes the manager. */
export function withManager(document: JsonObject, managerId: ObjectId | undefined): JsonObject {
  const before = document[ENTERPRISE_USER_URN];
  const enterprise = isObject(before) ? before : {};
  if (managerId !== undefined) {
    return { ...document, [ENTERPRISE_USER_URN]: { ...enterprise, manager: { value: managerId } } };
  }
  const { manager: _, ...others } = enterprise;
  return withoutUndefined({ ...document, [ENTERPRISE_USER_URN]: objectOf(others) });
}

function addressOf(values: PersonValues): JsonObject | undefined {
  const address = objectOf({
    country: values.country,
    locality: values.city,
    postalCode: values.postalCode,
    region: values.state,
    streetAddress: values.streetAddress,
  });
  return address === undefined ? undefined : { ...address, type: "work" };
}

function phoneOf(type: string, value: string | undefined): JsonObject | undefined {
  return value === undefined ? undefined : { type, value };
}

function withoutUndefined(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  const kept: Record<string, Json> = {};
  for (const name of Object.keys(members)) {
    const value = members[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

function objectOf(members: Readonly<Record<string, Json | undefined>>): JsonObject | undefined {
  const kept = withoutUndefined(members);
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function listOf(...elements: readonly (JsonObject | undefined)[]): Json | undefined {
  const kept = elements.filter((element) => element !== undefined);
  return kept.length === 0 ? undefined : kept;
}
