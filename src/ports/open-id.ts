import type { ProviderId } from "../core/ids.ts";
import type { JsonObject } from "../core/json.ts";
import type { SecretText } from "./secrets.ts";

/** How Muster proves its identity at the token endpoint of a provider. */
export const CLIENT_METHODS = [
  "client_secret_basic",
  "client_secret_post",
  "private_key_jwt",
  "none",
] as const;
export type ClientMethod = (typeof CLIENT_METHODS)[number];

/** A provider as Muster's client at it needs it. Another version makes another client. */
export interface OpenIdProvider {
  readonly id: ProviderId;
  readonly version: number;
  readonly issuer: string;
  readonly clientId: string;
  readonly method: ClientMethod;
  readonly keyId: string | null;
  /** The client secret or private key; undefined with the method `none`. */
  readonly secret: SecretText | undefined;
  readonly scope: string;
}

/** The secrets of a sign-in that was begun. The answer of the provider counts only together with them. */
export interface OpenIdChecks {
  readonly state: string;
  readonly nonce: string;
  /** The code verifier of RFC 7636. */
  readonly verifier: string;
  /**
   * The second of the machine's clock since which the person has to have proven to the provider who they are; null if an
   * earlier proof counts too.
   */
  readonly provenSince: number | null;
}

/** A sign-in to begin at a provider. */
export interface OpenIdRequest {
  readonly redirectUri: string;
  /** Whether the provider has to let the person prove who they are, even if it remembers them. */
  readonly isAgain: boolean;
}

/**
 * Why a provider did not sign a person in: it was not reached, it refused in its own words, or its answer does not stand
 * up to the checks. `reason` names the check. `remembered`: the provider signed a person in from memory who had to prove who
 * they are; `undated`: it did not say when they did.
 */
export type OpenIdFailure =
  | { readonly kind: "unavailable"; readonly detail: string }
  | { readonly kind: "refused"; readonly error: string; readonly detail: string }
  | { readonly kind: "invalid"; readonly reason: string }
  | { readonly kind: "remembered" | "undated" };

/** The claims of an ID token that stood up to all checks. */
export interface OpenIdClaims {
  readonly kind: "claims";
  readonly issuer: string;
  readonly subject: string;
  readonly claims: JsonObject;
  /** How long ago the person proved to the provider who they are; null if the provider does not say. */
  readonly provenAgoMs: number | null;
}

/** The code flow of OpenID Connect with PKCE. */
export interface OpenId {
  /** Reads the provider's metadata; undefined if it is usable. */
  check(provider: OpenIdProvider): Promise<OpenIdFailure | undefined>;
  /** The address at the provider to send the browser to. */
  begin(
    provider: OpenIdProvider,
    request: OpenIdRequest,
  ): Promise<(OpenIdChecks & { readonly kind: "begun"; readonly url: string }) | OpenIdFailure>;
  /** Exchanges the code in the address that the browser came back to for claims. */
  complete(
    provider: OpenIdProvider,
    checks: OpenIdChecks,
    returnedTo: string,
  ): Promise<OpenIdClaims | OpenIdFailure>;
}
