import type { PersonColumn } from "../../core/directory/person.ts";
import type { Layout } from "./header.ts";

/** A column of a file of people. */
export type PeopleColumn = PersonColumn | "manager";

type Aliases = Readonly<Record<string, PeopleColumn | readonly PeopleColumn[]>>;

/** Entra ID's "Download users": names of the same columns in its exports of 2020 and 2026. */
const ENTRA = layoutOf(
  { id: "objectId", mobile: "mobilePhone", physicaldeliveryofficename: "officeLocation" },
  [
    // These describe the record in Entra ID and not the person.
    ...["alternateemailaddress", "agegroup", "consentprovidedforminor", "legalagegroupclassification"],
    ...["authenticationphonenumber", "authenticationalternativephonenumber", "authenticationemail"],
    ...["creationtype", "directorysynced", "invitationstate", "identityissuer", "createddatetime"],
  ],
);

/**
 * Okta's reports of users and exports of its users API (2026). `manager` and `managerId` are free text there, and need
 * not name a user: they are left out unless they are mapped.
 */
const OKTA = layoutOf(
  {
    ...{
      id: "objectId",
      "user id": "objectId",
      login: "userPrincipalName",
      "okta username": "userPrincipalName",
    },
    ...{ user: "displayName", firstname: "givenName", "first name": "givenName" },
    ...{ lastname: "surname", "last name": "surname", email: "mail", "primary email": "mail" },
    ...{ status: "accountEnabled", title: "jobTitle", organization: "companyName" },
    ...{ employeenumber: "employeeId", primaryphone: "telephoneNumber", zipcode: "postalCode" },
    ...{ countrycode: "country", displayname: "displayName", usertype: "userType", city: "city" },
    ...{ department: "department", mobilephone: "mobilePhone", state: "state" },
    ...{ streetaddress: "streetAddress" },
  },
  [
    ...["middlename", "honorificprefix", "honorificsuffix", "nickname", "profileurl", "secondemail"],
    ...["postaladdress", "preferredlanguage", "locale", "timezone", "costcenter", "division"],
    ...["manager", "managerid", "created", "activated", "statuschanged", "lastlogin", "lastupdated"],
    ...["passwordchanged", "type", "type.id", "realmid", "transitioningtostatus", "credentialtype"],
    ...["credentials.provider.type", "credentials.provider.name", "activation date", "last login"],
    ...["authentication source", "last password change", "password"],
  ],
);

/** Google Workspace's download of users (2026). A password in it is never read. */
const GOOGLE = layoutOf(
  {
    ...{ "first name": "givenName", "last name": "surname" },
    "email address": ["userPrincipalName", "mail"],
    ...{ status: "accountEnabled", "work phone": "telephoneNumber", "mobile phone": "mobilePhone" },
    ...{ "employee id": "employeeId", "employee type": "userType", "employee title": "jobTitle" },
    ...{ "manager email": "manager", department: "department" },
  },
  [
    ...["password", "password hash function", "org unit path", "new primary email", "last sign in"],
    ...["recovery email", "home secondary email", "work secondary email", "recovery phone", "home phone"],
    ...["work address", "home address", "cost center", "building id", "floor name", "floor section"],
    ...["change password at next sign-in", "new status", "new licenses", "licenses"],
    ...["advanced protection program enrollment"],
  ],
);

/** Google marks columns so; more of the last two kinds are added from time to time, and none is about the person. */
const GOOGLE_MARK = / \[[^\]]*\]$/;
const GOOGLE_OWN = / \[(read only|upload only)\]$/;

/** Columns of which each file of Okta has one: its users API and pages of users, and its reports. */
const OKTA_LOGINS = ["login", "profile.login", "okta username"];

/** The layout of a file of people by the names in its header, in lower case. */
export function findPeopleLayout(names: readonly string[]): Layout<PeopleColumn> {
  if (names.includes("email address [required]")) return googleLayout(names);
  if (names.includes("userprincipalname")) return ENTRA;
  return names.some((name) => OKTA_LOGINS.includes(name)) ? OKTA_PROFILE : ENTRA;
}

/**
 * Google's file may have columns that its administrator made. They are left out while all columns that are read are
 * there: when one of those is missing, an unknown column may be the same one under a new name.
 */
function googleLayout(names: readonly string[]): Layout<PeopleColumn> {
  const unmarked = new Set(names.map((name) => name.replace(GOOGLE_MARK, "")));
  return {
    aliasesOf: (name) => GOOGLE.aliasesOf(name.replace(GOOGLE_MARK, "")),
    isIgnored: (name) => GOOGLE_OWN.test(name) || GOOGLE.isIgnored(name.replace(GOOGLE_MARK, "")),
    leavesOutOthers: GOOGLE.readNames.every((name) => unmarked.has(name)),
  };
}

const OKTA_PROFILE: Layout<PeopleColumn> = {
  leavesOutOthers: false,
  aliasesOf: (name) => OKTA.aliasesOf(name.replace(/^profile\./, "")),
  isIgnored: (name) => OKTA.isIgnored(name.replace(/^profile\./, "")),
};

interface NamedLayout extends Layout<PeopleColumn> {
  readonly readNames: readonly string[];
}

function layoutOf(aliases: Aliases, ignored: readonly string[]): NamedLayout {
  const columns = new Map(Object.entries(aliases));
  const left = new Set(ignored);
  return {
    aliasesOf(name) {
      const found = columns.get(name) ?? [];
      return typeof found === "string" ? [found] : found;
    },
    isIgnored: (name) => left.has(name),
    leavesOutOthers: false,
    readNames: [...columns.keys()],
  };
}
