import { createPrivateKey, webcrypto } from "node:crypto";
import type * as OpenId from "openid-client";
import type { SecretText } from "../../../ports/secrets.ts";
import type { OAuthConfig } from "./oauth-config.ts";

/** Seconds that a signed assertion is valid. */
const ASSERTION_SECONDS = 60;

/** A secret that is not a private key which Muster can sign with. */
export class UnusableKeyError extends Error {}

/** How the client authenticates, with the secret as a client secret or as a private key in PEM form. */
export async function authenticateClient(
  client: typeof OpenId,
  { method, tokenUrl, keyId }: OAuthConfig,
  secret: SecretText,
  now: () => number,
): Promise<OpenId.ClientAuth> {
  switch (method) {
    case "client_secret_basic":
      return client.ClientSecretBasic(secret.reveal());
    case "client_secret_post":
      return client.ClientSecretPost(secret.reveal());
    case "private_key_jwt":
      return client.PrivateKeyJwt(
        { key: await importKey(secret.reveal()), ...(keyId === undefined ? {} : { kid: keyId }) },
        {
          // RFC 7523 §3: the audience may be the token endpoint, which every server accepts. Time is that of `now`.
          [client.modifyAssertion]: (_, payload) => {
            const seconds = Math.floor(now() / 1_000);
            Object.assign(payload, { aud: tokenUrl, iat: seconds, nbf: seconds });
            payload["exp"] = seconds + ASSERTION_SECONDS;
          },
        },
      );
  }
}

/** The key for WebCrypto: RSA signs with RS256, P-256 with ES256, Ed25519 as such. */
async function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  try {
    const key = createPrivateKey(pem);
    const bytes = key.export({ type: "pkcs8", format: "der" });
    return await webcrypto.subtle.importKey("pkcs8", bytes, algorithmOf(key.asymmetricKeyType), false, [
      "sign",
    ]);
  } catch (cause) {
    throw new UnusableKeyError("the secret is not a private key that can sign", { cause });
  }
}

function algorithmOf(type: string | undefined) {
  if (type === "rsa") return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  if (type === "ec") return { name: "ECDSA", namedCurve: "P-256" };
  return { name: "Ed25519" };
}
