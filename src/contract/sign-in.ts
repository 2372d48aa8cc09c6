import { z } from "zod";
import { instant, listOf, name, nothing, uuid } from "./parts.ts";
import { PERMISSIONS, type RouteSpec } from "./route.ts";

const permission = z.enum(PERMISSIONS);

/** The role of a person in an organization; instance administrators have all rights in every organization. */
export const personRole = z.enum(["reader", "helpdesk", "provisioning-admin", "owner", "instance-admin"]);

/** The caller's session. The permissions in it decide which actions a console offers. */
export const signedInSession = z.object({
  personId: uuid.describe("The id of the person."),
  name: z.string().describe("The name that the person signs in with."),
  displayName: z.string().describe("The name of the person as others read it."),
  language: z.enum(["en", "fr"]).nullable().describe("The language that the person chose; null for none."),
  csrfToken: z.string().describe("Requests that change something need it as the header x-csrf-token."),
  createdAt: instant.describe("When the person signed in."),
  expiresAt: instant.describe("When the session ends in any case."),
  idleExpiresAt: instant.describe("When the session ends if no further request comes."),
  instance: z.array(permission).describe("The permissions in the whole instance."),
  organizations: z
    .array(
      z.object({
        orgId: uuid.describe("The id of the organization."),
        name: z.string().describe("The name of the organization."),
        role: personRole.describe("The role of the person in the organization."),
        permissions: z.array(permission).describe("The permissions of the person in the organization."),
      }),
    )
    .describe(
      "The organizations in which the person has a role; for an instance administrator all of them, up to 100.",
    ),
  hasMoreOrganizations: z
    .boolean()
    .describe("Whether there are further organizations, which an instance administrator finds by search."),
});
export type SignedInSession = z.infer<typeof signedInSession>;

/** A session as lists show it. */
export const personSession = z.object({
  sessionId: uuid.describe("The id of the session."),
  isCurrent: z.boolean().describe("Whether it is the session of this request."),
  createdAt: instant.describe("When the person signed in."),
  usedAt: instant.describe("When the session was last used, to the minute."),
  expiresAt: instant.describe("When the session ends in any case."),
  idleExpiresAt: instant.describe("When the session ends if no further request comes."),
  userAgent: z.string().nullable().describe("The browser as it named itself; null if it did not."),
  address: z.string().describe("The address that the person signed in from."),
});
export type PersonSessionShape = z.infer<typeof personSession>;

/** Longer passwords cannot have been chosen, so that they need not be checked. */
const password = z.string().min(1).max(500);
const link = z.string().min(1).max(500).describe("The code of the link, of 1 to 500 characters.");

/** Signing in and out, and one-time links. */
export const signInRoutes = {
  readSignIn: {
    id: "readSignIn",
    method: "GET",
    path: "/api/v1/sign-in",
    permission: "public",
    summary: "The ways in which people can sign in",
    status: 200,
    response: z.object({
      password: z.boolean().describe("Whether people sign in with a name and a password."),
      passkeys: z.boolean().describe("Whether people can sign in with a passkey."),
      providers: z
        .array(
          z.object({
            providerId: z.string().describe("The id of the provider."),
            name: z.string().describe("The name of the provider as people read it."),
          }),
        )
        .describe("The identity providers that people can sign in with."),
    }),
  },
  signIn: {
    id: "signIn",
    method: "POST",
    path: "/api/v1/session",
    permission: "public",
    summary: "Sign in with a name and a password; the answer sets the session's cookie",
    body: z.object({
      name: z.string().min(1).max(200).describe("The name of the person, of 1 to 200 characters."),
      password: password.describe("The password, of 1 to 500 characters."),
      code: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .describe("The code of a second factor, of 1 to 100 characters, if one was requested."),
    }),
    status: 201,
    response: signedInSession,
  },
  getSession: {
    id: "getSession",
    method: "GET",
    path: "/api/v1/session",
    permission: "session",
    summary: "The caller's session with the permissions of the person",
    status: 200,
    response: signedInSession,
  },
  signOut: {
    id: "signOut",
    method: "DELETE",
    path: "/api/v1/session",
    permission: "session",
    summary: "Sign out: the caller's session ends",
    status: 204,
    response: nothing,
  },
  listSessions: {
    id: "listSessions",
    method: "GET",
    path: "/api/v1/sessions",
    permission: "session",
    summary: "The caller's own sessions that have not ended",
    status: 200,
    response: listOf(personSession),
  },
  endSession: {
    id: "endSession",
    method: "DELETE",
    path: "/api/v1/sessions/{session}",
    permission: "session",
    summary: "End one of the caller's own sessions",
    params: z.object({ session: uuid.describe("The id of the session.") }),
    status: 204,
    response: nothing,
  },
  endOtherSessions: {
    id: "endOtherSessions",
    method: "DELETE",
    path: "/api/v1/sessions",
    permission: "session",
    summary: "End all of the caller's own sessions except the one of this request",
    status: 200,
    response: z.object({ ended: z.number().int().describe("The number of sessions that were open.") }),
  },
  readLink: {
    id: "readLink",
    method: "POST",
    path: "/api/v1/links/read",
    permission: "public",
    summary: "The purpose of a one-time link; reading it does not use it up",
    body: z.object({ link }),
    status: 200,
    response: z.object({
      purpose: z.enum(["first-owner", "invitation", "reset"]).describe("Why the person got the link."),
      name: z
        .string()
        .nullable()
        .describe("The name of the person; null for the first owner, because the first owner chooses it."),
      organization: z
        .string()
        .nullable()
        .describe("The name of the organization that the link leads to; null for none."),
      expiresAt: instant.describe("Until when the link is valid."),
    }),
  },
  redeemLink: {
    id: "redeemLink",
    method: "POST",
    path: "/api/v1/links/redeem",
    permission: "public",
    summary: "Use a one-time link: choose a password and sign in; the answer sets the session's cookie",
    body: z.object({
      link,
      name: name
        .optional()
        .describe("The name to sign in with, of 1 to 200 characters; the first owner alone chooses it."),
      displayName: name.optional().describe("The name as others read it, of 1 to 200 characters."),
      password: password.describe(
        "The new password, of 12 to 200 characters; longer ones than 500 are not read.",
      ),
    }),
    status: 201,
    response: signedInSession,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
