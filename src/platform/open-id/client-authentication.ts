import type * as OpenIdClient from "openid-client";
import type { OpenIdProvider } from "../../ports/open-id.ts";

/** The secret of a provider is not a private key which Muster can sign with. */
export class NoSigningKeyError extends Error {}

/** How Muster authenticates as a client of the provider. */
export async function authenticateAt(
  client: typeof OpenIdClient,
  { method, secret, keyId }: OpenIdProvider,
): Promise<OpenIdClient.ClientAuth> {
  if (method === "none" || secret === undefined) return client.None();
  if (method === "client_secret_basic") return client.ClientSecretBasic(secret.reveal());
  if (method === "client_secret_post") return client.ClientSecretPost(secret.reveal());
  const key = await secret.toSigningKey();
  if (key === undefined) throw new NoSigningKeyError("the secret is not a private key that can sign");
  return client.PrivateKeyJwt(keyId === null ? key : { key, kid: keyId });
}
