import { z } from "zod";
import { inOrg, instant, listOf, name, nothing, uuid } from "./parts.ts";
import type { RouteSpec } from "./route.ts";
import { personRole } from "./sign-in.ts";

export const clientMethod = z.enum(["client_secret_basic", "client_secret_post", "private_key_jwt", "none"]);

const claimRole = z.object({
  value: z.string().min(1).max(500).describe("A value of the claim, of 1 to 500 characters."),
  role: personRole.describe("The role of persons whose claim has this value."),
});

/** An OpenID provider that people sign in with. Its secret is never shown. */
export const identityProvider = z.object({
  providerId: uuid.describe("The id of the provider."),
  orgId: uuid.nullable().describe("The id of its organization; null for a provider of the instance."),
  name: z.string().describe("The name of the provider, as the sign-in page shows it."),
  issuer: z.string().describe("The issuer, to the letter as tokens name it."),
  clientId: z.string().describe("The id of Muster at the provider."),
  method: clientMethod.describe("How Muster proves its identity at the token endpoint."),
  keyId: z.string().nullable().describe("The key id of signed assertions; null for none."),
  hasSecret: z.boolean().describe("Whether a client secret or private key is stored."),
  scope: z.string().describe("The scopes that are requested, separated by spaces."),
  roleClaim: z
    .string()
    .nullable()
    .describe("The claim whose values give roles; null if persons come by invitation alone."),
  roles: z.array(claimRole).describe("The values of the claim with the role that each gives."),
  state: z.enum(["on", "off"]).describe("Whether people can sign in with it."),
  tokenDays: z
    .number()
    .int()
    .describe(
      "For how many days after a sign-in with it the personal tokens of a person without a password work.",
    ),
  redirectUri: z.string().describe("The redirect URI to register at the provider."),
  createdAt: instant.describe("When the provider was created."),
  modifiedAt: instant.describe("When the provider was last changed."),
});
export type IdentityProviderShape = z.infer<typeof identityProvider>;

const text = z.string().trim().min(1).max(500);
const settings = {
  method: clientMethod
    .optional()
    .describe("How Muster proves its identity; `client_secret_basic` with a secret, `none` without one."),
  secret: z
    .string()
    .min(1)
    .max(10_000)
    .optional()
    .describe("The client secret, or a private key in PEM form, of 1 to 10,000 characters."),
  keyId: text.nullable().optional().describe("The key id of signed assertions, of 1 to 500 characters."),
  scope: text
    .optional()
    .describe("The scopes to request, of 1 to 500 characters; `openid` is always requested."),
  roleClaim: text
    .nullable()
    .optional()
    .describe("The claim of the ID token whose values give roles, of 1 to 500 characters."),
  roles: z
    .array(claimRole)
    .max(100)
    .optional()
    .describe("At most 100 values of the claim with the role that each gives."),
  tokenDays: z
    .number()
    .int()
    .min(1)
    .max(365)
    .optional()
    .describe(
      "For how many days after a sign-in with it the personal tokens of a person without a password work, from 1 to 365; 30 in a new provider.",
    ),
};

const newProvider = z.object({
  name: name.describe("The name for the sign-in page, unique in its organization, of 1 to 200 characters."),
  issuer: z.string().trim().min(1).max(2_000).describe("The issuer, of 1 to 2,000 characters."),
  clientId: text.describe("The id of Muster at the provider, of 1 to 500 characters."),
  ...settings,
});

const changes = z
  .object({
    name: name.optional().describe("Another name for the sign-in page, of 1 to 200 characters."),
    clientId: text.optional().describe("Another id of Muster at the provider, of 1 to 500 characters."),
    ...settings,
    state: z.enum(["on", "off"]).optional().describe("Turns the provider on or off."),
  })
  .refine((body) => Object.keys(body).length > 0, "invalid.nothing-to-change");

const inProvider = z.object({ provider: uuid.describe("The id of the provider.") });
const inOrgAndProvider = inOrg.extend(inProvider.shape);

const OF_ORGANIZATION = "/api/v1/organizations/{org}/identity-providers";
const OF_INSTANCE = "/api/v1/identity-providers";

