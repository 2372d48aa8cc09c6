import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
  WebAuthnError,
} from "@simplewebauthn/browser";
import type { z } from "zod";
import type { passkeyRoutes } from "../../../src/contract/passkeys.ts";

/** The result of asking the browser: a credential, or why there is none. */
export type Asked<Credential> =
  | { readonly kind: "made"; readonly credential: Credential }
  | { readonly kind: "cancelled" | "exists" | "refused" };

type Created = z.input<(typeof passkeyRoutes)["addPasskey"]["body"]>["credential"];
type Signed = z.input<(typeof passkeyRoutes)["signInWithPasskey"]["body"]>["credential"];

/** Lets the person create a passkey with an authenticator of their choice. */
export function createPasskey(optionsJSON: PublicKeyCredentialCreationOptionsJSON): Promise<Asked<Created>> {
  return ask(async () => {
    const { id, type, response } = await startRegistration({ optionsJSON });
    const { clientDataJSON, attestationObject } = response;
    return { id, type, response: { clientDataJSON, attestationObject } };
  });
}

/** Lets the person sign the challenge with a passkey of this server. */
export function signWithPasskey(optionsJSON: PublicKeyCredentialRequestOptionsJSON): Promise<Asked<Signed>> {
  return ask(async () => {
    const { id, type, response } = await startAuthentication({ optionsJSON });
    const { clientDataJSON, authenticatorData, signature, userHandle = "" } = response;
    return { id, type, response: { clientDataJSON, authenticatorData, signature, userHandle } };
  });
}

async function ask<Credential>(work: () => Promise<Credential>): Promise<Asked<Credential>> {
  try {
    return { kind: "made", credential: await work() };
  } catch (error) {
    if (error instanceof WebAuthnError && error.code === "ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED") {
      return { kind: "exists" };
    }
    // Browsers report a refusal of the person, a time that ran out and a missing passkey alike.
    const name = error instanceof Error ? error.name : "";
    if (name === "NotAllowedError" || name === "AbortError") return { kind: "cancelled" };
    if (error instanceof WebAuthnError) return { kind: "refused" };
    throw error;
  }
}
