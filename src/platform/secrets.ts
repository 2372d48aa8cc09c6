import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { inspect } from "node:util";
import type { OrgId } from "../core/ids.ts";
import { SECRET_LENGTH_MIN } from "../core/secret-length.ts";
import type { Sealed, Secrets, SecretText, SigningKey } from "../ports/secrets.ts";
import { importSigningKey } from "./import-signing-key.ts";
import { hashToken, newToken } from "./token.ts";

const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HIDDEN = "[redacted]";
const SIGNING_PREFIX = "whsec_";
const SIGNING_BYTES = 32;

/** A text that no printer gives away; see the port. */
class RedactedText implements SecretText {
  readonly #text: string;
  readonly fingerprint: string;
  readonly isShort: boolean;

  constructor(text: string, fingerprint: string) {
    this.#text = text;
    this.fingerprint = fingerprint;
    this.isShort = text.length < SECRET_LENGTH_MIN;
  }

  reveal(): string {
    return this.#text;
  }

  toSigningKey(): Promise<SigningKey | undefined> {
    return importSigningKey(this.#text);
  }

  toJSON(): string {
    return HIDDEN;
  }

  toString(): string {
    return HIDDEN;
  }

  [inspect.custom](): string {
    return HIDDEN;
  }
}

/**
 * Secrets under one master key of 32 bytes. Sealed is base64url of nonce (12 bytes), tag (16) and
 * ciphertext; key id, organization and name are authenticated with it, so that a sealed text moved to
 * another row does not open. Fingerprints are keyed: a guess cannot be tested against one.
 */
export function openSecrets(options: { readonly masterKey: Uint8Array; readonly keyId: string }): Secrets {
  const { masterKey, keyId } = options;
  if (masterKey.length !== 32) throw new TypeError("a master key has 32 bytes");
  const sealing = Buffer.from(hkdfSync("sha256", masterKey, "", "muster seal 1", 32));
  const printing = Buffer.from(hkdfSync("sha256", masterKey, "", "muster fingerprint 1", 32));
  const certifying = Buffer.from(hkdfSync("sha256", masterKey, "", "muster certify 1", 32));
  const context = (org: OrgId, name: string) => Buffer.from(JSON.stringify([keyId, org, name]), "utf8");

  function wrap(text: string): SecretText {
    return new RedactedText(
      text,
      createHmac("sha256", printing).update(text, "utf8").digest("hex").slice(0, 8),
    );
  }

  function certify(text: string): Buffer {
    return createHmac("sha256", certifying).update(text, "utf8").digest();
  }

  return {
    seal(org, name, text) {
      const nonce = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, sealing, nonce).setAAD(context(org, name));
      const hidden = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return { keyId, sealed: Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString("base64url") };
    },
    open(org, name, sealed: Sealed) {
      if (sealed.keyId !== keyId)
        throw new Error(`the secret is sealed under key ${sealed.keyId}, not ${keyId}`);
      const bytes = Buffer.from(sealed.sealed, "base64url");
      if (bytes.length < IV_BYTES + TAG_BYTES) throw new Error("the sealed secret is cut short");
      // Decoding skips characters outside base64url, so one secret could be written in many ways.
      if (bytes.toString("base64url") !== sealed.sealed) throw new Error("the sealed secret was changed");
      const decipher = createDecipheriv(CIPHER, sealing, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(context(org, name)).setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return wrap(text.toString("utf8"));
    },
    wrap,
    newSigningSecret: () => `${SIGNING_PREFIX}${randomBytes(SIGNING_BYTES).toString("base64")}`,
    sign(key, text) {
      const bytes = Buffer.from(key.reveal().slice(SIGNING_PREFIX.length), "base64");
      return createHmac("sha256", bytes).update(text, "utf8").digest("base64");
    },
    certify: (text) => ({ keyId, signature: certify(text).toString("hex") }),
    isCertified(text, signed) {
      if (signed.keyId !== keyId) return undefined;
      const [made, given] = [certify(text), Buffer.from(signed.signature, "hex")];
      return made.length === given.length && timingSafeEqual(made, given);
    },
    newToken,
    hashToken,
  };
}
