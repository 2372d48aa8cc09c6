import { z } from "zod";
import { inOrg, instant, name, nothing, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";

export const tokenProfile = z.enum(["generic", "rfc", "entra", "okta", "strict"]);

export const tokenKind = z.enum(["instance-admin", "organization-admin", "scim", "metrics"]);

export const token = z.object({
  tokenId: uuid,
  orgId: uuid,
  kind: tokenKind,
  name: z.string(),
  profile: tokenProfile.nullable(),
  /** The user that the token is issued to. It is revoked when that user is deactivated or deleted. */
  issuedTo: z.object({ userId: uuid, userName: z.string() }).nullable(),
  createdAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
});

export const newToken = token.extend({ token: z.string(), scimUrl: z.string() });

/** Belongs to no organization: `orgId` is the nil UUID. */
export const newInstanceToken = token.extend({ token: z.string() });

/** A token with the tolerances of its profile and its last use. */
export const tokenDetails = token.extend({
  /** All tolerances; null for tokens that are not for SCIM. */
  tolerances: z.array(z.object({ name: z.string(), on: z.boolean() })).nullable(),
  /** Exact, except for the last minutes before a restart of the server. */
  lastUse: z.object({ at: instant, userAgent: z.string().nullable() }).nullable(),
  /** The client that the User-Agent names and the profile that fits it; null if it is not recognised. */
  suggestion: z.object({ client: z.string(), profile: tokenProfile }).nullable(),
});
export type TokenDetails = z.infer<typeof tokenDetails>;

const lifetimeDays = z.number().positive().max(3650).default(365);

/** Tokens of an organization and of the instance. */
export const tokenRoutes = {
  createToken: {
    id: "createToken",
    method: "POST",
    path: "/api/v1/organizations/{org}/tokens",
    permission: "organization:write",
    summary: "Create a bearer token; it is shown this once",
    params: inOrg,
    body: z.object({
      kind: tokenKind.exclude(["instance-admin", "metrics"]).default("scim"),
      profile: tokenProfile.default("generic"),
      name: name.default("token"),
      lifetimeDays,
      /** Issues it to this user, by userName or id. */
      user: z.string().min(1).max(500).optional(),
    }),
    status: 201,
    response: newToken,
  },
  listTokens: {
    id: "listTokens",
    method: "GET",
    path: "/api/v1/organizations/{org}/tokens",
    permission: "organization:read",
    summary: "List tokens, without their secrets",
    params: inOrg,
    status: 200,
    response: z.object({ items: z.array(token) }),
  },
  getToken: {
    id: "getToken",
    method: "GET",
    path: "/api/v1/organizations/{org}/tokens/{token}",
    permission: "organization:read",
    summary: "A token with what its profile tolerates, and who used it last",
    params: z.object({ org: uuid, token: uuid }),
    status: 200,
    response: tokenDetails,
  },
  revokeToken: {
    id: "revokeToken",
    method: "DELETE",
    path: "/api/v1/organizations/{org}/tokens/{token}",
    permission: "organization:write",
    summary: "Revoke a token, at once",
    params: z.object({ org: uuid, token: uuid }),
    status: 204,
    response: nothing,
  },
  createInstanceToken: {
    id: "createInstanceToken",
    method: "POST",
    path: "/api/v1/tokens",
    permission: "instance",
    summary: "Create a token of the instance: an administrator's, or one for metrics; it is shown this once",
    body: z.object({
      kind: tokenKind.extract(["instance-admin", "metrics"]).default("instance-admin"),
      /** The kind of the token when left out. */
      name: name.optional(),
      lifetimeDays,
    }),
    status: 201,
    response: newInstanceToken,
  },
  listInstanceTokens: {
    id: "listInstanceTokens",
    method: "GET",
    path: "/api/v1/tokens",
    permission: "instance",
    summary: "List the tokens of the instance, without their secrets",
    status: 200,
    response: z.object({ items: z.array(token) }),
  },
  revokeInstanceToken: {
    id: "revokeInstanceToken",
    method: "DELETE",
    path: "/api/v1/tokens/{token}",
    permission: "instance",
    summary: "Revoke a token of the instance, at once; not the last administrator's",
    params: z.object({ token: uuid }),
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
