import type { ObjectId } from "../ids.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";

/** What an import knows of a person: the columns of Entra ID's "Download users" export, in its spelling. */
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

export type PersonColumn = (typeof PERSON_COLUMNS)[number];

/** A person's values by column. A missing column and `undefined` say the same: the source has no value. */
export type PersonValues = { readonly [column in PersonColumn]?: string | undefined };

/** RFC 7643 §4.3. */
export const ENTERPRISE_USER_SCHEMA = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/** Ours: what an Entra ID export knows and neither RFC 7643 §4.1 nor §4.3 has a place for. */
export const DIRECTORY_USER_SCHEMA = "urn:muster:params:scim:schemas:extension:directory:2.0:User";

/**
 * The SCIM User document (RFC 7643 §4.1, §4.3) of imported values: canonical names, without `id`, `meta` and
 * `schemas`. A value that the source lacks is left out, never `null` or empty. Only `accountEnabled` "false"
 * makes the person inactive: an export without that column must not lock a company out.
 *
 * `objectId` is not in it: it is the import's key, and `externalId` belongs to the integrations.
 */
export function personDocument(values: PersonValues): JsonObject {
  return present({
    userName: values.userPrincipalName,
    displayName: values.displayName,
    name: objectOf({ givenName: values.givenName, familyName: values.surname }),
    emails: listOf(
      values.mail === undefined ? undefined : { value: values.mail, type: "work", primary: true },
    ),
    title: values.jobTitle,
    userType: values.userType,
    active: values.accountEnabled !== "false",
    addresses: listOf(addressOf(values)),
    phoneNumbers: listOf(phoneOf("work", values.telephoneNumber), phoneOf("mobile", values.mobilePhone)),
    [ENTERPRISE_USER_SCHEMA]: objectOf({
      department: values.department,
      organization: values.companyName,
      employeeNumber: values.employeeId,
    }),
    [DIRECTORY_USER_SCHEMA]: objectOf({
      usageLocation: values.usageLocation,
      officeLocation: values.officeLocation,
    }),
  });
}

/** The document with its manager set to that user's id (RFC 7643 §4.3), or removed by `undefined`. */
export function withManager(document: JsonObject, managerId: ObjectId | undefined): JsonObject {
  const { [ENTERPRISE_USER_SCHEMA]: before, ...others } = document;
  const enterprise: Record<string, Json> = isObject(before) ? { ...before } : {};
  delete enterprise["manager"];
  if (managerId !== undefined) enterprise["manager"] = { value: managerId };
  return present({ ...others, [ENTERPRISE_USER_SCHEMA]: objectOf(enterprise) });
}

function addressOf(values: PersonValues): JsonObject | undefined {
  const address = objectOf({
    streetAddress: values.streetAddress,
    locality: values.city,
    region: values.state,
    postalCode: values.postalCode,
    country: values.country,
  });
  return address === undefined ? undefined : { type: "work", ...address };
}

function phoneOf(type: string, value: string | undefined): JsonObject | undefined {
  return value === undefined ? undefined : { type, value };
}

function present(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) kept[name] = value;
  return kept;
}

function objectOf(members: Readonly<Record<string, Json | undefined>>): JsonObject | undefined {
  const kept = present(members);
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function listOf(...elements: readonly (JsonObject | undefined)[]): Json | undefined {
  const kept = elements.filter((element) => element !== undefined);
  return kept.length === 0 ? undefined : kept;
}
