import type { OrgId } from "../core/ids.ts";

/** A key of WebCrypto that signs. */
export type SigningKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** A secret in memory. It prints as `[redacted]` everywhere; only `reveal` gives the text. */
export interface SecretText {
  reveal(): string;
  /** A short fingerprint that tells two secrets apart in evidence without giving either away. */
  readonly fingerprint: string;
  /** True for a secret that is shorter than `SECRET_LENGTH_MIN`. */
  readonly isShort: boolean;
  /**
   * The private key whose PEM the text is: an RSA key signs with RS256, one on P-256 with ES256, Ed25519 as such.
   * Undefined for another text.
   */
  toSigningKey(): Promise<SigningKey | undefined>;
  toJSON(): string;
  toString(): string;
}

export interface Sealed {
  readonly keyId: string;
  readonly sealed: string;
}

/** The signature of a text, and the id of the master key that it was made with. */
export interface Signed {
  readonly keyId: string;
  readonly signature: string;
}

/** Seals secrets for the store (AES-256-GCM, bound to organization and name) and makes bearer tokens. */
export interface Secrets {
  seal(org: OrgId, name: string, text: string): Sealed;
  /** Throws when the key is unknown or the sealed text was made for another organization or name. */
  open(org: OrgId, name: string, sealed: Sealed): SecretText;
  wrap(text: string): SecretText;
  /** A new key to sign with, as Standard Webhooks writes one: `whsec_` and 32 random bytes in base64. */
  newSigningSecret(): string;
  /** HMAC-SHA256 of the text under such a key, in base64. */
  sign(key: SecretText, text: string): string;
  /** Signs a text with a key that is derived from the master key: without it, nothing can make the signature. */
  certify(text: string): Signed;
  /** True if the signature is that of the text; undefined if it was made with another master key. */
  isCertified(text: string, signed: Signed): boolean | undefined;
  /** A new bearer: random, prefixed and checksummed; `hash` is all that is kept of it. */
  newToken(): { readonly token: string; readonly hash: string };
  /** The hash under which a bearer is kept, or undefined when its form or checksum is wrong. */
  hashToken(token: string): string | undefined;
}
