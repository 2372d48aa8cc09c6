import type { OrgId, PasskeyId, PersonId } from "../core/ids.ts";

/** A passkey of a person: the public half of a key pair. `org` is always the instance. */
export interface PasskeyRow {
  readonly org: OrgId;
  readonly id: PasskeyId;
  readonly person: PersonId;
  /** The id that the authenticator gave the key, in base64url. No two passkeys have it. */
  readonly credential: string;
  /** The name that the person gave the passkey. */
  readonly name: string;
  /** The public key as COSE writes it, in base64url. */
  readonly public_key: string;
  /** The authenticator's own count of its uses; 0 for one that does not count. */
  readonly counter: number;
  readonly created: number;
  readonly used: number | null;
}

/** A challenge that an authenticator has to sign, known by its hash alone. `org` is always the instance. */
export interface PasskeyChallengeRow {
  readonly org: OrgId;
  readonly hash: string;
  /** The person who adds a passkey; null for a challenge to sign in. */
  readonly person: PersonId | null;
  /** The hash of the address that requested it. */
  readonly address: string;
  readonly expires: number;
}

/** The tables of passkeys. */
export interface PasskeyTables {
  passkey: PasskeyRow;
  passkey_challenge: PasskeyChallengeRow;
}

/** The columns that make their rows unique. */
export const PASSKEY_KEYS = {
  passkey: ["org", "id"],
  passkey_challenge: ["org", "hash"],
} as const;
