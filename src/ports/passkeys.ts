/** The place that a passkey is bound to: the host name, and the origin of the console's pages. */
export interface PasskeySite {
  readonly host: string;
  readonly origin: string;
}

/** An authenticator's answer to a request for a new passkey. Values other than `id` are in base64url. */
export interface CreatedCredential {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
}

/** An authenticator's answer to a challenge. Values are in base64url. */
export interface SignedChallenge {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  /** The person that the passkey was made for, as the authenticator kept it. */
  readonly userHandle: string;
}

/** A passkey that stood up to the checks. */
export interface VerifiedCredential {
  readonly kind: "verified";
  readonly credential: string;
  readonly publicKey: string;
  readonly counter: number;
}

/** An answer that does not stand up to the checks; `detail` is for a person who adds a passkey. */
export interface UnverifiedCredential {
  readonly kind: "unverified";
  readonly detail: string;
}

/** Passkeys by WebAuthn. The authenticator always verifies its user, so that a passkey is two factors in one. */
export interface Passkeys {
  /** A new challenge: random, in base64url. */
  newChallenge(): string;
  /** The challenge that an answer claims to be for; undefined if the answer cannot be read. */
  readChallenge(answer: Pick<SignedChallenge, "clientDataJSON">): string | undefined;
  /** The form in which an authenticator keeps the id of a person. */
  toUserHandle(personId: string): string;
  verifyCreation(
    site: PasskeySite,
    challenge: string,
    created: CreatedCredential,
  ): Promise<VerifiedCredential | UnverifiedCredential>;
  /** The authenticator's count of its uses; undefined if the signature does not stand up to the checks. */
  verifySignature(
    site: PasskeySite,
    expected: { readonly challenge: string; readonly publicKey: string },
    signed: SignedChallenge,
  ): Promise<number | undefined>;
}

/** The signature algorithms that Muster verifies, by their numbers in the COSE registry: EdDSA, ES256, RS256. */
export const PASSKEY_ALGORITHMS = [-8, -7, -257] as const;
