import { randomBytes } from "node:crypto";
import { PASSKEY_ALGORITHMS, type Passkeys } from "../ports/passkeys.ts";

/** Twice what WebAuthn §13.4.3 asks for at least. */
const CHALLENGE_BYTES = 32;
const DETAIL_MAX = 300;
const COMMON = { type: "public-key", clientExtensionResults: {} } as const;

/**
 * Passkeys by @simplewebauthn/server. It throws for whatever does not stand up to its checks. The first passkey loads it: its
 * 300 modules are a quarter of what the start of a server costs.
 */
export function createPasskeys(): Passkeys {
  return {
    newChallenge: () => randomBytes(CHALLENGE_BYTES).toString("base64url"),
    readChallenge({ clientDataJSON }) {
      try {
        const data: unknown = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString());
        if (typeof data !== "object" || data === null || !("challenge" in data)) return undefined;
        return typeof data.challenge === "string" ? data.challenge : undefined;
      } catch {
        return undefined;
      }
    },
    toUserHandle: (personId) => Buffer.from(personId).toString("base64url"),
    verifyCreation,
    verifySignature,
  };
}

const verifyCreation: Passkeys["verifyCreation"] = async (site, expectedChallenge, created) => {
  const { id, ...response } = created;
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { id, rawId: id, ...COMMON, response },
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    });
    if (!verified) return { kind: "unverified", detail: "attestation" };
    const { credential } = registrationInfo;
    const publicKey = Buffer.from(credential.publicKey).toString("base64url");
    return { kind: "verified", credential: credential.id, publicKey, counter: credential.counter };
  } catch (error) {
    return { kind: "unverified", detail: detailOf(error) };
  }
};

const verifySignature: Passkeys["verifySignature"] = async (site, { challenge, publicKey }, signed) => {
  const { id, ...response } = signed;
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id, rawId: id, ...COMMON, response },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.host,
      requireUserVerification: true,
      // The caller compares the counts, because it has to record a copied authenticator.
      credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, "base64url")), counter: 0 },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
};

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, DETAIL_MAX) : "attestation";
}
