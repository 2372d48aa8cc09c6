import type { SecretText } from "./secrets.ts";

/** The codes of an authenticator app (RFC 6238): six digits that change every 30 seconds. */
export interface OneTimeCodes {
  /** A new secret, in base32 as apps take it. */
  newSecret(): string;
  /** The address that an app reads from a QR code. */
  uriOf(secret: string, person: string): string;
  /** The time step that a code belongs to, of the present one and its neighbours; undefined for a wrong code. */
  findStep(secret: SecretText, code: string, now: number): number | undefined;
  /** A new recovery code. */
  newRecoveryCode(): string;
}
