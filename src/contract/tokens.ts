import { z } from "zod";
import { inOrg, instant, listOf, name, nothing, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

export const tokenProfile = z.enum(["generic", "rfc", "entra", "okta", "strict"]);

export const tokenKind = z.enum(["instance-admin", "organization-admin", "scim", "metrics", "personal"]);

export const token = z.object({
  tokenId: uuid.describe("The id of the token; the token itself is not part of it."),
  orgId: uuid.describe("The id of its organization; the nil UUID for a token of the instance."),
  kind: tokenKind.describe("The purpose of the token."),
  name: z.string().describe("The name of the token."),
  profile: tokenProfile
    .nullable()
    .describe("The tolerances with which its SCIM requests are read; null for tokens that are not for SCIM."),
  issuedTo: z
    .object({
      userId: uuid.describe("The id of the user."),
      userName: z.string().describe("The name of the user."),
    })
    .nullable()
    .describe(
      "The user that the token is issued to, whose deactivation or deletion revokes it; null for none.",
    ),
  createdAt: instant.describe("When the token was created."),
  expiresAt: instant.describe("When the token expires."),
  revokedAt: instant.nullable().describe("When the token was revoked; null if it was not."),
});

export const newToken = token.extend({
  token: z.string().describe("The bearer token itself, which is shown this once."),
  scimUrl: z.string().describe("The address for SCIM clients of the organization."),
});

/** Belongs to no organization: `orgId` is the nil UUID. */
export const newInstanceToken = token.extend({
  token: z.string().describe("The bearer token itself, which is shown this once."),
});

/** A token with which programs act as a person. */
export const personalToken = token.extend({
  restsAt: instant
    .nullable()
    .describe(
      "From when the token is not accepted until its person, who has no password, signs in with the identity provider again; null for a person with a password.",
    ),
});

/** A token with its last use. */
export const tokenEntry = token.extend({
  lastUse: z
    .object({
      at: instant.describe("When the token was last used."),
      userAgent: z.string().nullable().describe("The client as it named itself; null if it did not."),
    })
    .nullable()
    .describe(
      "The last use, exact but for the last minutes before a restart of the server; null before the first one.",
    ),
});
export type TokenEntry = z.infer<typeof tokenEntry>;

const REQUESTS_PER_SECOND_MAX = 1_000_000;

/** A token with its last use, its limit and the tolerances of its profile. */
export const tokenDetails = tokenEntry.extend({
  requestsPerSecond: z
    .int()
    .nullable()
    .describe(
      "How many requests the token may go on sending each second; 0 for no limit, null for what the server allows by default.",
    ),
  tolerances: z
    .array(
      z.object({
        name: z.string().describe("The name of the tolerance."),
        on: z.boolean().describe("Whether the profile of the token has it."),
      }),
    )
    .nullable()
    .describe("All tolerances; null for tokens that are not for SCIM."),
  suggestion: z
    .object({
      client: z.string().describe("The client that the User-Agent names."),
      profile: tokenProfile.describe("The profile that fits this client."),
    })
    .nullable()
    .describe("The profile that fits the client; null if the client is not recognised."),
});
export type TokenDetails = z.infer<typeof tokenDetails>;

const lifetimeDays = z.number().positive().max(3650).default(365);

const inToken = inOrg.extend({ token: uuid.describe("The id of the token.") });

/** Tokens of an organization and of the instance. */
export const tokenRoutes = {
  createToken: {
    id: "createToken",
    method: "POST",
    path: "/api/v1/organizations/{org}/tokens",
    permission: "organization:write",
    recentSignIn: true,
    summary: "Create a bearer token; it is shown this once",
    params: inOrg,
    body: z.object({
      kind: tokenKind
        .exclude(["instance-admin", "metrics", "personal"])
        .default("scim")
        .describe("The purpose of the token."),
      profile: tokenProfile
        .default("generic")
        .describe("The tolerances with which its SCIM requests are read."),
      name: name.default("token").describe("A name of 1 to 200 characters."),
      lifetimeDays: lifetimeDays.describe(
        "How long the token is valid, in days, more than 0 and at most 3,650.",
      ),
      user: z
        .string()
        .min(1)
        .max(500)
        .optional()
        .describe("Issues the token to this user, by userName or id, of 1 to 500 characters."),
    }),
    status: 201,
    response: newToken,
  },
  listTokens: {
    id: "listTokens",
    method: "GET",
    path: "/api/v1/organizations/{org}/tokens",
    permission: "organization:read",
    summary: "List tokens with their last use, without their secrets",
    params: inOrg,
    status: 200,
    response: listOf(tokenEntry),
  },
  getToken: {
    id: "getToken",
    method: "GET",
    path: "/api/v1/organizations/{org}/tokens/{token}",
    permission: "organization:read",
    summary: "A token with what its profile tolerates, and who used it last",
    params: inToken,
    status: 200,
    response: tokenDetails,
  },
  limitToken: {
    id: "limitToken",
    method: "PATCH",
    path: "/api/v1/organizations/{org}/tokens/{token}",
    permission: "instance",
    summary: "Set how many requests a token may go on sending each second",
    params: inToken,
    body: z.object({
      requestsPerSecond: z
        .int()
        .min(0)
        .max(REQUESTS_PER_SECOND_MAX)
        .nullable()
        .default(null)
        .describe(
          "Requests each second, from 0, for no limit, to 1,000,000; null, or none, for what the server allows by default.",
        ),
    }),
    status: 200,
    response: tokenDetails,
  },
  revokeToken: {
    id: "revokeToken",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/tokens/{token}",
    permission: "organization:write",
    summary: "Revoke a token, at once",
    params: inToken,
    status: 204,
    response: nothing,
  },
  createInstanceToken: {
    id: "createInstanceToken",
    method: "POST",
    path: "/api/v1/tokens",
    permission: "instance",
    recentSignIn: true,
    summary: "Create a token of the instance: an administrator's, or one for metrics; it is shown this once",
    body: z.object({
      kind: tokenKind
        .extract(["instance-admin", "metrics"])
        .default("instance-admin")
        .describe("The purpose of the token."),
      name: name.optional().describe("A name of 1 to 200 characters; the kind of the token when left out."),
      lifetimeDays: lifetimeDays.describe(
        "How long the token is valid, in days, more than 0 and at most 3,650.",
      ),
    }),
    status: 201,
    response: newInstanceToken,
  },
  createPersonalToken: {
    id: "createPersonalToken",
    method: "POST",
    path: "/api/v1/personal-tokens",
    permission: "session",
    recentSignIn: true,
    summary: "Create a token with the rights of the caller; it is shown this once",
    body: z.object({
      name: name.default("personal").describe("A name of 1 to 200 characters."),
      lifetimeDays: lifetimeDays.describe(
        "How long the token is valid, in days, more than 0 and at most 3,650.",
      ),
    }),
    status: 201,
    response: newInstanceToken,
  },
  listPersonalTokens: {
    id: "listPersonalTokens",
    method: "GET",
    path: "/api/v1/personal-tokens",
    permission: "person",
    summary: "List the caller's personal tokens, without their secrets",
    status: 200,
    response: listOf(personalToken),
  },
  revokePersonalToken: {
    id: "revokePersonalToken",
    method: "DELETE",
    path: "/api/v1/personal-tokens/{token}",
    permission: "person",
    summary: "Revoke one of the caller's personal tokens, at once",
    params: z.object({ token: uuid.describe("The id of the token.") }),
    status: 204,
    response: nothing,
  },
  listInstanceTokens: {
    id: "listInstanceTokens",
    method: "GET",
    path: "/api/v1/tokens",
    permission: "instance",
    summary: "List the tokens of the instance, without their secrets",
    status: 200,
    response: listOf(token),
  },
  revokeInstanceToken: {
    id: "revokeInstanceToken",
    method: "DELETE",
    path: "/api/v1/tokens/{token}",
    permission: "instance",
    summary: "Revoke a token of the instance, at once; not the last administrator's",
    params: z.object({ token: uuid.describe("The id of the token.") }),
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
