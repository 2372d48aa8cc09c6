import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import type { OneTimeCodes } from "../ports/one-time-codes.ts";

/** Every authenticator app supports these rules. Some apps ignore other values without saying so. */
const RULES = { algorithm: "SHA1", digits: 6, period: 30 } as const;
/** The length that RFC 4226 §4 recommends, in bytes. */
const SECRET_BYTES = 20;
const RECOVERY_BYTES = 10;
const ISSUER = "Muster";

/** The codes of authenticator apps by otpauth. */
export function createOneTimeCodes(): OneTimeCodes {
  return {
    newSecret: () => new Secret({ size: SECRET_BYTES }).base32,
    uriOf: (secret, person) => new TOTP({ ...RULES, issuer: ISSUER, label: person, secret }).toString(),
    findStep(secret, code, now) {
      const totp = new TOTP({ ...RULES, secret: secret.reveal() });
      const delta = totp.validate({ token: code, timestamp: now, window: 1 });
      return delta === null ? undefined : Math.floor(now / (RULES.period * 1_000)) + delta;
    },
    newRecoveryCode: () =>
      new Secret({ buffer: new Uint8Array(randomBytes(RECOVERY_BYTES)).buffer }).base32
        .toLowerCase()
        .replace(/(.{4})(?=.)/g, "$1-"),
  };
}
