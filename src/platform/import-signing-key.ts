import { createPrivateKey, webcrypto } from "node:crypto";
import type { SigningKey } from "../ports/secrets.ts";

/** The private key of a PEM; see `SecretText.toSigningKey`. */
export async function importSigningKey(pem: string): Promise<SigningKey | undefined> {
  try {
    const key = createPrivateKey(pem);
    const bytes = key.export({ type: "pkcs8", format: "der" });
    return await webcrypto.subtle.importKey("pkcs8", bytes, algorithmOf(key.asymmetricKeyType), false, [
      "sign",
    ]);
  } catch {
    // Each step refuses texts of another form with an error of its own; they mean the same.
    return undefined;
  }
}

function algorithmOf(type: string | undefined) {
  if (type === "rsa") return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  if (type === "ec") return { name: "ECDSA", namedCurve: "P-256" };
  return { name: "Ed25519" };
}
