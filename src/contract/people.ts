import { z } from "zod";
import { inOrg, instant, listOf, mailAddress, message, name, nothing, uuid } from "./parts.ts";
import { passkey } from "./passkeys.ts";
import type { RouteSpec } from "./route.ts";
import { personRole, personSession } from "./sign-in.ts";

/** The roles that a person can have in an organization. */
export const organizationRole = personRole.exclude(["instance-admin"]);

/** A person who signs in to Muster, with the roles that the caller may know of. */
export const person = z.object({
  personId: uuid.describe("The id of the person."),
  name: z.string().describe("The name that the person signs in with."),
  displayName: z.string().describe("The name of the person as others read it."),
  state: z
    .enum(["active", "invited", "disabled"])
    .describe(
      "`invited` until the person has chosen a password or an identity provider; `disabled` persons cannot sign in.",
    ),
  createdAt: instant.describe("When the person was invited, or used the link for the first owner."),
  roles: z
    .array(
      z.object({
        orgId: uuid.nullable().describe("The id of the organization; null for the role in the instance."),
        organization: z
          .string()
          .nullable()
          .describe("The name of the organization; null for the role in the instance."),
        role: personRole.describe("The role of the person there."),
      }),
    )
    .describe("The roles of the person, as far as the caller may see them."),
});
export type PersonShape = z.infer<typeof person>;

/** A person with the ways to sign in beside the password. */
export const personDetails = person.extend({
  authenticatorAppSince: instant
    .nullable()
    .describe(
      "Since when a code of an authenticator app is needed beside the password; null without an app.",
    ),
  passkeys: z.array(passkey).describe("The passkeys that the person signs in with."),
});
export type PersonDetails = z.infer<typeof personDetails>;

const oneTimeLink = {
  link: z
    .string()
    .nullable()
    .describe("The link with which the person chooses a password, shown this once; null if none is needed."),
  linkExpiresAt: instant.nullable().describe("Until when the link is valid; null without a link."),
  mail: z
    .object({
      to: z.string().describe("The address that the link was sent to."),
      failure: message.nullable().describe("Why the message was not accepted; null if it was."),
    })
    .nullable()
    .describe(
      "The outcome of sending the link by mail; null if no mail was requested, or no link is needed.",
    ),
};

/** A person with a link that was just created. */
export const personWithLink = person.extend(oneTimeLink);
export type PersonWithLink = z.infer<typeof personWithLink>;

const mailTo = mailAddress
  .optional()
  .describe("The address that the link is also sent to, of at most 254 characters; no mail when left out.");

const inPerson = z.object({
  person: z.string().min(1).max(200).describe("The id or the name of the person, of 1 to 200 characters."),
});
const inOrgAndPerson = inOrg.extend(inPerson.shape);

