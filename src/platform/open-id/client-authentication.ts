import { createPrivateKey, webcrypto } from "node:crypto";
import type * as OpenIdClient from "openid-client";
import type { OpenIdProvider } from "../../ports/open-id.ts";

/** The secret of a provider is not a private key which Muster can sign with. */
export class NoSigningKeyError extends Error {}

/** How Muster authenticates as a client of the provider. */
export async function authenticateAt(
  client: typeof OpenIdClient,
  { method, secret, keyId }: OpenIdProvider,
): Promise<OpenIdClient.ClientAuth> {
  const text = secret?.reveal();
  if (method === "none" || text === undefined) return client.None();
  if (method === "client_secret_basic") return client.ClientSecretBasic(text);
  if (method === "client_secret_post") return client.ClientSecretPost(text);
  const key = await importSigningKey(text);
  return client.PrivateKeyJwt(keyId === null ? key : { key, kid: keyId });
}

/** RSA signs with RS256, P-256 with ES256, Ed25519 as such. */
async function importSigningKey(pem: string): Promise<webcrypto.CryptoKey> {
  try {
    const key = createPrivateKey(pem);
    const bytes = key.export({ type: "pkcs8", format: "der" });
    return await webcrypto.subtle.importKey("pkcs8", bytes, algorithmOf(key.asymmetricKeyType), false, [
      "sign",
    ]);
  } catch (cause) {
    throw new NoSigningKeyError("the secret is not a private key that can sign", { cause });
  }
}

function algorithmOf(type: string | undefined) {
  if (type === "rsa") return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  if (type === "ec") return { name: "ECDSA", namedCurve: "P-256" };
  return { name: "Ed25519" };
}
