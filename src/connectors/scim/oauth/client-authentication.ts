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
    case "private_key_jwt": {
      const key = await secret.toSigningKey();
      if (key === undefined) throw new UnusableKeyError("the secret is not a private key that can sign");
      return client.PrivateKeyJwt(
        { key, ...(keyId === undefined ? {} : { kid: keyId }) },
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
}