/** Persons who sign in, and their roles. */
export const peopleRoutes = {
  listPeople: {
    id: "listPeople",
    method: "GET",
    path: "/api/v1/people",
    permission: "people:read",
    summary: "The persons who sign in, by name",
    query: z.object({
      organization: uuid.optional().describe("Only persons with a role in the organization with this id."),
    }),
    status: 200,
    response: listOf(person),
  },
  invitePerson: {
    id: "invitePerson",
    method: "POST",
    path: "/api/v1/organizations/{org}/people",
    permission: "people:write",
    recentSignIn: true,
    summary: "Invite a person to an organization; a new person gets a link, which is shown this once",
    params: inOrg,
    body: z.object({
      name: name.describe("The name to sign in with, of 1 to 200 characters."),
      displayName: name.optional().describe("The name as others read it, of 1 to 200 characters."),
      role: organizationRole.describe("The role in the organization."),
      mailTo,
    }),
    status: 201,
    response: personWithLink,
  },
  inviteAdministrator: {
    id: "inviteAdministrator",
    method: "POST",
    path: "/api/v1/people",
    permission: "instance",
    recentSignIn: true,
    summary: "Invite an instance administrator; a new person gets a link, which is shown this once",
    body: z.object({
      name: name.describe("The name to sign in with, of 1 to 200 characters."),
      displayName: name.optional().describe("The name as others read it, of 1 to 200 characters."),
      mailTo,
    }),
    status: 201,
    response: personWithLink,
  },
  getPerson: {
    id: "getPerson",
    method: "GET",
    path: "/api/v1/people/{person}",
    permission: "people:read",
    summary: "A person with the roles that the caller may see, and with the ways to sign in",
    params: inPerson,
    status: 200,
    response: personDetails,
  },
  setPersonRole: {
    id: "setPersonRole",
    method: "PUT",
    path: "/api/v1/organizations/{org}/people/{person}/role",
    permission: "people:write",
    recentSignIn: true,
    summary: "Give a person of the organization another role",
    params: inOrgAndPerson,
    body: z.object({ role: organizationRole.describe("The role in the organization.") }),
    status: 200,
    response: person,
  },
  removePersonRole: {
    id: "removePersonRole",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/people/{person}/role",
    permission: "people:write",
    recentSignIn: true,
    summary: "Take a person's role in the organization away; not the last owner's",
    params: inOrgAndPerson,
    status: 204,
    response: nothing,
  },
  removeAdministrator: {
    id: "removeAdministrator",
    method: "DELETE",
    path: "/api/v1/people/{person}/instance-role",
    permission: "instance",
    recentSignIn: true,
    summary: "Take a person's role of instance administrator away; not the last one's",
    params: inPerson,
    status: 204,
    response: nothing,
  },
  disablePerson: {
    id: "disablePerson",
    method: "POST",
    path: "/api/v1/people/{person}/disable",
    permission: "people:write",
    summary: "Keep a person from signing in; sessions and links end at once",
    params: inPerson,
    status: 200,
    response: person,
  },
  enablePerson: {
    id: "enablePerson",
    method: "POST",
    path: "/api/v1/people/{person}/enable",
    permission: "people:write",
    recentSignIn: true,
    summary: "Let a disabled person sign in again",
    params: inPerson,
    status: 200,
    response: person,
  },
  resetPerson: {
    id: "resetPerson",
    method: "POST",
    path: "/api/v1/people/{person}/reset",
    permission: "people:write",
    recentSignIn: true,
    summary: "Create a link with which another person chooses a password; it is shown this once",
    params: inPerson,
    body: z.object({ mailTo }),
    status: 201,
    response: personWithLink,
  },
  removeSecondFactorOf: {
    id: "removeSecondFactorOf",
    method: "DELETE",
    path: "/api/v1/people/{person}/second-factor",
    permission: "people:write",
    recentSignIn: true,
    summary: "Remove the authenticator app of a person who has lost it; the sessions of the person end",
    params: inPerson,
    status: 204,
    response: nothing,
  },
  removePasskeyOf: {
    id: "removePasskeyOf",
    method: "DELETE",
    path: "/api/v1/people/{person}/passkeys/{passkey}",
    permission: "people:write",
    recentSignIn: true,
    summary: "Remove a passkey of a person, whose device was lost; the sessions of the person end",
    params: inPerson.extend({ passkey: uuid.describe("The id of the passkey.") }),
    status: 204,
    response: nothing,
  },
  listSessionsOf: {
    id: "listSessionsOf",
    method: "GET",
    path: "/api/v1/people/{person}/sessions",
    permission: "people:read",
    summary: "The sessions of a person that have not ended",
    params: inPerson,
    status: 200,
    response: listOf(personSession),
  },
  endSessionsOf: {
    id: "endSessionsOf",
    method: "DELETE",
    path: "/api/v1/people/{person}/sessions",
    permission: "sessions:end",
    summary: "End all sessions of a person",
    params: inPerson,
    status: 200,
    response: z.object({ ended: z.number().int().describe("The number of sessions that were open.") }),
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
