import type * as OpenIdClient from "openid-client";
import { cutText, isObject, parseJson } from "../../core/json.ts";
import type { Env } from "../../ports/env.ts";
import type {
  OpenId,
  OpenIdChecks,
  OpenIdClaims,
  OpenIdFailure,
  OpenIdProvider,
  OpenIdRequest,
} from "../../ports/open-id.ts";
import { authenticateAt, NoSigningKeyError } from "./client-authentication.ts";
import { ProviderUnavailableError, ProviderWires } from "./provider-wires.ts";

/** How long the metadata of a provider is used. Keys are read again by the library when a token names an unknown one. */
const KEPT_MS = 3_600_000;
/** How long a failure is remembered, so that a provider that is down is not asked for every visitor. */
const FAILURE_KEPT_MS = 3_000;
const DETAIL_LENGTH_MAX = 200;
/** How far the clocks of a provider and of this machine may be apart. */
const CLOCK_TOLERANCE_SECONDS = 60;
/** A provider says when a person proved who they are if a sign-in limits the age of that proof (OIDC Core §3.1.2.1). */
const PROOF_AGE_MAX_SECONDS = 30 * 86_400;

interface Known {
  readonly configuration: Promise<OpenIdClient.Configuration>;
  until: number;
}

/** The code flow by openid-client. Time limits and validity follow the machine's clock, because providers do. */
export class OpenIdClients implements OpenId {
  readonly #env: Env;
  readonly #wires: ProviderWires;
  readonly #known = new Map<string, Known>();

  constructor(parts: { readonly env: Env; readonly version: string }) {
    this.#env = parts.env;
    this.#wires = new ProviderWires(parts);
  }

  async check(provider: OpenIdProvider): Promise<OpenIdFailure | undefined> {
    try {
      await discover(provider, this.#wires);
      return undefined;
    } catch (error) {
      return toFailure(error);
    }
  }

  async begin(
    provider: OpenIdProvider,
    { redirectUri, isAgain }: OpenIdRequest,
  ): ReturnType<OpenId["begin"]> {
    try {
      const client = await import("openid-client");
      const configuration = await this.#configurationOf(provider);
      const [state, nonce] = [client.randomState(), client.randomNonce()];
      const verifier = client.randomPKCECodeVerifier();
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: provider.scope,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        // Providers that do not know one of the two follow the other.
        ...(isAgain ? { prompt: "login", max_age: "0" } : { max_age: String(PROOF_AGE_MAX_SECONDS) }),
      });
      const provenSince = isAgain ? readSeconds() : null;
      return { kind: "begun", url: url.href, state, nonce, verifier, provenSince };
    } catch (error) {
      return toFailure(error);
    }
  }

  async complete(
    provider: OpenIdProvider,
    { state, nonce, verifier, provenSince }: OpenIdChecks,
    returnedTo: string,
  ): Promise<OpenIdClaims | OpenIdFailure> {
    try {
      const client = await import("openid-client");
      const granted = await client.authorizationCodeGrant(
        await this.#configurationOf(provider),
        new URL(returnedTo),
        { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
      );
      const claims = granted.claims();
      const json = claims === undefined ? undefined : parseJson(JSON.stringify(claims));
      if (claims === undefined || !isObject(json)) return { kind: "invalid", reason: "no ID token" };
      const { iss: issuer, sub: subject, auth_time: proven } = claims;
      const failure = failProof(proven, provenSince);
      if (failure !== undefined) return failure;
      const provenAgoMs = proven === undefined ? null : Math.max(0, readSeconds() - proven) * 1_000;
      return { kind: "claims", issuer, subject, claims: json, provenAgoMs };
    } catch (error) {
      return toFailure(error);
    }
  }

  /** Ends the connections. */
  close(): Promise<void> {
    return this.#wires.close();
  }

  /** The client at a provider; its metadata is read once for all requests that wait for it. */
  #configurationOf(provider: OpenIdProvider): Promise<OpenIdClient.Configuration> {
    const key = `${provider.id} ${provider.version}`;
    const found = this.#known.get(key);
    const now = this.#env.monotonic();
    if (found !== undefined && now < found.until) return found.configuration;
    for (const other of this.#known.keys()) {
      if (other.startsWith(`${provider.id} `)) this.#known.delete(other);
    }
    const entry: Known = { configuration: discover(provider, this.#wires), until: now + KEPT_MS };
    this.#known.set(key, entry);
    entry.configuration.catch(() => {
      entry.until = this.#env.monotonic() + FAILURE_KEPT_MS;
    });
    return entry.configuration;
  }
}

/** The time of the machine, which is the one that providers go by. */
function readSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}

/** Why a proof does not count for a sign-in in which the person had to prove who they are. */
function failProof(proven: number | undefined, since: number | null): OpenIdFailure | undefined {
  if (since === null) return undefined;
  if (proven === undefined) return { kind: "undated" };
  return proven < since - CLOCK_TOLERANCE_SECONDS ? { kind: "remembered" } : undefined;
}

async function discover(provider: OpenIdProvider, wires: ProviderWires): Promise<OpenIdClient.Configuration> {
  const client = await import("openid-client");
  const issuer = new URL(provider.issuer);
  return client.discovery(
    issuer,
    provider.clientId,
    { [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
    await authenticateAt(client, provider),
    {
      [client.customFetch]: (url, options) => wires.fetch(url, options),
      // The signature is checked although the token comes over TLS: a proxy may end the TLS.
      execute: [
        client.enableNonRepudiationChecks,
        ...(issuer.protocol === "http:" ? [client.allowInsecureRequests] : []),
      ],
    },
  );
}

/** Errors of the library as values. No value of a token or of the address that the browser came back to is in them. */
function toFailure(error: unknown): OpenIdFailure {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof ProviderUnavailableError) return { kind: "unavailable", detail: cut(each.message) };
    if (each instanceof NoSigningKeyError) return { kind: "invalid", reason: "private key" };
  }
  if (!(error instanceof Error)) throw error;
  if ("error" in error && typeof error.error === "string") {
    const description =
      "error_description" in error && typeof error.error_description === "string"
        ? error.error_description
        : "";
    return { kind: "refused", error: cut(error.error), detail: cut(description) };
  }
  if (!("code" in error) || typeof error.code !== "string") throw error;
  return { kind: "invalid", reason: [error.code, claimIn(error)].filter(Boolean).join(" ") };
}

/** The claim that did not match, where the library names one somewhere in the chain of causes. */
function claimIn(error: unknown): string {
  let each = error;
  while (each instanceof Error) each = each.cause;
  const claim: unknown =
    typeof each === "object" && each !== null && "claim" in each ? each.claim : undefined;
  return typeof claim === "string" ? cut(claim) : "";
}

function cut(text: string): string {
  return cutText(text.replace(/\p{Cc}+/gu, " "), DETAIL_LENGTH_MAX);
}