/** The OpenID providers of organizations and of the instance, and the begin of a sign-in with one. */
export const identityProviderRoutes = {
  beginOpenId: {
    id: "beginOpenId",
    method: "POST",
    path: "/api/v1/sign-in/oidc",
    permission: "public",
    summary: "Begin to sign in with a provider: the address to send the browser to; the answer sets a cookie",
    body: z.object({
      providerId: uuid.describe("The id of the provider."),
      link: z
        .string()
        .min(1)
        .max(500)
        .optional()
        .describe(
          "The code of a one-time link, of 1 to 500 characters, whose person signs in so from now on.",
        ),
      back: z
        .string()
        .max(1_000)
        .regex(/^\/(?![/\\])/, "invalid.form")
        .default("/")
        .describe("The path of the console to go to afterwards, of 1 to 1,000 characters."),
      again: z
        .boolean()
        .default(false)
        .describe(
          "Whether the provider has to let the person prove once more who they are, even if it remembers them.",
        ),
    }),
    status: 201,
    response: z.object({ url: z.string().describe("The address at the provider to send the browser to.") }),
  },
  createIdentityProvider: {
    id: "createIdentityProvider",
    method: "POST",
    path: OF_ORGANIZATION,
    permission: "organization:write",
    recentSignIn: true,
    summary: "Create a provider that people of an organization sign in with; its metadata is read first",
    params: inOrg,
    body: newProvider,
    status: 201,
    response: identityProvider,
  },
  listIdentityProviders: {
    id: "listIdentityProviders",
    method: "GET",
    path: OF_ORGANIZATION,
    permission: "organization:read",
    summary: "List the providers of an organization",
    params: inOrg,
    status: 200,
    response: listOf(identityProvider),
  },
  getIdentityProvider: {
    id: "getIdentityProvider",
    method: "GET",
    path: `${OF_ORGANIZATION}/{provider}`,
    permission: "organization:read",
    summary: "Show a provider of an organization",
    params: inOrgAndProvider,
    status: 200,
    response: identityProvider,
  },
  updateIdentityProvider: {
    id: "updateIdentityProvider",
    method: "PATCH",
    path: `${OF_ORGANIZATION}/{provider}`,
    permission: "organization:write",
    recentSignIn: true,
    summary: "Change a provider of an organization, or turn it on or off",
    params: inOrgAndProvider,
    body: changes,
    status: 200,
    response: identityProvider,
  },
  removeIdentityProvider: {
    id: "removeIdentityProvider",
    method: "DELETE",
    path: `${OF_ORGANIZATION}/{provider}`,
    permission: "organization:write",
    recentSignIn: true,
    summary: "Remove a provider of an organization; the sessions of its persons end",
    params: inOrgAndProvider,
    status: 204,
    response: nothing,
  },
  createInstanceIdentityProvider: {
    id: "createInstanceIdentityProvider",
    method: "POST",
    path: OF_INSTANCE,
    permission: "instance",
    recentSignIn: true,
    summary: "Create a provider that persons of any organization sign in with; its metadata is read first",
    body: newProvider,
    status: 201,
    response: identityProvider,
  },
  listInstanceIdentityProviders: {
    id: "listInstanceIdentityProviders",
    method: "GET",
    path: OF_INSTANCE,
    permission: "instance",
    summary: "List the providers of the instance",
    status: 200,
    response: listOf(identityProvider),
  },
  getInstanceIdentityProvider: {
    id: "getInstanceIdentityProvider",
    method: "GET",
    path: `${OF_INSTANCE}/{provider}`,
    permission: "instance",
    summary: "Show a provider of the instance",
    params: inProvider,
    status: 200,
    response: identityProvider,
  },
  updateInstanceIdentityProvider: {
    id: "updateInstanceIdentityProvider",
    method: "PATCH",
    path: `${OF_INSTANCE}/{provider}`,
    permission: "instance",
    recentSignIn: true,
    summary: "Change a provider of the instance, or turn it on or off",
    params: inProvider,
    body: changes,
    status: 200,
    response: identityProvider,
  },
  removeInstanceIdentityProvider: {
    id: "removeInstanceIdentityProvider",
    method: "DELETE",
    path: `${OF_INSTANCE}/{provider}`,
    permission: "instance",
    recentSignIn: true,
    summary: "Remove a provider of the instance; the sessions of its persons end",
    params: inProvider,
    status: 204,
    response: nothing,
  },
} as const satisfies Readonly<Record<string, RouteSpec>>;
